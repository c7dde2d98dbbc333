import { fitsCurrency, toMoney } from './amounts.ts';
import type { RawItem } from './item-lines.ts';
import type { Sheet } from './pick-sums.ts';
import { isPaidWith, isVoucher } from './pick-sums.ts';
import type { Solution } from './solve-sums.ts';
import type { SumRow } from './sum-rows.ts';
import { isPayout } from './sum-rows.ts';

/** Two rows of sums at most this many rows apart belong to one bill. */
const nearRow = 3;

/**
 * Whether the rows below a total contradict it: a larger amount, another total, or sums that go on and end in another amount. If
 * the amounts above such rows add up, it is by chance.
 */
export function isTotalDoubted(
  sheet: Sheet,
  solution: Solution,
  sums: readonly SumRow[],
  items: readonly RawItem[],
  currency: string,
): boolean {
  const { totalRow, total } = sheet;
  if (!totalRow || !total || items.length === 0) return false;
  // Of two totals in one row the larger is the one before a discount.
  const isBeside = (row: SumRow) => row.at === totalRow.at && row !== totalRow && row.kind === 'total';
  if (sums.some((row) => isBeside(row) && isBetween(row, currency, total.minor))) return true;
  const last = Math.max(...items.map((item) => item.until ?? item.at));
  if (items.every((item) => item.at > totalRow.at) && chargesUnnamed(sheet, solution)) return true;
  const rows = sums.filter(
    (row) => row.at > Math.max(totalRow.at, last) && fitsCurrency(row.amount, currency),
  );
  const minorOf = (row: SumRow): number => toMoney(row.amount, currency).minor;
  if (rows.some((row, at) => isOtherTotal(row, rows.slice(0, at), minorOf, total.minor))) return true;
  if (totalRow.at < last) return false;
  const isCounted = (row: SumRow) => (solution.signs[sheet.rows.indexOf(row)] ?? 0) !== 0;
  const bill = oneBill(totalRow.at, rows).filter((row) => !isCounted(row));
  const isAnyLarger = bill.some((row, at) =>
    isLarger(row, bill[at - 1]?.at ?? totalRow.at, minorOf, total.minor),
  );
  return isAnyLarger || bill.some((row) => isStillDue(row, minorOf)) || goesOn(bill, minorOf, total.minor);
}

/** Whether rows with unknown labels above a total are counted in it. */
const chargesUnnamed = ({ parts, rows, totalRow }: Sheet, { signs }: Solution): boolean =>
  parts.some(
    (part, at) =>
      part.kind === null && part.minor > 0 && signs[at] === 1 && (rows[at]?.at ?? 0) < (totalRow?.at ?? 0),
  );

function isBetween(row: SumRow, currency: string, total: number): boolean {
  const minor = fitsCurrency(row.amount, currency) ? toMoney(row.amount, currency).minor : 0;
  return minor > 0 && minor < total;
}

/** The adjacent rows below a total. */
function oneBill(from: number, rows: readonly SumRow[]): readonly SumRow[] {
  const end = rows.findIndex((row, at) => row.at - (rows[at - 1]?.at ?? from) > nearRow);
  return end < 0 ? rows : rows.slice(0, end);
}

/** Loyalty points are not money of this order. */
const points = /point|punkt|punt[io]|ponto|балл|бал[иі]|miles|мил[ья]/iu;

/** A smaller total is the remainder after a voucher or a share: it does not reduce the order. */
function isOtherTotal(
  row: SumRow,
  before: readonly SumRow[],
  minorOf: (row: SumRow) => number,
  total: number,
): boolean {
  if (
    row.kind !== 'total' ||
    points.test(row.label) ||
    row.amount.negative ||
    minorOf(row) === total ||
    minorOf(row) === 0
  )
    return false;
  if (minorOf(row) > total) return true;
  return !before.some(
    (each) => each.kind === 'other' || isPaidWith(each, row) || (each.kind === 'fee' && each.amount.negative),
  );
}

/**
 * Payments and rewards may be any amount, and a tax may be printed with its base. A row with an unknown label has to follow at
 * once: notes and adverts are further below.
 */
function isLarger(row: SumRow, above: number, minorOf: (row: SumRow) => number, total: number): boolean {
  if (row.amount.negative || minorOf(row) <= total) return false;
  if (row.said) return true;
  if (row.kind === null) return row.at - above === 1 && row.label.length <= longestLabel;
  return row.kind !== 'other' && row.kind !== 'tax' && row.kind !== 'discount';
}
const longestLabel = 40;
/** More rows give too many possible sums, one of which always fits. */
const mostRows = 6;

/** `Sum 40.00`, `Courier 5.00`, `Paid by card 45.00`: if amounts add up again below the total, it was incomplete. */
function goesOn(bill: readonly SumRow[], minorOf: (row: SumRow) => number, total: number): boolean {
  let reached: readonly number[] = [];
  const left = bill.findLast((row) => row.kind === 'total');
  for (const row of bill.slice(0, mostRows)) {
    const isPositive = !row.amount.negative && minorOf(row) !== total;
    if (isPositive && reached.includes(minorOf(row)) && !isPayout(row.label)) return true;
    if (isApart(row) || (left && isPaidWith(row, left))) continue;
    const isTaken = row.amount.negative || row.kind === 'discount';
    const more = [total, ...reached].map((sum) => sum + (isTaken ? -minorOf(row) : minorOf(row)));
    // `Loyalty 4.00` without a minus: an unknown label may add or subtract.
    const less = row.kind === null && !isTaken ? [total, ...reached].map((sum) => sum - minorOf(row)) : [];
    reached = [...reached, ...more, ...less];
  }
  return false;
}

/** Not part of the amount that the buyer pays: informational, a payment, or the shop's share. */
const isApart = (row: SumRow): boolean =>
  row.kind === 'other' ||
  row.kind === 'total' ||
  row.included ||
  (row.kind === 'fee' && row.amount.negative) ||
  isVoucher(row) ||
  isPayout(row.label);

/** `Total 79.00`, `Delivery 6.00`: extra charges are above the total, or the total is incomplete. */
const isStillDue = (row: SumRow, minorOf: (row: SumRow) => number): boolean =>
  (row.kind === 'delivery' || row.kind === 'tip') &&
  !row.amount.negative &&
  !row.included &&
  minorOf(row) > 0;
