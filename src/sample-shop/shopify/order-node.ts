import type { Clock } from '../../main/ports.ts';
import { currency } from '../catalogue.ts';
import { utcTime } from '../times.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid } from './nodes.ts';
import { addressNode, customerNode } from './people-node.ts';
import { allocations, decimal, lineTotal, outstandingOf, receivedOf, totalsOf } from './totals.ts';
import type { Line, ShopOrder, Visit } from './types.ts';

export const moneyNode = (minor: number): Node => ({ amount: decimal(minor), currencyCode: currency });
export const bag = (minor: number): Node => ({
  shopMoney: moneyNode(minor),
  presentmentMoney: moneyNode(minor),
});
export const attributeNodes = (pairs: readonly { readonly name: string; readonly value: string }[]) =>
  pairs.map(({ name, value }) => ({ key: name, value }));

/** The visits of an order become available some seconds after it. */
const journeyTakes = 4000;

export type OrderNodeParts = {
  readonly clock: Clock;
  readonly shop: string;
  readonly variantNode: (variant: NonNullable<Line['variant']>) => Node;
};

/** An order in the Admin API's format. */
export function orderNode(order: ShopOrder, { clock, shop, variantNode }: OrderNodeParts): Node {
  const totals = totalsOf(order);
  const current = (minor: number) => (order.cancelledAt === null ? minor : 0);
  const shares = allocations(order);
  const { buyer, visits } = order;
  const last = visits?.at(-1);
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: String(order.id),
    name: `#${order.number}`,
    number: order.number,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    createdAt: utcTime(order.createdAt),
    processedAt: utcTime(order.createdAt),
    updatedAt: utcTime(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : utcTime(order.cancelledAt),
    cancelReason: order.cancelledAt === null ? null : 'CUSTOMER',
    closed: order.cancelledAt !== null,
    closedAt: order.cancelledAt === null ? null : utcTime(order.cancelledAt),
    test: false,
    edited: false,
    fullyPaid: order.financial === 'paid',
    unpaid: order.financial === 'pending',
    sourceName: order.sourceName,
    sourceIdentifier: null,
    attribution: null,
    app:
      order.sourceName === 'web'
        ? { id: gid('App', 580111n), name: 'Online Store' }
        : { id: gid('App', 1354745n), name: 'Draft Orders' },
    tags: order.tags,
    note: order.note,
    customAttributes: attributeNodes(order.attributes),
    email: buyer.email,
    phone: buyer.phone,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    displayFinancialStatus: order.financial.toUpperCase(),
    displayFulfillmentStatus: 'UNFULFILLED',
    paymentGatewayNames: [order.gateway],
    discountCode: order.discount?.code ?? null,
    discountCodes: order.discount?.code != null ? [order.discount.code] : [],
    taxesIncluded: true,
    taxExempt: false,
    taxLines: [],
    subtotalPriceSet: bag(totals.subtotal),
    currentSubtotalPriceSet: bag(current(totals.subtotal)),
    totalDiscountsSet: bag(totals.discounts),
    currentTotalDiscountsSet: bag(current(totals.discounts)),
    totalShippingPriceSet: bag(totals.shipping),
    currentShippingPriceSet: bag(current(totals.shipping)),
    totalTaxSet: bag(0),
    currentTotalTaxSet: bag(0),
    totalPriceSet: bag(totals.total),
    originalTotalPriceSet: bag(totals.total),
    currentTotalPriceSet: bag(current(totals.total)),
    totalReceivedSet: bag(receivedOf(order)),
    totalOutstandingSet: bag(outstandingOf(order)),
    totalRefundedSet: bag(order.financial === 'refunded' ? totals.total : 0),
    netPaymentSet: bag(receivedOf(order)),
    totalCashRoundingAdjustment: { paymentSet: bag(0), refundSet: bag(0) },
    totalTipReceivedSet: bag(0),
    totalTipReceived: moneyNode(0),
    statusPageUrl: `https://${shop}/81234567890/orders/${order.token}/authenticate`,
    landingPageUrl: visits?.at(0)?.landingPage ?? null,
    referrerUrl: last?.referrer ?? null,
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    customer: () => customerNode(buyer, order.createdAt),
    billingAddress: () => addressNode({ ...buyer, address: buyer.billing ?? buyer.address }),
    shippingAddress: () => addressNode(buyer),
    shippingLine: order.shipping && shippingNode(order.shipping),
    shippingLines: (args: Args) =>
      connection(order.shipping ? [order.shipping] : [], args, ({ id }) => id, shippingNode),
    lineItems: (args: Args) =>
      connection(
        order.lines.map((line, index) => ({ line, share: shares[index] ?? 0 })),
        args,
        ({ line }) => line.id,
        ({ line, share }) => lineNode(line, share, order.cancelledAt !== null, variantNode),
      ),
    additionalFees: [],
    fulfillments: [],
    customerJourneySummary: () =>
      visits && journeyNode(visits, order, clock.now() - order.createdAt >= journeyTakes),
  };
}

