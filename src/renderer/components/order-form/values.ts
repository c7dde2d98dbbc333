import { z } from 'zod';

const text = z.string();

const lineSchema = z.object({
  /** Identifies a line while lines move; it is not part of the order. */
  id: text,
  title: text,
  quantity: text,
  unitPrice: text,
  variantId: text,
  sku: text,
  /** The catalogue's price as typed text; empty for a custom line. */
  listPrice: text,
  discountKind: z.enum(['amount', 'percent']).default('percent'),
  /** Per piece if it is an amount. */
  discount: text.default(''),
  /** Added because its product was requested in a chat. */
  fromChat: z.literal(true).optional(),
});
export type LineValues = z.infer<typeof lineSchema>;

/** One of Shopify's delivery rates, as it was when chosen. */
const rateSchema = z.object({ handle: text, title: text, price: text });
export type RateValues = z.infer<typeof rateSchema>;

const chosenSchema = z.object({
  name: text,
  /** How many orders they have made; null if unknown. */
  orders: z.int().nullable(),
  /** Shopify's `gid`; empty if Shopify does not know them. */
  shopifyId: text,
  filled: z.object({ name: text, phone: text, email: text, address: text, subscriberId: text.default('') }),
});

/** The field values exactly as typed. All are text, so that input is never lost or rewritten. */
export const formValuesSchema = z.object({
  key: z.uuid(),
  items: z.array(lineSchema).max(499),
  /** Text in the picker that is not a line yet. */
  picking: text.default(''),
  discountKind: z.enum(['amount', 'percent']),
  discount: text,
  deliveryFee: text,
  /** Null while the delivery costs `deliveryFee`. */
  rate: rateSchema.nullable().default(null),
  customer: z.object({ name: text, phone: text, email: text }),
  address: text,
  /** The recipient, if it is not the customer. */
  recipient: z.object({ name: text, phone: text }).default({ name: '', phone: '' }),
  /** `2026-11-25`, `10:00`: the format of native date and time inputs. */
  wanted: z.object({ date: text, from: text, to: text }).default({ date: '', from: '', to: '' }),
  note: text,
  tags: z.array(text).default([]),
  reserveHours: text.default(''),
  deposit: text.default(''),
  paymentStatus: z.enum(['pending', 'paid']),
  paymentMethod: text,
  /** Also create the order in Shopify. */
  inShopify: z.boolean().default(false),
  /** The Messenger contact of the order; empty for none. */
  subscriberId: text,
  /** The chosen customer with the values they filled in; null for a typed one. */
  chosen: chosenSchema.nullable().default(null),
  /** Fields with values from a message that are not checked yet. */
  guesses: z.array(text).default([]),
});
export type FormValues = z.infer<typeof formValuesSchema>;

/** @param key idempotency key of the form: several submits make one order */
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

/** Nothing was typed that would be missed. A person filled in by the page does not count. */
export function isUntouched(values: FormValues, start: FormValues): boolean {
  const { key: _key, ...typed } = values;
  const { key: _startKey, ...begun } = start;
  return JSON.stringify(typed) === JSON.stringify(begun);
}
