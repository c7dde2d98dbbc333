import type { Amount } from './amounts.ts';
import { findAmounts, isMoney } from './amounts.ts';
import { remembered } from './remembered.ts';

/** A line of words that ends in one or more amounts. */
export type AmountLine = {
  /** The words before the amounts, without leaders, rates and connecting signs. */
  readonly label: string;
  readonly amounts: readonly Amount[];
  /** A count between the words and the amounts: `2 ×`, `2 шт. по`, `8 % 2`. */
  readonly quantity: number | null;
  /** The first amount is the unit price: `2 × 5.00`. */
  readonly perPiece: boolean;
};

/** A longer line is prose, even if it ends in an amount. */
const longestLine = 400;
const joint =
  /^[\s=,;:/|–—-]*(?:total|всього|разом|усього|всего|итого|razem|łącznie|gesamt|zusammen|en total|soit|in totale|em total)?[\s=:,]*$/iu;
const tail = /^[\s.*;,)]*(?:\([^()]{0,200}\))?[\s.;]*$/u;
const perPiece =
  /^(?<before>.*[\p{L}\p{N})»”"'.])\s*(?:(?<![\p{L}\p{N}])(?:по|po|à|a|da|zu|je|@|each at)|(?<!\p{L})[xх]|[×✕*@])$/iu;
const counted =
  /^(?<label>.*\p{L}.*?)[\s–—,(:-]+(?<quantity>\d{1,4})\s*(?:шт|pcs|szt|stk|stück|uds?|unid|un|u|pzas?|pz|pièces?|pezzi)?\.?$/iu;
const rated = /^(?<label>.*\p{L}.*?)\s+\d{1,2}(?:[.,]\d)?\s?%(?:\s+(?<quantity>\d{1,4}))?$/u;

/** `Rose — 12.50`: a dash between words and a price separates them; after a colon, or next to the number, it is a minus. */
const withoutDash = (amount: Amount, line: string): Amount =>
  amount.negative && /[^\s:]\s+[–—-]\s+$/u.test(line.slice(0, digitsAt(amount, line)))
    ? { ...amount, negative: false }
    : amount;

const digitsAt = (amount: Amount, line: string): number =>
  amount.start + line.slice(amount.start).search(/[^\s–—−-]/u);

/** Text in brackets at the end is a comment on the amount (`was 31.47`), unless it contains the only amount. */
export const readAmountLine = remembered((line): AmountLine | null => {
  const outside = line.replace(/\s*\([^()]*\)[\s.;]*$/u, '');
  return readTo(outside) ?? (outside === line ? null : readTo(line));
});

function readTo(line: string): AmountLine | null {
  if (line.length > longestLine) return null;
  const found = findAmounts(line).filter(isMoney);
  const last = found.at(-1);
  if (!last || !tail.test(line.slice(last.end))) return null;
  let first = found.length - 1;
  while (first > 0 && joint.test(line.slice(found[first - 1]?.end ?? 0, found[first]?.start ?? 0)))
    first -= 1;
  const amounts = found.slice(first).map((amount) => withoutDash(amount, line));
  const before = line.slice(0, amounts[0]?.start ?? 0).replace(/[\s:=.…·_–—-]+$/u, '');
  const piece = perPiece.exec(before)?.groups?.before;
  const count = piece === undefined ? rated.exec(before)?.groups : counted.exec(piece)?.groups;
  const label = (count?.label ?? piece ?? before).replace(/[\s:=.…·_,;–—-]+$/u, '');
  if (!/\p{L}/u.test(label)) return null;
  return {
    label,
    amounts,
    quantity: count?.quantity === undefined ? null : Number(count.quantity),
    perPiece: piece !== undefined && count !== undefined,
  };
}
