import { lineCost } from '../../../shared/bill.ts';
import { timesMoney } from '../../../shared/money.ts';
import type { LineItem } from '../../../shared/order.ts';
import type { Amount } from './amounts.ts';
import { fitsCurrency, toMoney } from './amounts.ts';
import { isTotalDoubted } from './doubt-total.ts';
import type { RawItem } from './item-lines.ts';
import type { Sheet } from './pick-sums.ts';
import { sheetsOf } from './pick-sums.ts';
import type { Solution } from './solve-sums.ts';
import { solve } from './solve-sums.ts';
import type { SumRow } from './sum-rows.ts';
import type { SumKind } from './total-words.ts';
import { sumKind } from './total-words.ts';

/** One interpretation of a mail's amounts: which rows are the items, what their prices mean, and which rows make the total. */
export type Choice = {
  readonly items: readonly RawItem[];
  /** Whether a single price is the price of one piece. */
  readonly asUnit: boolean;
  readonly sheet: Sheet;
  /** Null when the amounts do not make the total. */
  readonly solution: Solution | null;
  /** It adds up, but the rows below its total contradict it. */
  readonly isDoubted: boolean;
  /** Minor units. */
  readonly lines: number;
  /** How well it explains the mail; for comparing parse results of one mail. */
  readonly fit: number;
};

type Pricing = {
  readonly asUnit: boolean;
  readonly options: 'inside' | 'on top' | 'per piece';
  readonly cost: number;
};
const pricings: readonly Pricing[] = [
  { asUnit: false, options: 'inside', cost: 0 },
  { asUnit: true, options: 'inside', cost: 1 },
  { asUnit: false, options: 'on top', cost: 1 },
  { asUnit: true, options: 'on top', cost: 2 },
  { asUnit: true, options: 'per piece', cost: 2 },
  { asUnit: false, options: 'per piece', cost: 3 },
];

/** The interpretation that adds up, agrees with a printed subtotal and leaves least unexplained; else the best score. */
export function chooseItems(
  itemSets: readonly (readonly RawItem[])[],
  sums: readonly SumRow[],
  currency: string,
): Choice {
  const sets = itemSets.filter((set) => set.length > 0);
  let best: { readonly choice: Choice; readonly score: number } | null = null;
  for (const [index, items] of [...sets, []].entries()) {
    for (const [order, sheet] of sheetsOf(sums, items, currency).entries()) {
      for (const pricing of pricings) {
        const lines = linesOf(items, pricing, currency);
        if (pricing.cost > 0 && !makesDifference(items, pricing)) continue;
        const reached = weighed(items, pricing, sheet, lines);
        const isDoubted =
          reached.solution !== null && isTotalDoubted(sheet, reached.solution, sums, items, currency);
        const choice = { ...reached, isDoubted };
        if (!choice.solution && sheet.totalRow && sheet.totalRow.kind !== 'total') continue;
        const score = scoreOf(choice, currency) - 2 * index - 5 * order - pricing.cost;
        if (!best || score > best.score) best = { choice, score };
      }
    }
  }
  if (best) return { ...best.choice, fit: best.score };
  const [sheet] = sheetsOf(sums, [], currency);
  return {
    items: [],
    asUnit: false,
    sheet: sheet ?? emptySheet,
    solution: null,
    lines: 0,
    isDoubted: false,
    fit: 0,
  };
}

const emptySheet: Sheet = { rows: [], parts: [], totalRow: null, total: null, subtotals: [], earlier: [] };

const makesDifference = (items: readonly RawItem[], { asUnit, options }: Pricing): boolean =>
  (!asUnit || items.some((item) => item.unit === null && item.quantity > 1)) &&
  (options === 'inside' || items.some((item) => item.optionAmounts.length > 0)) &&
  (options !== 'per piece' || items.some((item) => item.optionAmounts.length > 0 && item.quantity > 1));

function weighed(items: readonly RawItem[], { asUnit }: Pricing, sheet: Sheet, lines: number | null): Choice {
  const base = { items, asUnit, sheet, lines: lines ?? 0, isDoubted: false, fit: 0 };
  if (lines === null || !sheet.total || items.length === 0) return { ...base, solution: null };
  // Free items do not explain a total, whatever the charges beside them.
  if (lines === 0 && sheet.total.minor > 0) return { ...base, solution: null };
  const discounts = sheet.parts.reduce((sum, part) => sum + (part.kind === 'discount' ? part.minor : 0), 0);
  const linesAreNet = sheet.subtotals.some(
    (subtotal) => subtotal === lines || subtotal - discounts === lines,
  );
  const solution = solve(lines, sheet.total.minor, sheet.parts, linesAreNet);
  // A total that is not labelled so needs stronger evidence.
  const adds =
    items.length > 1 || sheet.parts.some((part, at) => part.minor > 0 && solution?.signs[at] !== 0);
  const isDoubtful = sheet.totalRow?.kind !== 'total' && ((solution?.cost ?? 0) > 0 || !adds);
  return { ...base, solution: isDoubtful ? null : solution };
}

