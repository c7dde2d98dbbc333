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
  const parsed = graphqlOrderSchema.safeParse(raw);
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

function bodyOf(order: GraphqlOrder) {
  const refunded = order.totalRefundedSet.shopMoney;
  return {
    id: order.legacyResourceId,
    admin_graphql_api_id: order.id,
    name: order.name,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    test: order.test,
    source_name: order.sourceName,
    currency: order.currencyCode,
    total_price_set: setOf(order.totalPriceSet),
    current_total_price_set: setOf(order.currentTotalPriceSet),
    subtotal_price_set: setOf(order.subtotalPriceSet),
    total_discounts_set: setOf(order.totalDiscountsSet),
    total_tax_set: setOf(order.totalTaxSet),
    taxes_included: order.taxesIncluded,
    total_tip_received: order.totalTipReceivedSet.shopMoney.amount,
    total_outstanding: order.totalOutstandingSet?.shopMoney.amount,
    total_shipping_price_set: setOf(order.totalShippingPriceSet),
    original_total_duties_set: setOf(order.originalTotalDutiesSet),
    original_total_additional_fees_set: setOf(order.originalTotalAdditionalFeesSet),
    total_cash_rounding_payment_adjustment_set: setOf(order.totalCashRoundingAdjustment?.paymentSet),
    refunds: isSome(refunded)
      ? [{ transactions: [{ kind: 'refund', status: 'success', amount: refunded.amount }] }]
      : [],
    financial_status: order.displayFinancialStatus?.toLowerCase(),
    fulfillment_status: fulfillmentOf(order),
    fulfillments: order.fulfillments.map(({ trackingInfo }) => ({
      tracking_numbers: trackingInfo.flatMap(({ number }) => number ?? []),
    })),
    payment_gateway_names: order.paymentGatewayNames,
    email: order.email,
    phone: order.phone,
    customer: customerOf(order.customer),
    shipping_lines: order.shippingLine ? [{ title: order.shippingLine.title }] : [],
    shipping_address: addressOf(order.shippingAddress),
    billing_address: addressOf(order.billingAddress),
    line_items: order.lineItems.nodes.map(lineOf),
    note: order.note,
    note_attributes: pairsOf(order.customAttributes),
    tags: order.tags.join(','),
    discount_codes: order.discountCodes.map((code) => ({ code })),
  };
}

type Bag = {
  readonly shopMoney: { readonly amount: string; readonly currencyCode: string };
  readonly presentmentMoney?: { readonly amount: string; readonly currencyCode: string };
};

const setOf = (bag: Bag | null | undefined) =>
  bag && {
    shop_money: { amount: bag.shopMoney.amount, currency_code: bag.shopMoney.currencyCode },
    presentment_money: bag.presentmentMoney && {
      amount: bag.presentmentMoney.amount,
      currency_code: bag.presentmentMoney.currencyCode,
    },
  };

const isSome = ({ amount }: { readonly amount: string }): boolean => /[1-9]/.test(amount);

/**
 * The webhook's status has fewer values than the display status, and is null if nothing was sent. Some display values describe
 * the remaining part and not whether a part was sent.
 */
function fulfillmentOf({
  displayFulfillmentStatus: status,
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

const customerOf = (customer: GraphqlOrder['customer']) =>
  customer && {
    id: customer.legacyResourceId,
    first_name: customer.firstName,
    last_name: customer.lastName,
    email: customer.defaultEmailAddress?.emailAddress,
    phone: customer.defaultPhoneNumber?.phoneNumber,
    default_address: addressOf(customer.defaultAddress),
  };

const addressOf = (address: GraphqlAddress) =>
  address && {
    ...address,
    first_name: address.firstName,
    last_name: address.lastName,
    country_code: address.countryCodeV2,
  };

const lineOf = (line: GraphqlLine) => ({
  title: line.title,
  variant_title: line.variantTitle,
  sku: line.sku,
  quantity: line.quantity,
  current_quantity: line.currentQuantity,
  price_set: setOf(line.originalUnitPriceSet),
  variant_id: line.variant?.legacyResourceId,
  product_id: line.product?.legacyResourceId,
  properties: pairsOf(line.customAttributes),
});

const pairsOf = (
  attributes: readonly { readonly key: string; readonly value?: string | null | undefined }[],
) => attributes.map(({ key, value }) => ({ name: key, value: value ?? '' }));
