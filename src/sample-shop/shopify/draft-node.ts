import { currency } from '../catalogue.ts';
import { utcTime } from '../times.ts';
import type { DraftContent } from './draft-input.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid } from './nodes.ts';
import { attributeNodes, bag, moneyNode } from './order-node.ts';
import { mailingAddress } from './people-node.ts';
import { decimal, lineTotal, totalsOf } from './totals.ts';
import type { Draft, Line } from './types.ts';

type VariantNode = (variant: NonNullable<Line['variant']>) => Node;
export type DraftNodeParts = {
  readonly ready: boolean;
  readonly invoiceUrl: string;
  readonly order: Node | null;
  readonly variantNode: VariantNode;
};

export function draftNode(draft: Draft, { ready, invoiceUrl, order, variantNode }: DraftNodeParts): Node {
  return {
    __typename: 'DraftOrder',
    id: gid('DraftOrder', draft.id),
    legacyResourceId: String(draft.id),
    name: `#D${draft.number}`,
    status: draft.status,
    ready,
    invoiceUrl,
    invoiceSentAt: draft.invoiceSentAt === null ? null : utcTime(draft.invoiceSentAt),
    completedAt: draft.completedAt === null ? null : utcTime(draft.completedAt),
    createdAt: utcTime(draft.createdAt),
    updatedAt: utcTime(draft.updatedAt),
    order,
    tags: draft.tags,
    note2: draft.note,
    email: draft.email,
    phone: draft.phone,
    customAttributes: attributeNodes(draft.attributes),
    shippingAddress: draft.address && mailingAddress(draft.id, draft.address),
    billingAddress: draft.address && mailingAddress(draft.id, draft.address),
    customer: null,
    visibleToCustomer: true,
    ...priceFields(draft),
    lineItems: (args: Args) =>
      connection(
        draft.lines,
        args,
        ({ id }) => id,
        (line) => draftLine(line, variantNode),
      ),
  };
}

export function calculatedNode(content: DraftContent, variantNode: VariantNode): Node {
  return {
    ...priceFields(content),
    phone: content.phone,
    customer: null,
    alerts: [],
    lineItems: content.lines.map((line) => draftLine(line, variantNode)),
    availableShippingRates: content.address
      ? [
          { handle: 'kyiv-courier', title: 'Courier in Kyiv', price: moneyNode(12_000) },
          { handle: 'pickup', title: 'Pick-up', price: moneyNode(0) },
        ]
      : [],
  };
}

/** What a draft and its calculation have in common. */
function priceFields(content: DraftContent): Node {
  const totals = totalsOf(content);
  const { discount, shipping } = content;
  return {
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    marketName: 'Ukraine',
    marketRegionCountryCode: 'UA',
    taxesIncluded: true,
    taxExempt: false,
    taxLines: [],
    discountCodes: [],
    platformDiscounts: [],
    warnings: [],
    acceptAutomaticDiscounts: false,
    totalQuantityOfLineItems: content.lines.reduce((sum, line) => sum + line.quantity, 0),
    appliedDiscount: discount && {
      title: discount.title,
      description: discount.title,
      value: discount.value,
      valueType: discount.valueType.toUpperCase(),
      amountSet: bag(discount.amount),
      amountV2: moneyNode(discount.amount),
    },
    shippingLine: shipping && {
      id: gid('ShippingLine', shipping.id),
      title: shipping.title,
      custom: true,
      isRemoved: false,
      originalPriceSet: bag(shipping.amount),
      discountedPriceSet: bag(shipping.amount),
    },
    lineItemsSubtotalPrice: bag(totals.subtotal),
    subtotalPrice: decimal(totals.subtotal),
    subtotalPriceSet: bag(totals.subtotal),
    totalLineItemsPriceSet: bag(totals.lines),
    totalDiscountsSet: bag(totals.discounts),
    totalShippingPrice: decimal(totals.shipping),
    totalShippingPriceSet: bag(totals.shipping),
    totalTax: decimal(0),
    totalTaxSet: bag(0),
    totalPrice: decimal(totals.total),
    totalPriceSet: bag(totals.total),
    amountDueNowSet: bag(totals.total),
    amountDueLaterSet: bag(0),
  };
}

function draftLine(line: Line, variantNode: VariantNode): Node {
  const discounted = lineTotal(line) - line.discount;
  const variant = line.variant && variantNode(line.variant);
  return {
    id: gid('DraftOrderLineItem', line.id),
    // of the digits of an id the first one is always the same and the last four are
    uuid: `00000000-0000-4000-8000-${String(line.id).slice(1, 13)}`,
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    custom: line.variant === null,
    isGiftCard: false,
    requiresShipping: line.requiresShipping,
    taxable: false,
    customAttributes: attributeNodes(line.properties),
    originalUnitPriceSet: bag(line.unitPrice),
    originalUnitPriceWithCurrency: moneyNode(line.unitPrice),
    originalTotalSet: bag(lineTotal(line)),
    discountedTotalSet: bag(discounted),
    discountedUnitPriceSet: bag(Math.round(discounted / line.quantity)),
    totalDiscountSet: bag(line.discount),
    variant,
    product: variant?.product ?? null,
  };
}
