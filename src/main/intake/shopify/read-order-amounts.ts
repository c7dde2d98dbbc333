import type { Money } from '../../../shared/money.ts';
import { parseMoney, subtractMoney, sumMoney } from '../../../shared/money.ts';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { OrderContent } from '../../../shared/order.ts';
import type { MoneySet, OrderBody } from './read-order-body.ts';
import { list } from './read-order-given.ts';

type Amounts = Pick<
  OrderContent,
  | 'currency'
  | 'total'
  | 'subtotal'
  | 'deliveryFee'
  | 'discount'
  | 'tax'
  | 'taxIncluded'
  | 'tip'
  | 'refunded'
  | 'due'
  | 'fees'
  | 'takenOff'
  | 'presentmentTotal'
>;

/**
 * All amounts are in the shop's currency. `total` is `total_price` as ordered, minus `takenOff`. Refunds do not reduce it:
 * `refunded` has their sum. `current_total_price` mixes the two, and test notifications fill it with a sum that does not add up.
 * `subtotal` is after discounts, as in Shopify; `deliveryFee` is before them.
 *
 * The parts are not checked against the total: the keys for duties, rounding and delivery discounts vary by API version, and the
 * total is what the buyer paid.
 */
export function amountsOf(body: OrderBody): Amounts {
  const currency = body.currency ?? body.total_price_set?.shop_money?.currency_code;
  if (currency === undefined) return {};
  const inShop = (set: MoneySet, plain?: string | null): Money | undefined =>
    inShopMoney(set, plain, currency);
  const ordered = inShop(body.total_price_set, body.total_price);
  const takenOff = takenOffOf(body, ordered, currency);
  const total = ordered && takenOff ? subtractMoney(ordered, takenOff) : ordered;
  return omitUndefined({
    currency,
    total,
    takenOff,
    subtotal: inShop(body.subtotal_price_set, body.subtotal_price),
    deliveryFee: inShop(body.total_shipping_price_set),
    discount: inShop(body.total_discounts_set, body.total_discounts),
    tax: inShop(body.total_tax_set, body.total_tax),
    taxIncluded: body.taxes_included ?? undefined,
    tip: inShop(null, body.total_tip_received),
    refunded: refundedOf(body, currency) ?? undefined,
    due: dueOf(body, total, currency),
    fees: list(
      [
        { label: 'Duties', amount: inShop(body.original_total_duties_set) },
        { label: 'Additional fees', amount: inShop(body.original_total_additional_fees_set) },
        { label: 'Cash rounding', amount: inShop(body.total_cash_rounding_payment_adjustment_set) },
      ].flatMap(({ label, amount }) => (amount && amount.minor !== 0 ? [{ label, amount }] : [])),
    ),
    // the amount taken off is known only in the shop's currency
    presentmentTotal: takenOff ? undefined : presentmentOf(body.total_price_set, currency),
  });
}

/** Reads the `*_set` of a key if this version has it, else the plain decimal in the shop's currency. */
export function inShopMoney(
  set: MoneySet,
  plain: string | null | undefined,
  currency: string,
): Money | undefined {
  const shop = set?.shop_money;
  if (shop) return parseMoney(shop.amount, shop.currency_code);
  return plain === null || plain === undefined ? undefined : parseMoney(plain, currency);
}

function presentmentOf(set: MoneySet, currency: string): Money | undefined {
  const seen = set?.presentment_money;
  if (!seen || seen.currency_code === currency) return undefined;
  return parseMoney(seen.amount, seen.currency_code);
}

/**
 * The value of removed items that was neither paid nor is due. `total_price` stays as ordered. The current total is lower by
 * refunds, by the amount due to the buyer, and by this. A cancelled order keeps its total.
 */
function takenOffOf(body: OrderBody, ordered: Money | undefined, currency: string): Money | undefined {
  const isLess = (body.line_items ?? []).some(
    ({ quantity, current_quantity: now }) => Number(now ?? quantity) < Number(quantity),
  );
  const current = inShopMoney(body.current_total_price_set, body.current_total_price, currency);
  const refunded = refundedOf(body, currency);
  if (!isLess || body.cancelled_at || !ordered || !current || refunded === null) return undefined;
  const owed = inShopMoney(null, body.total_outstanding, currency)?.minor ?? 0;
  const minor = ordered.minor - current.minor - (refunded?.minor ?? 0) - Math.max(0, -owed);
  return minor > 0 ? { minor, currency } : undefined;
}

/** The amount still due on an unpaid order after a partial payment or removed items. Absent if the whole total is due. */
function dueOf(body: OrderBody, total: Money | undefined, currency: string): Money | undefined {
  if (body.financial_status !== 'pending' && body.financial_status !== 'partially_paid') return undefined;
  const left = inShopMoney(null, body.total_outstanding, currency);
  return total && left && left.minor > 0 && left.minor < total.minor ? left : undefined;
}

/**
 * The sum of refunds. Refund transactions are in the buyer's currency: if that is not the shop's, the sum is omitted rather than
 * guessed, and the payment status still shows the refund.
 * @returns undefined without refunds, null if the sum is unknown
 */
function refundedOf(body: OrderBody, currency: string): Money | undefined | null {
  const back = (body.refunds ?? [])
    .flatMap((refund) => refund.transactions ?? [])
    .filter(({ kind, status }) => kind === 'refund' && status === 'success');
  if (back.length === 0) return undefined;
  if (back.some((one) => (one.currency ?? currency) !== currency)) return null;
  return sumMoney(
    back.map((one) => parseMoney(one.amount ?? '0', currency)),
    currency,
  );
}
