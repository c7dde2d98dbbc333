import { z } from 'zod';
import { subscriberIdSchema } from './ids.ts';
import { currencySchema } from './money.ts';
import { endsBeforeItBegins, wantedSchema } from './wanted.ts';

export const amountSchema = z
  .string()
  .trim()
  .regex(/^\d{1,12}([.,]\d{1,3})?$/, 'enter an amount like 12.50')
  .transform((text) => text.replace(',', '.'));
const amount = amountSchema;
/** Thirty days. */
const mostReserveHours = 720;
const optionalText = z.string().trim().max(2000).optional();

const formDiscount = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('amount'), amount }).readonly(),
    z.object({ kind: z.literal('percent'), percent: z.number().min(0).max(100).multipleOf(0.01) }).readonly(),
  ])
  .optional();

const formItem = z
  .object({
    title: z.string().trim().min(1, 'enter the item’s name').max(300),
    quantity: z.int().min(1, 'at least 1').max(9999),
    unitPrice: amount,
    /** A Shopify variant; absent for a free line. */
    variantId: z.string().optional(),
    sku: z.string().optional(),
    /** An amount is per piece, a percentage for the whole line. */
    discount: formDiscount,
  })
  .readonly();

/** One of Shopify's delivery rates for the address. */
const shippingRate = z
  .object({ handle: z.string().min(1).max(500), title: z.string().trim().min(1).max(300), price: amount })
  .readonly();

/** A valid Shopify tag: no comma, because Shopify separates tags with commas. */
const tag = z
  .string()
  .trim()
  .min(1)
  .max(40, 'at most 40 characters in a tag')
  .regex(/^[^,]*$/, 'a tag cannot contain a comma');

const shopifyCustomer = z.string().regex(/^gid:\/\/shopify\/Customer\/\d{1,20}$/, 'not a Shopify customer');

const customer = z
  .object({
    name: optionalText,
    phone: optionalText,
    email: z.union([z.literal(''), z.email('not an e-mail address')]).optional(),
    /** Shopify's customer id, if the customer was selected and not typed. */
    shopifyId: shopifyCustomer.optional(),
  })
  .readonly();

/** The recipient, if different from the customer. */
const recipient = z.object({ name: optionalText, phone: optionalText }).readonly();

const wanted = wantedSchema.refine((when) => !endsBeforeItBegins(when), {
  message: 'the end must be after the start',
  path: ['to'],
});

/** The fields that decide the price. */
const priced = {
  currency: currencySchema,
  items: z.array(formItem).min(1, 'add at least one item').max(499).readonly(),
  discount: formDiscount,
  deliveryFee: amount.optional(),
  address: optionalText,
};

const orderForm = {
  /** Created with the form, so that a double submit makes one order. */
  key: z.uuid(),
  ...priced,
  customer,
  recipient: recipient.optional(),
  wanted: wanted.optional(),
  note: optionalText,
  tags: z.array(tag).max(50, 'at most 50 tags').readonly().optional(),
};

/** Fields that need a payment by Shopify's link. */
const pricedByShopify = {
  ...priced,
  /** Replaces a custom delivery fee. */
  shippingRate: shippingRate.optional(),
  /** The part of the total due at once, in per cent; absent: all of it. */
  deposit: z.number().min(1).max(99).multipleOf(0.01).optional(),
};

/** The fields Shopify needs for a calculation. */
export const calculateFormSchema = z
  .object({
    key: z.uuid(),
    ...pricedByShopify,
    /** The customer, who may be tax-exempt in Shopify. */
    customerId: shopifyCustomer.optional(),
  })
  .readonly();
export type CalculateForm = z.infer<typeof calculateFormSchema>;

/** Payment methods with a translated label; any other is shown as typed. */
export const paymentMethods = ['cash-on-delivery', 'bank-transfer', 'cash', 'card'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];
export const paymentMethodOf = (text: string): PaymentMethod | undefined =>
  paymentMethods.find((method) => method === text);

/** An order that a manager enters by hand. */
export const manualOrderFormSchema = z
  .object({
    ...orderForm,
    paymentStatus: z.enum(['pending', 'paid']),
    /** One of `paymentMethods`, or free text. */
    paymentMethod: optionalText,
    /** Whether to create the order in Shopify as well. */
    inShopify: z.boolean().optional(),
  })
  .readonly()
  .refine(({ customer: { name, phone } }) => Boolean(name) || Boolean(phone), {
    message: 'enter a name or a phone',
    path: ['customer', 'name'],
  });
export type ManualOrderForm = z.infer<typeof manualOrderFormSchema>;

/** A draft order that the customer completes and pays with a link. */
export const draftOrderFormSchema = z
  .object({
    ...orderForm,
    ...pricedByShopify,
    subscriberId: subscriberIdSchema.optional(),
    /** Hours for which the items are reserved; absent: no reservation. */
    reserveHours: z.int().min(1).max(mostReserveHours).optional(),
  })
  .readonly();
export type DraftOrderForm = z.infer<typeof draftOrderFormSchema>;

/** How the payment link is sent. */
export const linkMessageSchema = z.discriminatedUnion('via', [
  z
    .object({ via: z.literal('messenger'), text: z.string().trim().min(1, 'enter some text').max(1900) })
    .readonly(),
  z
    .object({
      via: z.literal('email'),
      to: z.email('not an e-mail address').max(254),
      subject: z.string().trim().min(1, 'enter a subject').max(200),
      text: z.string().trim().max(4000),
    })
    .readonly(),
  z.object({ via: z.literal('copied') }).readonly(),
]);
export type LinkMessage = z.infer<typeof linkMessageSchema>;
