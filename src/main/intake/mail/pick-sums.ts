import type { Money } from '../../../shared/money.ts';
import { fitsCurrency, toMoney } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import type { Part } from './solve-sums.ts';
import type { SumRow } from './sum-rows.ts';

/** The rows that can belong to one set of items and one total, in reading order, as parts of a sum. */
export type Sheet = {
  readonly rows: readonly SumRow[];
  readonly parts: readonly Part[];
  readonly totalRow: SumRow | null;
  readonly total: Money | null;
  /** The printed sums of the items, if any. */
  readonly subtotals: readonly number[];
  /** Other amounts up to the total that may be the sum of the items under another name. */
  readonly earlier: readonly number[];
};

const mostTotals = 6;
/** How many rows above a total, printed before the items, its parts may be. */
const nearTotal = 8;

/** One sheet for each row that could be the total: rows labelled so, the last first; then rows with unknown labels. */
export function sheetsOf(
  sums: readonly SumRow[],
  items: readonly RawItem[],
  currency: string,
): readonly Sheet[] {
  const fitting = rowsBeside(sums, items).filter((row) => fitsCurrency(row.amount, currency));
  const named = fitting.filter((row) => row.kind === 'total' && !row.amount.negative).toReversed();
  const unnamed = fitting
    .filter((row) => row.kind === null || row.kind === 'other' || isSecondSubtotal(row, fitting))
    .filter((row) => !row.amount.negative)
    .filter((row) => row.amount.marked && Number(row.amount.decimal) > 0 && !hasMoreBelow(fitting, row))
    .slice(-mostTotals);
  const totals =
    named.length > 1
      ? beforeVoucher(named, fitting)
      : named.length > 0 || items.length === 0
        ? named
        : unnamed;
  const paid = named.length > 0 && items.length > 0 ? paidBelow(named, fitting) : [];
  const sheets = [...new Set([...totals, ...paid])]
    .slice(0, mostTotals)
    .map((row) => sheet(fitting, row, items, currency));
  return named.length > 0 ? sheets : [...sheets, sheet(fitting, null, items, currency)];
}

/** `Goods value`, `Delivery`, `Order value`: if no row is labelled total, the last subtotal below the charges. */
const isSecondSubtotal = (row: SumRow, rows: readonly SumRow[]): boolean =>
  row.kind === 'subtotal' &&
  rows.some((each) => each.kind === 'subtotal' && each.at < row.at) &&
  rows.some((each) => each.at < row.at && (each.kind === 'delivery' || each.kind === 'fee'));

/** `Sum 79.00`, `Courier 6.00`, `Paid by card 85.00`: the paid amount is the total if charges follow the labelled total. */
function paidBelow(named: readonly SumRow[], rows: readonly SumRow[]): readonly SumRow[] {
  const largest = Math.max(...named.map((row) => Number(row.amount.decimal)));
  const lowest = Math.max(...named.map((row) => row.at));
  return rows
    .filter((row) => row.at > lowest && row.at <= lowest + nearTotal && row.said !== true)
    .filter((row) => saysPaid(row) && !row.amount.negative && Number(row.amount.decimal) > largest)
    .slice(0, 1);
}

const saysPaid = ({ kind, label }: SumRow): boolean =>
  kind === 'other' ? paidWords.test(label) : kind === null && paidVerbs.test(label);
const paidVerbs = /(?<!\p{L})(?:paid|charged|bezahlt|zapłac|opłac|wpłac|pagad|pagat|payé|сплач|оплач)/iu;
const paidWords =
  /paid|charged|visa|mastercard|card|zapłac|opłac|wpłac|kart|bezahlt|pagad|pagat|pago|payé|cart|tarjeta|сплач|оплач|карт/iu;

/** A payment with a gift card does not reduce the order: the total above it is used. */
function beforeVoucher(named: readonly SumRow[], rows: readonly SumRow[]): readonly SumRow[] {
  const [last, earlier] = named;
  if (!last || !earlier) return named;
  const between = rows.filter((row) => row.at > earlier.at && row.at < last.at);
  return between.length > 0 && between.every((row) => isPaidWith(row, last))
    ? [earlier, last, ...named.slice(2)]
    : named;
}
/** Labels for the part of the total above that no voucher paid: `Noch zu zahlen`, `Remaining balance`. */
const remains =
  /still|remaining|left to|balance|noch|rest|offen|restant|pendiente|rimanente|residuo|pozosta|dopłat|залиш|остал|остат|nog te|zbývá|doplatit/iu;
