import type { TrainerField, TrainerItem } from '../../shared/trainer.ts';
import { isAmountField } from '../../shared/trainer.ts';
import type { Amount } from '../intake/mail/amounts.ts';
import { findAmounts, hasDecimalComma, hasThousandths, inThousandths } from '../intake/mail/amounts.ts';
import { cleanText } from '../intake/mail/clean-text.ts';
import { findDates } from '../intake/mail/dates.ts';
import { pureAmount, readItemLines } from '../intake/mail/item-lines.ts';
import { readLabel } from '../intake/mail/labels.ts';
import { findPhone } from '../intake/mail/phones.ts';
import { emailPattern } from '../intake/mail/read-person.ts';
import { columnQuantity } from '../intake/mail/read-quantity.ts';

/**
 * Extracts a field's value from the selected text: from `Total: 1 240,50 ₴` the amount, from `Customer: Ann Lee` the name. The
 * form shows it at once, and the user can edit it. @returns null if the text has no value of this kind
 */
export function pickValue(field: TrainerField, pointedAt: string): string | null {
  const lines = linesOf(pointedAt);
  if (lines.length === 0) return null;
  if (isAmountField(field)) return amountIn(lines);
  switch (field) {
    case 'currency':
      return (
        lines.flatMap((line) => findAmounts(line)).find((amount) => amount.currency !== null)?.currency ??
        null
      );
    case 'phone':
    case 'recipientPhone':
      return first(lines, findPhone);
    case 'email':
      return first(lines, (line) => emailPattern.exec(line)?.[0] ?? null);
    case 'placedAt':
      return first(lines, (line) => findDates(line)[0]?.iso ?? null);
    case 'orderNumber':
      return first(lines.map(afterLabel), numberIn);
    case 'customerName':
    case 'recipientName':
      return first(lines.map(afterLabel), (line) => withoutPhone(line));
    case 'address':
      return (
        lines
          .map(afterLabel)
          .filter((line) => line !== '')
          .join(', ') || null
      );
    default:
      return lines.map(afterLabel).join(' ').trim() || null;
  }
}

/** Parses a selected row of the items: the title first, then the other values. */
export function pickItem(pointedAt: string): TrainerItem | null {
  const lines = linesOf(pointedAt);
  const titles = lines.filter((line) => pureAmount([line]) === null && columnQuantity(line) === null);
  if (titles.length === 0) return null;
  const { title, quantity, options, unit } = readItemLines(titles, 0);
  const counted = first(lines, (line) => columnQuantity(line)?.toString() ?? null);
  const amounts = lines
    .flatMap((line) => pureAmount([line]) ?? [])
    .map(byCurrency)
    .filter(({ marked, decimal }) => marked || decimal.includes('.'));
  const lineTotal = amounts.at(-1)?.decimal;
  const unitPrice =
    (unit && byCurrency(unit).decimal) ?? (amounts.length > 1 ? amounts.at(-2)?.decimal : undefined);
  return {
    title,
    quantity: quantity ?? (counted === null ? 1 : Math.max(1, Number(counted))),
    ...(unitPrice !== undefined && { unitPrice }),
    ...(lineTotal !== undefined && { lineTotal }),
    options,
  };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r\n?|\n/)
    .map(cleanText)
    .filter((line) => line !== '');

function first<T>(lines: readonly string[], find: (line: string) => T | null): T | null {
  for (const line of lines) {
    const found = find(line);
    if (found !== null && found !== '') return found;
  }
  return null;
}

/** Excludes a label such as `Total`; of several amounts in a row, the last is the row's total. */
function amountIn(lines: readonly string[]): string | null {
  const amounts = lines.flatMap((line) => findAmounts(line)).map(byCurrency);
  const money = amounts.filter(({ marked, decimal }) => marked || decimal.includes('.'));
  return (money.at(-1) ?? amounts.at(-1))?.decimal ?? null;
}

/** Interprets separators by currency: `1.250 UAH` has thousands, `1.250 KWD` has decimals. */
function byCurrency(amount: Amount): Amount {
  const { currency, printed } = amount;
  if (currency === null || !hasThousandths(currency)) return amount;
  return printed.includes('.') || hasDecimalComma(currency) ? inThousandths(amount) : amount;
}

const afterLabel = (line: string): string => {
  const label = readLabel(line);
  return label?.closed && label.rest !== '' ? label.rest : line;
};

/** The word that contains digits: `Order #BD-58213947` → `BD-58213947`. */
const numberIn = (line: string): string | null =>
  /(?:[#№]\s?)?((?:[\p{L}\d]+[-_/.])*[\p{L}\d]*\d[\p{L}\d]*(?:[-_/.][\p{L}\d]+)*)/u.exec(line)?.[1] ?? null;

const withoutPhone = (line: string): string | null =>
  line.replace(findPhone(line) ?? '', '').replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, '') || null;
