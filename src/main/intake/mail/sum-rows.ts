import type { Amount } from './amounts.ts';
import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import type { Layout, Row } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import type { MoneyRow } from './money-rows.ts';
import { isFree, moneyRow } from './money-rows.ts';
import type { SumKind } from './total-words.ts';
import { saysIncluded, sumKind } from './total-words.ts';

/** One amount of the sums, with its kind. */
export type SumRow = {
  readonly at: number;
  readonly label: string;
  /** Null if the label is not known; the sums may show that it is a fee or a discount. */
  readonly kind: SumKind | null;
  readonly amount: Amount;
  /** An informational tax that is already part of the amounts above. */
  readonly included: boolean;
  /** Found in a sentence: it shows that more is to be paid, but is not a row of the sums. */
  readonly said?: true;
};

/** The payout to the shop, which the buyer never sees. */
export const isPayout = (label: string): boolean => payout.test(label);
const payout =
  /payout|pay ?out|(?:caterer|restaurant|merchant|partner|seller|vendor)(?:'s)? (?:total|net|share|amount|due)|(?:due|payable) to (?:you|the )?(?:caterer|restaurant|merchant|partner|seller|vendor)|you(?:'ll| will)? (?:receive|get|earn)|earned|earnings|net proceeds|виплат|отримаєте|выплат|получите|wypłat|otrzymasz|zarobek|auszahl|sie erhalten|gutschrift|recibirás|recibes|a recibir|a receber|você recebe|repasse|reverser|reversement|vous recevrez|riceverai|accredit|incasser/iu;

/** `Your card will be charged £85.00 on delivery.` */
function saidIn(row: Row, at: number): readonly SumRow[] {
  const line = lineAlone(row);
  if (line.length > longestSentence || !due.test(line)) return [];
  const [amount, ...more] = findAmounts(line).filter((each) => each.marked);
  if (!amount || more.length > 0) return [];
  return [{ at, label: line, kind: 'other', amount, included: false, said: true }];
}
const longestSentence = 200;
// only whole word beginnings: `бесплатная` (free) does not ask for money
const due =
  /(?<!\p{L})(?:charged|to pay|payable|amount due|total|zapłat|zapłac|do zapłaty|razem|zu zahlen|bezahl|gesamt|pagar|payer|pagare|totale|сплат|оплат|итого|разом|всього)/iu;

/** `€70.30 (includes €6.39 VAT)` */
function taxInBrackets(row: Row, at: number): readonly SumRow[] {
  const inner = linesOfRow(row).flatMap((line) => /\(([^()]{5,60})\)[\s.]*$/u.exec(line)?.[1] ?? []);
  return inner.flatMap((text) => {
    const [amount, ...more] = findAmounts(text).filter((each) => each.marked);
    if (!amount || more.length > 0) return [];
    const label = `${text.slice(0, amount.start)} ${text.slice(amount.end)}`.replace(/\s+/gu, ' ').trim();
    return sumKind(label) === 'tax' ? [{ at, label, kind: 'tax' as const, amount, included: true }] : [];
  });
}

/** `Итого: 3200`: after a word for a sum, a number is an amount. After a subtotal it may be a count, `Items: 3`. */
function bareRow(row: Row, at: number): MoneyRow | null {
  const [, label = '', value = ''] = /^([^:\d]{3,40}):\s*(\d[\d.,\s]*)$/u.exec(lineAlone(row)) ?? [];
  const kind = label === '' ? null : sumKind(label);
  if (kind === null || kind === 'other' || kind === 'subtotal') return null;
  const amount = wholeAmount(value);
  return amount && { at, label, kind, amount, amounts: [amount] };
}

/** A total from before the order was changed. */
const before =
  /previous|original total|bisherig|vorherig|ursprünglich|попередн|предыдущ|прежн|poprzedni|wcześniejsz|anterior|précédent|precedente/iu;

/** Every row of a label and an amount, of any kind. `isBare`: no amount of the mail has a currency sign, so sums need none. */
export const sumRows = (layout: Layout, isBare = false): readonly SumRow[] =>
  layout.rows.flatMap((row, at): readonly SumRow[] => {
    const money = moneyRow(row, at) ?? (isBare ? bareRow(row, at) : null);
    // A tax row with several amounts is a table of rates: its meaning is not certain.
    if (!money) return saidIn(row, at);
    if (money.kind === 'tax' && money.amounts.length > 1) return [];
    const isApart = isPayout(money.label) || before.test(money.label);
    // `Free delivery from 100.00` is a promise, not a charge.
    const isPromise = money.kind === 'delivery' && Number(money.amount.decimal) > 0 && isFree(money.label);
    const kind = (money.kind === 'total' && isApart) || isPromise ? ('other' as const) : money.kind;
    const told = {
      at,
      label: money.label.replace(/[\s:]+$/, ''),
      kind,
      amount: money.amount,
      included: saysIncluded(money.label) && (money.kind === 'tax' || money.kind === 'fee'),
    };
    if (kind === 'subtotal') return [told, ...taxInBrackets(row, at)];
    if (kind !== 'total') return [told];
    // A row may contain the total before a discount too, struck through or not.
    const others = money.amounts.filter((amount) => amount !== money.amount && isMoney(amount));
    return [...others.slice(-2).map((amount) => ({ ...told, amount })), told, ...taxInBrackets(row, at)];
  });
