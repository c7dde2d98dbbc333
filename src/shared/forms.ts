import { z } from 'zod';
import { subscriberIdSchema } from './ids.ts';
import { currencySchema } from './money.ts';
import { endsBeforeItBegins, wantedSchema } from './wanted.ts';

export const amountSchema = z
  .string()
  .trim()
  .regex(/^\d{1,12}([.,]\d{1,3})?$/, 'an amount looks like 12,50')
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
    title: z.string().trim().min(1, 'an item needs a title').max(300),
    quantity: z.int().min(1, 'at least 1').max(9999),
    unitPrice: amount,
    /** A Shopify variant; absent for a free line. */
    variantId: z.string().optional(),
    sku: z.string().optional(),
    /** An amount is off each piece, a per cent off the whole line. */
    discount: formDiscount,
  })
  .readonly();

/** One of the delivery rates Shopify has worked out for the address. */
const shippingRate = z
  .object({ handle: z.string().min(1).max(500), title: z.string().trim().min(1).max(300), price: amount })
  .readonly();

/** What Shopify takes for one tag of an order: no comma, for its lists are written with commas. */
const tag = z
  .string()
  .trim()
  .min(1)
  .max(40, 'a tag has at most 40 characters')
  .regex(/^[^,]*$/, 'a tag has no comma');

const shopifyCustomer = z
  .string()
  .regex(/^gid:\/\/shopify\/Customer\/\d{1,20}$/, 'not a customer of Shopify');

const customer = z
  .object({
    name: optionalText,
    phone: optionalText,
    email: z.union([z.literal(''), z.email('not an e-mail address')]).optional(),
    /** Shopify's own record of this customer, when they were chosen and not typed. */
    shopifyId: shopifyCustomer.optional(),
  })
  .readonly();

/** Who gets it, when that is not the customer. */
const recipient = z.object({ name: optionalText, phone: optionalText }).readonly();

const wanted = wantedSchema.refine((when) => !endsBeforeItBegins(when), {
  message: 'it ends before it begins',
  path: ['to'],
});

/** All that decides the price. */
const priced = {
  currency: currencySchema,
  items: z.array(formItem).min(1, 'add at least one item').max(499).readonly(),
  discount: formDiscount,
  deliveryFee: amount.optional(),
  address: optionalText,
};

const orderForm = {
  /** Made by the form when it opens, so that a double submit is one order. */
  key: z.uuid(),
  ...priced,
  customer,
  recipient: recipient.optional(),
  wanted: wanted.optional(),
  note: optionalText,
  tags: z.array(tag).max(50, 'at most 50 tags').readonly().optional(),
};

/** What only an order paid by Shopify's link can have. */
const pricedByShopify = {
  ...priced,
  /** Instead of an own delivery fee. */
  shippingRate: shippingRate.optional(),
  /** How much of the total is to be paid at once, in per cent; absent: all of it. */
  deposit: z.number().min(1).max(99).multipleOf(0.01).optional(),
};

/** As much of a form as Shopify needs to work out what it costs. */
export const calculateFormSchema = z
  .object({
    key: z.uuid(),
    ...pricedByShopify,
    /** Whom Shopify may know to be exempt from tax. */
    customerId: shopifyCustomer.optional(),
  })
  .readonly();
export type CalculateForm = z.infer<typeof calculateFormSchema>;

/** The ways of paying that have words of their own on screen; any other is shown as it was typed. */
export const paymentMethods = ['cash-on-delivery', 'bank-transfer', 'cash', 'card'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];
export const paymentMethodOf = (text: string): PaymentMethod | undefined =>
  paymentMethods.find((method) => method === text);

/** An order a manager writes down whole: complete at once. */
export const manualOrderFormSchema = z
  .object({
    ...orderForm,
    paymentStatus: z.enum(['pending', 'paid']),
    /** One of `paymentMethods`, or whatever else was typed. */
    paymentMethod: optionalText,
    /** The order is to be made in Shopify as well. */
    inShopify: z.boolean().optional(),
  })
  .readonly()
  .refine(({ customer: { name, phone } }) => Boolean(name) || Boolean(phone), {
    message: 'a name or a phone is needed',
    path: ['customer', 'name'],
  });
export type ManualOrderForm = z.infer<typeof manualOrderFormSchema>;

/** An order a manager builds for a customer who will fill in the rest and pay by link. */
export const draftOrderFormSchema = z
  .object({
    ...orderForm,
    ...pricedByShopify,
    subscriberId: subscriberIdSchema.optional(),
    /** For how many hours after it is made the items are kept for the customer; absent: not at all. */
    reserveHours: z.int().min(1).max(mostReserveHours).optional(),
  })
  .readonly();
export type DraftOrderForm = z.infer<typeof draftOrderFormSchema>;

/** How the link of a draft order is given away. */
export const linkMessageSchema = z.discriminatedUnion('via', [
  z
    .object({ via: z.literal('messenger'), text: z.string().trim().min(1, 'write something').max(1900) })
    .readonly(),
  z
    .object({
      via: z.literal('email'),
      to: z.email('not an e-mail address').max(254),
      subject: z.string().trim().min(1, 'a mail needs a subject').max(200),
      text: z.string().trim().max(4000),
    })
    .readonly(),
  z.object({ via: z.literal('copied') }).readonly(),
]);
export type LinkMessage = z.infer<typeof linkMessageSchema>;
