import { z } from 'zod';

const text = z.string().nullish();
const bag = z.looseObject({ shop_money: z.looseObject({ amount: z.string() }) });
// UnsignedInt64 is a string in JSON, so that no digit is lost
const legacyId = z.string().regex(/^\d{1,25}$/);
const reference = z.object({ legacy_resource_id: legacyId }).nullish();
const attributes = z.array(z.object({ key: z.string(), value: text })).catch([]);
const address = z.looseObject({ country_code_v2: text }).nullish();
export type GraphqlAddress = z.infer<typeof address>;

const line = z.looseObject({
  quantity: z.int().nonnegative(),
  variant: reference,
  product: reference,
  custom_attributes: attributes,
  original_unit_price_set: bag,
});
export type GraphqlLine = z.infer<typeof line>;

export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: text });

/** The fields of an order of the orders query that have another name or shape in a webhook, with keys in snake case. */
export const graphqlOrderSchema = z.looseObject({
  id: z.string(),
  legacy_resource_id: legacyId,
  currency_code: z.string(),
  tags: z.array(z.string()).catch([]),
  discount_codes: z.array(z.string()).catch([]),
  display_financial_status: text,
  display_fulfillment_status: text,
  fulfillments: z
    .array(z.object({ status: text, tracking_info: z.array(z.object({ number: text })) }))
    .catch([]),
  custom_attributes: attributes,
  // not null in Shopify's schema: without it the order cannot be read
  total_price_set: bag,
  total_tip_received_set: bag,
  total_refunded_set: bag,
  total_outstanding_set: bag.nullish(),
  total_cash_rounding_adjustment: z.object({ payment_set: bag }).nullish(),
  customer: z
    .looseObject({
      legacy_resource_id: legacyId,
      default_email_address: z.object({ email_address: text }).nullish(),
      default_phone_number: z.object({ phone_number: text }).nullish(),
      default_address: address,
    })
    .nullish(),
  shipping_line: z.object({ title: text }).nullish(),
  shipping_address: address,
  billing_address: address,
  line_items: z.object({ nodes: z.array(line) }),
});
export type GraphqlOrder = z.infer<typeof graphqlOrderSchema>;