const shippingNode = ({ id, title, amount }: NonNullable<ShopOrder['shipping']>): Node => ({
  id: gid('ShippingLine', id),
  title,
  code: title,
  custom: false,
  isRemoved: false,
  source: 'shopify',
  originalPriceSet: bag(amount),
  discountedPriceSet: bag(amount),
  currentDiscountedPriceSet: bag(amount),
  originalPrice: moneyNode(amount),
  discountedPrice: moneyNode(amount),
  taxLines: [],
  discountAllocations: [],
});

function lineNode(
  line: Line,
  share: number,
  cancelled: boolean,
  variantNode: OrderNodeParts['variantNode'],
): Node {
  const discounted = lineTotal(line) - line.discount;
  const variant = line.variant && variantNode(line.variant);
  return {
    id: gid('LineItem', line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: line.variant?.product.vendor ?? null,
    quantity: line.quantity,
    currentQuantity: cancelled ? 0 : line.quantity,
    requiresShipping: line.requiresShipping,
    taxable: false,
    isGiftCard: false,
    originalUnitPriceSet: bag(line.unitPrice),
    discountedUnitPriceSet: bag(Math.round(discounted / line.quantity)),
    originalTotalSet: bag(lineTotal(line)),
    discountedTotalSet: ({ withCodeDiscounts }: Args) =>
      bag(discounted - (withCodeDiscounts === true ? share : 0)),
    totalDiscountSet: bag(line.discount),
    discountAllocations: share > 0 ? [{ allocatedAmountSet: bag(share) }] : [],
    customAttributes: attributeNodes(line.properties),
    taxLines: [],
    variant,
    product: variant?.product ?? null,
  };
}

function journeyNode(visits: readonly Visit[], order: ShopOrder, ready: boolean): Node {
  if (!ready) return { ready, momentsCount: null, firstVisit: null, lastVisit: null };
  const first = visits.at(0);
  const last = visits.at(-1);
  const days = first ? Math.floor((order.createdAt - first.at) / 86_400_000) : null;
  return {
    ready,
    customerOrderIndex: order.buyer.orderIndex - 1,
    daysToConversion: days,
    momentsCount: { count: visits.length, precision: 'EXACT' },
    firstVisit: first ? visitNode(first) : null,
    lastVisit: last ? visitNode(last) : null,
    moments: (args: Args) => connection(visits, args, (visit) => visit.id, visitNode),
  };
}

const visitNode = (visit: Visit): Node => ({
  __typename: 'CustomerVisit',
  id: gid('CustomerVisit', visit.id),
  occurredAt: utcTime(visit.at),
  source: visit.source,
  sourceType: visit.sourceType,
  sourceDescription: null,
  landingPage: visit.landingPage,
  referrerUrl: visit.referrer,
  referralCode: null,
  utmParameters: visit.utm,
});