function scoreOf({ items, asUnit, sheet, solution, lines, isDoubted }: Choice, currency: string): number {
  // A total without items is better than items that take the total's place.
  if (items.length === 0) return sheet.totalRow?.kind === 'total' ? 10 : -50;
  if (!solution && items.every((item) => isFee(sumKind(item.title)))) return -50;
  const balanced = solution ? (isDoubted ? (isFirstOfTwo(sheet) ? 0 : 60) : 1000) - 20 * solution.cost : 0;
  const agrees = sheet.subtotals.length > 0 && agreesWithSubtotal(sheet, lines) ? 100 : 0;
  const named = sheet.total !== null && (sheet.totalRow?.kind === 'total' || solution) ? 30 : -30;
  const scores = items.map((item) => productScore(item, asUnit, currency));
  const products = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const unexplained = sheet.parts.filter(
    (part, at) =>
      part.kind === null &&
      (part.place === 'early' || part.place === 'among') &&
      !part.negative &&
      part.minor > 0 &&
      (solution?.signs[at] ?? 0) === 0,
  ).length;
  const isPlain = !items.some((item) => isFee(sumKind(item.title)));
  const explained = !solution && isPlain ? explainedBy(lines, sheet) : 0;
  return balanced + agrees + named + products + explained + Math.min(items.length, 10) / 5 - 10 * unexplained;
}

/** `Sum 250.70`, `Parcel locker 11.99`, `Sum 250.15`: the same label twice, and charges between them. */
const isFirstOfTwo = ({ rows, totalRow }: Sheet): boolean =>
  totalRow !== null &&
  rows.some(
    (row) =>
      row.kind === 'total' &&
      row.at > totalRow.at + 1 &&
      row.at <= totalRow.at + nearRow &&
      row.label.toLowerCase() === totalRow.label.toLowerCase(),
  );
/** The most rows between two rows of sums of one bill. */
const nearRow = 8;

/** If nothing adds up: the share of the printed item sum that the items explain. More is better, but too much is another list. */
function explainedBy(lines: number, { subtotals, total }: Sheet): number {
  const whole = subtotals[0] ?? total?.minor ?? 0;
  return whole > 0 && lines <= whole ? (50 * lines) / whole : 0;
}

/** Charges count as items only if the sums add up. */
const isFee = (kind: SumKind | null): boolean =>
  kind === 'delivery' || kind === 'fee' || kind === 'tip' || kind === 'tax';

function agreesWithSubtotal({ parts, subtotals }: Sheet, lines: number): boolean {
  const of = (kind: string) => parts.reduce((sum, part) => sum + (part.kind === kind ? part.minor : 0), 0);
  const among = parts.reduce(
    (sum, part) => sum + (part.place === 'among' && part.negative ? part.minor : 0),
    0,
  );
  const [discounts, tax] = [of('discount'), of('tax')];
  const expected = [lines, lines - discounts, lines - tax, lines - among, lines + discounts];
  return subtotals.some((subtotal) => expected.includes(subtotal));
}

/** Whether quantity times unit price is the line price: strong evidence that both columns are correct. */
function productScore(item: RawItem, asUnit: boolean, currency: string): number {
  const line = lineItem(item, asUnit, currency);
  if (!line.unitPrice || !line.lineTotal) return 0;
  const is = timesMoney(line.unitPrice, line.quantity).minor === line.lineTotal.minor;
  return is ? 3 : -15;
}

/** The sum of the lines in minor units; null when a line has no amount. */
function linesOf(items: readonly RawItem[], { asUnit, options }: Pricing, currency: string): number | null {
  let sum = 0;
  for (const item of items) {
    const line = lineItem(item, asUnit, currency);
    const total = lineCost(line);
    if (!total) return null;
    const extra = item.optionAmounts
      .filter((amount) => fitsCurrency(amount, currency))
      .reduce((all, amount) => all + toMoney(amount, currency).minor, 0);
    sum += total.minor + (options === 'inside' ? 0 : options === 'on top' ? extra : extra * item.quantity);
  }
  return sum;
}

export function lineItem(item: RawItem, asUnit: boolean, currency: string): LineItem {
  const money = (amount: Amount | null) =>
    amount && fitsCurrency(amount, currency) ? toMoney(amount, currency) : null;
  const unit = money(asUnit && item.unit === null ? item.amount : item.unit);
  const total = asUnit && item.unit === null ? null : money(item.amount);
  return {
    title: item.title,
    quantity: item.quantity,
    ...(unit && { unitPrice: unit }),
    ...(total && { lineTotal: total }),
    options: item.options,
    ...(item.sku !== null && { sku: item.sku }),
  };
}
