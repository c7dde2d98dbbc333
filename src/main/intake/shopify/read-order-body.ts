import { parse } from 'lossless-json';
import { z } from 'zod';
import { currencySchema } from '../../../shared/money.ts';
import { messageOf, Problem } from '../../../shared/problem.ts';

/**
 * Parses JSON and keeps each number as text: an id beyond 2^53 stays exact, an amount is never a float.
 * @throws Problem `bad-input`
 */
export function parseExactJson(body: string): unknown {
  try {
    return parse(body, null, (number) => number);
  } catch (error) {
    throw new Problem('bad-input', `the body is not JSON: ${messageOf(error)}`.slice(0, 200), {
      cause: error,
    });
  }
}

// Required fields are strict. Invalid optional fields are dropped, since an odd landing page must not keep an order out of the
// inbox.
const loose = <T extends z.ZodType>(schema: T) => schema.nullish().catch(undefined);
const text = loose(z.string());
const digits = z.string().regex(/^\d{1,25}$/);
const decimal = z.string().nullish();

const amount = z.object({ amount: z.string(), currency_code: currencySchema });
const moneySet = z.object({ shop_money: amount.nullish(), presentment_money: loose(amount) }).nullish();
export type MoneySet = z.infer<typeof moneySet>;

const address = loose(
  z.object({
    name: text,
    first_name: text,
    last_name: text,
    company: text,
    address1: text,
    address2: text,
    city: text,
    province: text,
    zip: text,
    country: text,
    country_code: text,
    phone: text,
  }),
);
export type BodyAddress = z.infer<typeof address>;

const attribute = z.object({ name: z.string(), value: z.unknown() });
/** A list of pairs; some apps write an object instead. */
const attributes = z
  .union([
    z.array(attribute),
    z
      .record(z.string(), z.unknown())
      .transform((record) => Object.entries(record).map(([name, value]) => ({ name, value }))),
  ])
  .nullish()
  .catch(undefined);
export type BodyAttributes = z.infer<typeof attributes>;

const lineItem = z.object({
  title: text,
  name: text,
  variant_title: text,
  sku: text,
  quantity: digits,
  current_quantity: loose(digits),
  price: decimal,
  price_set: moneySet,
  variant_id: loose(digits),
  product_id: loose(digits),
  properties: attributes,
});
export type BodyLineItem = z.infer<typeof lineItem>;

const transaction = z.object({ kind: text, status: text, amount: decimal, currency: loose(currencySchema) });
const refund = z.object({ transactions: loose(z.array(transaction)) });

/** The fields of Shopify's REST order that are parsed. Numbers arrive as text, see `parseExactJson`. */
export const orderBodySchema = z.object({
  id: loose(digits),
  admin_graphql_api_id: text,
  name: text,
  created_at: text,
  processed_at: text,
  updated_at: text,
  cancelled_at: text,
  test: loose(z.boolean()),
  source_name: text,
  currency: currencySchema.nullish(),

  total_price: decimal,
  total_price_set: moneySet,
  current_total_price: text,
  current_total_price_set: loose(moneySet),
  subtotal_price: decimal,
  subtotal_price_set: moneySet,
  total_discounts: decimal,
  total_discounts_set: moneySet,
  total_tax: decimal,
  total_tax_set: moneySet,
  taxes_included: loose(z.boolean()),
  total_tip_received: decimal,
  total_outstanding: decimal,
  total_shipping_price_set: moneySet,
  shipping_lines: z.array(z.object({ title: text })).nullish(),
  original_total_duties_set: moneySet,
  original_total_additional_fees_set: moneySet,
  total_cash_rounding_payment_adjustment_set: moneySet,
  refunds: z.array(refund).nullish(),

  financial_status: text,
  fulfillment_status: text,
  fulfillments: loose(z.array(z.object({ tracking_numbers: loose(z.array(z.string())) }))),
  payment_gateway_names: loose(z.array(z.string())),

  email: text,
  contact_email: text,
  phone: text,
  customer: loose(
    z.object({
      id: loose(digits),
      first_name: text,
      last_name: text,
      email: text,
      phone: text,
      default_address: address,
    }),
  ),
  shipping_address: address,
  billing_address: address,

  line_items: z.array(lineItem).nullish(),
  note: text,
  note_attributes: attributes,
  tags: text,
  discount_codes: loose(z.array(z.object({ code: z.string() }))),
  landing_site: text,
  referring_site: text,
});
export type OrderBody = z.infer<typeof orderBodySchema>;
