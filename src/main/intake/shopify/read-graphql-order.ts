import type { IncomingOrder } from '../../../shared/order.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { unknownPlace } from '../../../shared/shop-place.ts';
import type { GraphqlAddress, GraphqlLine, GraphqlOrder } from './graphql-order.ts';
import { graphqlOrderSchema } from './graphql-order.ts';
import type { ShopifyReading } from './read-order.ts';
import { readShopifyOrder } from './read-order.ts';

/**
 * Parses one order of the orders query. It is converted to the webhook body of the same order and parsed like one, so that both
 * paths give the same result. Pure.
 * @param hidden true when Shopify withheld the customer
 * @param place time zone and country of the shop
 */
export function readGraphqlOrder(
  raw: unknown,
  hidden: boolean,
  place: ShopPlace = unknownPlace,
): ShopifyReading {
  const parsed = graphqlOrderSchema.safeParse(snakeCased(raw));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: 'unreadable', reason: `${issue?.path.join('.') || 'the order'}: ${issue?.message}` };
  }
  const reading = readShopifyOrder(JSON.stringify(bodyOf(parsed.data)), place);
  return hidden && reading.kind === 'order'
    ? { kind: 'order', order: withoutCustomer(reading.order) }
    : reading;
}

function withoutCustomer(order: IncomingOrder): IncomingOrder {
  const review = order.content.review ?? [];
  if (review.some(({ code }) => code === 'customer-hidden')) return order;
  return { ...order, content: { ...order.content, review: [...review, { code: 'customer-hidden' }] } };
}

/** Most fields differ from those of a webhook in the case of their names alone: `createdAt` is `created_at` there. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([name, each]) => [
    name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    snakeCased(each),
  ]);
  return Object.fromEntries(pairs);
}

function bodyOf(order: GraphqlOrder) {
  const refunded = order.total_refunded_set.shop_money;
  return {
    ...order,
    id: order.legacy_resource_id,
    admin_graphql_api_id: order.id,
    currency: order.currency_code,
    total_tip_received: order.total_tip_received_set.shop_money.amount,
    total_outstanding: order.total_outstanding_set?.shop_money.amount,
    total_cash_rounding_payment_adjustment_set: order.total_cash_rounding_adjustment?.payment_set,
    refunds: isSome(refunded)
      ? [{ transactions: [{ kind: 'refund', status: 'success', amount: refunded.amount }] }]
      : [],
    financial_status: order.display_financial_status?.toLowerCase(),
    fulfillment_status: fulfillmentOf(order),
    fulfillments: order.fulfillments.map(({ tracking_info: info }) => ({
      tracking_numbers: info.flatMap(({ number }) => number ?? []),
    })),
    customer: order.customer && {
      ...order.customer,
      id: order.customer.legacy_resource_id,
      email: order.customer.default_email_address?.email_address,
      phone: order.customer.default_phone_number?.phone_number,
      default_address: addressOf(order.customer.default_address),
    },
    shipping_lines: order.shipping_line ? [order.shipping_line] : [],
    shipping_address: addressOf(order.shipping_address),
    billing_address: addressOf(order.billing_address),
    line_items: order.line_items.nodes.map(lineOf),
    note_attributes: pairsOf(order.custom_attributes),
    tags: order.tags.join(','),
    discount_codes: order.discount_codes.map((code) => ({ code })),
  };
}

const isSome = ({ amount }: { readonly amount: string }): boolean => /[1-9]/.test(amount);

/**
 * The webhook's status has fewer values than the display status, and is null if nothing was sent. Some display values describe
 * the remaining part and not whether a part was sent.
 */
function fulfillmentOf({
  display_fulfillment_status: status,
  fulfillments,
}: GraphqlOrder): 'fulfilled' | 'partial' | null {
  if (status === 'FULFILLED') return 'fulfilled';
  if (status === 'PARTIALLY_FULFILLED') return 'partial';
  return ofTheRest.has(status ?? '') && fulfillments.some((one) => one.status === 'SUCCESS')
    ? 'partial'
    : null;
}

const ofTheRest: ReadonlySet<string> = new Set([
  'ON_HOLD',
  'SCHEDULED',
  'IN_PROGRESS',
  'PENDING_FULFILLMENT',
  'REQUEST_DECLINED',
]);

const addressOf = (address: GraphqlAddress) =>
  address && { ...address, country_code: address.country_code_v2 };

const lineOf = (line: GraphqlLine) => ({
  ...line,
  price_set: line.original_unit_price_set,
  variant_id: line.variant?.legacy_resource_id,
  product_id: line.product?.legacy_resource_id,
  properties: pairsOf(line.custom_attributes),
});

const pairsOf = (
  attributes: readonly { readonly key: string; readonly value?: string | null | undefined }[],
) => attributes.map(({ key, value }) => ({ name: key, value: value ?? '' }));
