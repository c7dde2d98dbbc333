import type { Mail } from '../../../shared/reading.ts';
import type { Amount } from './amounts.ts';
import { findAmounts } from './amounts.ts';
import type { Found, SumRow } from './assemble.ts';
import { findItems } from './find-items.ts';
import { readJsonLd } from './json-ld.ts';
import { findLabelled } from './labelled.ts';
import type { Layout } from './layout.ts';
import type { MoneyRow } from './money-rows.ts';
import { moneyRow } from './money-rows.ts';
import { readContact } from './read-contact.ts';
import { readNote, readNumber, readPlacedAt } from './read-heading.ts';
import { saysIncluded } from './total-words.ts';

/** Reads an order mail nobody has taught us: by repeated rows, by words of nine languages, and by what adds up. */
export function findOrder(mail: Mail, layout: Layout): Found {
  const labels = findLabelled(layout);
  const markedUp = readJsonLd(layout.jsonLd);
  const currency = commonCurrency(layout, mail.subject) ?? markedUp?.currency ?? null;
  const monthFirst = currency === 'USD' || linesOf(layout).some((line) => /\d\s?[ap]\.?m\b/i.test(line));
  const contact = readContact(layout, labels);
  const sums = sumRows(layout);
  const name = contact.customerName ?? markedUp?.customerName;
  return {
    number: readNumber(layout, mail.subject, labels) ?? markedUp?.number ?? null,
    placedAt: readPlacedAt(layout, labels, monthFirst) ?? markedUp?.placedAt ?? null,
    contact: { ...contact, ...(typeof name === 'string' && { customerName: name }) },
    note: readNote(labels),
    currency,
    itemSets: [...findItems(layout), markedUp?.items ?? []],
    sums:
      sums.some((row) => row.kind === 'total') || !markedUp?.total
        ? sums
        : [...sums, markedUpTotal(markedUp.total)],
    certainty: 0.8,
  };
}

const markedUpTotal = (amount: Amount): SumRow => ({
  at: Number.MAX_SAFE_INTEGER,
  label: 'total',
  kind: 'total',
  amount,
  included: false,
});

const linesOf = (layout: Layout): readonly string[] =>
  layout.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines));

/** The currency most amounts carry; without signs, the code a total's label names. */
function commonCurrency(layout: Layout, subject: string): string | null {
  const counts = new Map<string, number>();
  for (const line of [...linesOf(layout), subject]) {
    for (const { currency } of findAmounts(line)) {
      if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  if (most) return most[0];
  const codes = new Set(Intl.supportedValuesOf('currency'));
  const named = layout.rows
    .map((row, at) => moneyRow(row, at))
    .filter((row) => row?.kind === 'total')
    .flatMap((row) => row?.label.match(/\b[A-Z]{3}\b/g) ?? []);
  return named.find((code) => codes.has(code)) ?? null;
}

/** The rows of the sums. Between subtotal and total an unknown label is a fee, or a discount when its amount is negative. */
function sumRows(layout: Layout): readonly SumRow[] {
  const rows = layout.rows.map((row, at) => moneyRow(row, at)).filter((row) => row !== null);
  const subtotalAt = rows.findLast((row) => row.kind === 'subtotal')?.at ?? Number.POSITIVE_INFINITY;
  const totalAt = rows.findLast((row) => row.kind === 'total')?.at ?? -1;
  return rows.flatMap((row): readonly SumRow[] => {
    const within = row.at > subtotalAt && row.at < totalAt;
    const kind = row.kind ?? (within ? (row.amount.negative ? 'discount' : 'fee') : null);
    // A tax row with several amounts is a table of rates: what it means is not certain.
    if (kind === null || (kind === 'tax' && row.amounts.length > 1)) return [];
    return [sumRow(row, kind)];
  });
}

const sumRow = (row: MoneyRow, kind: SumRow['kind']): SumRow => ({
  at: row.at,
  label: row.label.replace(/[\s:]+$/, ''),
  kind,
  amount: row.amount,
  included: kind === 'tax' && saysIncluded(row.label),
});
