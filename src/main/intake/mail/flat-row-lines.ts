import { findDates } from './dates.ts';
import { isBulleted, isSkuLine } from './item-lines.ts';
import { readLabel } from './labels.ts';
import type { Row } from './layout.ts';
import { columnMeanings } from './table-head.ts';
import { sumKind } from './total-words.ts';

/** Delivery methods, as headings above the items. */
export const section =
  /^(?:shipping|delivery|pickup|versand|lieferung|abholung|livraison|retrait|envío|recogida|spedizione|consegna|ritiro|доставка|самовивіз|самовывоз|dostawa|wysyłka|odbiór|entrega|retirada)$/iu;

/** A label with its value, the head of a column or a heading: rows after it do not belong to rows above it. */
export function endsList(row: Row): boolean {
  const line = row.cells[0]?.lines[0] ?? '';
  if (isBulleted(line) || isSkuLine(line)) return false;
  const label = readLabel(line);
  return (
    (label?.closed === true && label.rest !== '') ||
    // `Invoice number 3EB4-0003`, `Receipt #2618-8278`: without a colon the value has to look like a number.
    (label !== null && /^(?:[#№[]|\S*\d{4})/u.test(label.rest)) ||
    isPeriod(line) ||
    section.test(line) ||
    columnMeanings(line).length > 0 ||
    /:\s*$/.test(line)
  );
}

/** `Mar 3 – Apr 3, 2024`: the period of a subscription. */
function isPeriod(line: string): boolean {
  const [date, ...more] = line.length > 40 ? [] : findDates(line);
  if (!date || more.length > 0) return false;
  return /^(?:\p{L}{0,9}\.?\s?\d{0,2}\.?\s?\p{L}{0,9}\.?\s?[–—-]\s?)?$/u.test(
    line.slice(0, date.start) + line.slice(date.end),
  );
}

/** `Extra cheese (2.00 €)` without a colon is an option; so is `Cheese +2.00 €`. */
export const isExtra = (line: string): boolean =>
  (/^[^:]*\p{L}[^:]*\s\([^()-]*\d[^()-]*\)$/u.test(line) ||
    /^[^:+]*\p{L}[^:+]*\s\(?\+\s?\P{L}{0,3}\d[^+]*$/u.test(line)) &&
  sumKind(line) === null;
