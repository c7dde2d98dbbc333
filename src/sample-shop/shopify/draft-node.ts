import { moneyToDecimal } from '../../shared/money.ts';
import { utcTime } from '../times.ts';
import { ratesFor } from './delivery-rates.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid } from './nodes.ts';
import { attributeNodes } from './order-node.ts';
import { mailingAddress } from './people-node.ts';
import { allocations, dueNowOf, lineTotal, taxOn, totalsOf } from './totals.ts';
import type { Draft, DraftContent, Line } from './types.ts';

type VariantNode = (variant: NonNullable<Line['variant']>) => Node;
export type DraftNodeParts = {
  readonly ready: boolean;
  readonly invoiceUrl: string;
  readonly order: Node | null;
  readonly customer: Node | null;
  readonly variantNode: VariantNode;
};

/** Amounts in the Admin API's format, in the draft's own currency. */
function moneyIn(code: string) {
  const decimal = (minor: number): string => moneyToDecimal({ minor, currency: code });
  const node = (minor: number): Node => ({ amount: decimal(minor), currencyCode: code });
  const bag = (minor: number): Node => ({ shopMoney: node(minor), presentmentMoney: node(minor) });
  return { decimal, node, bag };
}
type MoneyIn = ReturnType<typeof moneyIn>;

export function draftNode(
  draft: Draft,
  { ready, invoiceUrl, order, customer, variantNode }: DraftNodeParts,
): Node {
  const payer = draft.billing ?? draft.address;
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
    billingAddress: payer && mailingAddress(draft.id, payer),
    customer,
    visibleToCustomer: true,
    reserveInventoryUntil: draft.reservedUntil === null ? null : utcTime(draft.reservedUntil),
    ...priceFields(draft),
    lineItems: (args: Args) =>
      connection(
        draft.lines,
        args,
        ({ id }) => id,
        (line) => draftLine(line, variantNode, moneyIn(draft.pricing.currency)),
      ),
  };
}

export function calculatedNode(content: DraftContent, variantNode: VariantNode): Node {
  const money = moneyIn(content.pricing.currency);
  return {
    ...priceFields(content),
    phone: content.phone,
    customer: null,
    alerts: [],
    lineItems: content.lines.map((line) => draftLine(line, variantNode, money)),
    availableShippingRates: ratesFor(content.address).map(({ handle, title, amount }) => ({
      handle,
      title,
      price: money.node(amount),
    })),
  };
}

/** The common fields of a draft and its calculation. */
function priceFields(content: DraftContent): Node {
  const totals = totalsOf(content);
  const { discount, shipping, deposit, pricing } = content;
  const { currency, tax } = pricing;
  const { bag, decimal, node } = moneyIn(currency);
  const taxed = taxOf(content);
  const total = totals.total + (tax?.included === false ? taxed : 0);
  const dueNow = dueNowOf(content, total);
  return {
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    marketName: 'Ukraine',
    marketRegionCountryCode: 'UA',
    taxesIncluded: tax?.included ?? true,
    taxExempt: false,
    taxLines: tax
      ? [
          {
            title: tax.title,
            rate: tax.percent / 100,
            ratePercentage: tax.percent,
            source: 'Shopify',
            channelLiable: false,
            price: decimal(taxed),
            priceSet: bag(taxed),
          },
        ]
      : [],
    deposit: deposit === null ? null : { __typename: 'DepositPercentage', percentage: deposit },
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
      amountV2: node(discount.amount),
    },
    shippingLine: shipping && {
      id: gid('ShippingLine', shipping.id),
      title: shipping.title,
      custom: true,
      isRemoved: false,
      originalPriceSet: bag(shipping.amount),
      discountedPriceSet: bag(shipping.amount),
    },
    lineItemsSubtotalPrice: bag(totals.subtotal + (totals.discounts - byHandOf(content))),
    subtotalPrice: decimal(totals.subtotal),
    subtotalPriceSet: bag(totals.subtotal),
    totalLineItemsPriceSet: bag(totals.lines),
    totalDiscountsSet: bag(totals.discounts),
    totalShippingPrice: decimal(totals.shipping),
    totalShippingPriceSet: bag(totals.shipping),
    totalTax: decimal(taxed),
    totalTaxSet: bag(taxed),
    totalPrice: decimal(total),
    totalPriceSet: bag(total),
    amountDueNowSet: bag(dueNow),
    amountDueLaterSet: bag(total - dueNow),
  };
}

const byHandOf = ({ lines }: DraftContent): number => lines.reduce((sum, line) => sum + line.discount, 0);

/** Each line is taxed separately, on its amount after both discounts, and the delivery like another line. */
function taxOf(content: DraftContent): number {
  const { tax } = content.pricing;
  if (!tax) return 0;
  const shares = allocations(content);
  const goods = content.lines.map((line, index) => lineTotal(line) - line.discount - (shares[index] ?? 0));
  return [...goods, content.shipping?.amount ?? 0].reduce((sum, amount) => sum + taxOn(amount, tax), 0);
}

function draftLine(line: Line, variantNode: VariantNode, { bag, node }: MoneyIn): Node {
  const discounted = lineTotal(line) - line.discount;
  const variant = line.variant && variantNode(line.variant);
  return {
    id: gid('DraftOrderLineItem', line.id),
    // of an id's digits the first and the last four are always the same
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
    originalUnitPriceWithCurrency: node(line.unitPrice),
    originalTotalSet: bag(lineTotal(line)),
    discountedTotalSet: bag(discounted),
    discountedUnitPriceSet: bag(Math.round(discounted / line.quantity)),
    approximateDiscountedUnitPriceSet: bag(Math.round(discounted / line.quantity)),
    totalDiscountSet: bag(line.discount),
    variant,
    product: variant?.product ?? null,
  };
}
