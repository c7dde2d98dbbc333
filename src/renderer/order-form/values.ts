import { z } from 'zod';

const text = z.string();

const lineSchema = z.object({
  /** Tells lines apart while they move; the order never sees it. */
  id: text,
  title: text,
  quantity: text,
  unitPrice: text,
  variantId: text,
  sku: text,
  /** What the catalogue asks for one, as it is typed; empty for a free line. */
  listPrice: text,
  discountKind: z.enum(['amount', 'percent']).default('percent'),
  /** Off each piece when it is an amount. */
  discount: text.default(''),
  /** Put there because its product was asked about in a chat. */
  fromChat: z.literal(true).optional(),
});
export type LineValues = z.infer<typeof lineSchema>;

/** One of Shopify's delivery rates, as it was when it was chosen. */
const rateSchema = z.object({ handle: text, title: text, price: text });
export type RateValues = z.infer<typeof rateSchema>;

const chosenSchema = z.object({
  name: text,
  /** Null where it is not known how many they have made. */
  orders: z.int().nullable(),
  /** Shopify's `gid`; empty for one whom Shopify does not know. */
  shopifyId: text,
  filled: z.object({ name: text, phone: text, email: text, address: text, subscriberId: text.default('') }),
});

/** What stands in the fields, exactly as typed. Everything is text, so that nothing typed is ever lost or rewritten. */
export const formValuesSchema = z.object({
  key: z.uuid(),
  items: z.array(lineSchema).max(499),
  /** What stands in the picker and is no line yet. */
  picking: text.default(''),
  discountKind: z.enum(['amount', 'percent']),
  discount: text,
  deliveryFee: text,
  /** Null while the delivery costs what stands in `deliveryFee`. */
  rate: rateSchema.nullable().default(null),
  customer: z.object({ name: text, phone: text, email: text }),
  address: text,
  /** Who gets it, when that is not the customer. */
  recipient: z.object({ name: text, phone: text }).default({ name: '', phone: '' }),
  /** `2026-11-25`, `10:00`, as the browser's own fields have them. */
  wanted: z.object({ date: text, from: text, to: text }).default({ date: '', from: '', to: '' }),
  note: text,
  tags: z.array(text).default([]),
  reserveHours: text.default(''),
  deposit: text.default(''),
  paymentStatus: z.enum(['pending', 'paid']),
  paymentMethod: text,
  /** The order is to be made in Shopify as well. */
  inShopify: z.boolean().default(false),
  /** The person in Messenger the order is for; empty for nobody. */
  subscriberId: text,
  /** The customer who was found and chosen, with what they put into the fields; null for one who is typed. */
  chosen: chosenSchema.nullable().default(null),
  /** The fields whose values were read out of a message, and that nobody has looked at yet. */
  guesses: z.array(text).default([]),
});
export type FormValues = z.infer<typeof formValuesSchema>;

/** @param key names this form to the app, so that however often it is submitted it is one order */
export const emptyForm = (key: string): FormValues => ({
  key,
  items: [],
  picking: '',
  discountKind: 'amount',
  discount: '',
  deliveryFee: '',
  rate: null,
  customer: { name: '', phone: '', email: '' },
  address: '',
  recipient: { name: '', phone: '' },
  wanted: { date: '', from: '', to: '' },
  note: '',
  tags: [],
  reserveHours: '',
  deposit: '',
  paymentStatus: 'pending',
  paymentMethod: 'cash-on-delivery',
  inShopify: false,
  subscriberId: '',
  chosen: null,
  guesses: [],
});

/** Nothing was typed that would be missed. A person the page filled in by itself does not count. */
export function isUntouched(values: FormValues, start: FormValues): boolean {
  const { key: _key, ...typed } = values;
  const { key: _startKey, ...begun } = start;
  return JSON.stringify(typed) === JSON.stringify(begun);
}