const coupon =
  /voucher|gutschein|certificate|coupon|vale|bon|buono|bono|сертиф|ваучер|купон|cheque|chèque|poukaz/iu;
/** A coupon is a discount, unless the row below is labelled as the remaining amount to pay. */
export const isPaidWith = (row: SumRow, last: SumRow): boolean =>
  isVoucher(row) || (remains.test(last.label) && coupon.test(row.label));
/** A payment with prepaid credit: it does not reduce the order. */
export const isVoucher = (row: SumRow): boolean => voucher.test(row.label);
const voucher =
  /gift ?card|store credit|credit applied|(?<!\p{L})credits(?!\p{L})|cr[eé]ditos(?!\p{L})|wallet|подарунков|подарочн|karta podarunkowa|geschenk|guthaben|tarjeta regalo|saldo|cartão[- ]presente|carte[- ]cadeau|buono regalo|carta regalo/iu;

/** A sum that more is added to, or subtracted from, is not the total; nor is the remainder after a fee. */
function hasMoreBelow(rows: readonly SumRow[], row: SumRow): boolean {
  const share = rows.find((each) => each.kind === 'fee' && each.amount.negative);
  if (share && row.at > share.at) return true;
  return rows
    .filter((each) => each.at > row.at && (!share || each.at < share.at) && each.at <= row.at + nearTotal)
    .some(isAddition);
}

const isAddition = (row: SumRow): boolean =>
  row.kind === 'delivery' ||
  row.kind === 'tip' ||
  row.kind === 'discount' ||
  (row.kind === 'fee' && !row.amount.negative) ||
  (row.kind === null && row.amount.negative);

/** Sums are below the items; if no total is there (it was printed first), those above count. Prices within items never do. */
function rowsBeside(sums: readonly SumRow[], items: readonly RawItem[]): readonly SumRow[] {
  if (items.length === 0) return sums;
  const first = Math.min(...items.map((item) => item.at));
  const last = Math.max(...items.map((item) => item.until ?? item.at));
  const within = new Set<number>();
  for (const item of items) for (let at = item.at; at <= (item.until ?? item.at); at += 1) within.add(at);
  const free = sums.filter((row) => !within.has(row.at));
  const below = free.filter((row) => row.at > last);
  if (!below.some((row) => row.kind === 'total')) {
    const hasTotal = free.some((row) => row.kind === 'total');
    return hasTotal ? free.filter((row) => row.at < first || row.at > last || row.amount.negative) : below;
  }
  return free.filter(
    (row) => row.at > last || (row.at > first && (row.amount.negative || row.kind === null)),
  );
}

function sheet(
  rows: readonly SumRow[],
  totalRow: SumRow | null,
  items: readonly RawItem[],
  currency: string,
): Sheet {
  const last = Math.max(...items.map((item) => item.until ?? item.at));
  const end = totalRow?.at ?? Number.POSITIVE_INFINITY;
  const subtotalAt = rows.find((row) => row.kind === 'subtotal' && row.at > last)?.at ?? -1;
  const first = Math.min(...items.map((item) => item.at));
  const place = (row: SumRow): Part['place'] => {
    // A total above the items consists of the rows below it.
    if (end < first ? row.at < end - nearTotal || (row.at > end && row.at < first) : row.at > end)
      return 'after';
    if (row.at > first && row.at < last) return 'among';
    return row.at < subtotalAt ? 'early' : 'within';
  };
  const others = rows.filter((row) => row !== totalRow);
  return {
    rows: others,
    totalRow,
    total: totalRow && toMoney(totalRow.amount, currency),
    subtotals: others
      .filter((row) => row.kind === 'subtotal' && place(row) !== 'after')
      .map((row) => toMoney(row.amount, currency).minor),
    earlier: others
      .filter((row) => (row.kind === 'total' || row.kind === null) && place(row) === 'within')
      .map((row) => toMoney(row.amount, currency).minor),
    parts: others.map((row) => ({
      kind: row.amount.negative && row.kind === 'delivery' ? 'discount' : row.kind,
      minor: toMoney(row.amount, currency).minor,
      negative: row.amount.negative,
      included: row.included,
      place: place(row),
    })),
  };
}
