import { z } from 'zod';
import { subscriberIdSchema } from './ids.ts';
import { currencySchema } from './money.ts';

const amount = z
  .string()
  .trim()
  .regex(/^\d{1,12}([.,]\d{1,3})?$/, 'an amount looks like 12,50')
  .transform((text) => text.replace(',', '.'));
const optionalText = z.string().trim().max(2000).optional();

const formItem = z
  .object({
    title: z.string().trim().min(1, 'an item needs a title').max(300),
    quantity: z.int().min(1, 'at least 1').max(9999),
    unitPrice: amount,
    /** A Shopify variant; absent for a free line. */
    variantId: z.string().optional(),
    sku: z.string().optional(),
  })
  .readonly();

const formDiscount = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('amount'), amount }).readonly(),
    z.object({ kind: z.literal('percent'), percent: z.number().min(0).max(100).multipleOf(0.01) }).readonly(),
  ])
  .optional();

const customer = z
  .object({
    name: optionalText,
    phone: optionalText,
    email: z.union([z.literal(''), z.email('not an e-mail address')]).optional(),
  })
  .readonly();

const orderForm = {
  /** Made by the form when it opens, so that a double submit is one order. */
  key: z.uuid(),
  currency: currencySchema,
  items: z.array(formItem).min(1, 'add at least one item').max(499).readonly(),
  discount: formDiscount,
  deliveryFee: amount.optional(),
  customer,
  address: optionalText,
  note: optionalText,
};

/** An order a manager writes down whole: complete at once. */
export const manualOrderFormSchema = z
  .object({ ...orderForm, paymentStatus: z.enum(['pending', 'paid']), paymentMethod: optionalText })
  .readonly()
  .refine(({ customer: { name, phone } }) => Boolean(name) || Boolean(phone), {
    message: 'a name or a phone is needed',
    path: ['customer', 'name'],
  });
export type ManualOrderForm = z.infer<typeof manualOrderFormSchema>;

/** An order a manager builds for a customer who will fill in the rest and pay by link. */
export const draftOrderFormSchema = z
  .object({ ...orderForm, subscriberId: subscriberIdSchema.optional() })
  .readonly();
export type DraftOrderForm = z.infer<typeof draftOrderFormSchema>;
