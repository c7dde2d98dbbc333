import type { Mail } from '../../../shared/reading.ts';
import type { Amount } from './amounts.ts';
import { findAmounts } from './amounts.ts';
import type { Found } from './assemble.ts';
import { findItems } from './find-items.ts';
import { withFlatRowsJoined } from './flat-rows.ts';
import { readJsonLd } from './json-ld.ts';
import { findLabelled } from './labelled.ts';
import type { Layout } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { readContact } from './read-contact.ts';
import { readNote, readNumber, readPlacedAt } from './read-heading.ts';
import type { SumRow } from './sum-rows.ts';
import { sumRows } from './sum-rows.ts';

/** Reads an order mail nobody has taught us: by repeated rows, by words of nine languages, and by what adds up. */
export function findOrder(mail: Mail, layout: Layout): readonly Found[] {
  const joined = withFlatRowsJoined(layout);
  const labels = findLabelled(layout);
  const markedUp = readJsonLd(layout.jsonLd);
  const currency = commonCurrency(layout, mail.subject) ?? markedUp?.currency ?? null;
  const monthFirst = currency === 'USD' || linesOf(layout).some((line) => /\d\s?[ap]\.?m\b/i.test(line));
  const contact = readContact(layout, labels);
  const name = contact.customerName ?? markedUp?.customerName;
  const words = {
    number: readNumber(layout, mail.subject, labels) ?? markedUp?.number ?? null,
    placedAt: readPlacedAt(layout, labels, monthFirst) ?? markedUp?.placedAt ?? null,
    contact: { ...contact, ...(typeof name === 'string' && { customerName: name }) },
    note: readNote(labels),
    currency,
    certainty: 0.8,
  };
  return [...new Set([layout, joined])].map((each) => {
    const sums = sumRows(each);
    const hasTotal = sums.some((row) => row.kind === 'total');
    return {
      ...words,
      itemSets: [...findItems(each), markedUp?.items ?? []],
      sums: hasTotal || !markedUp?.total ? sums : [...sums, markedUpTotal(markedUp.total)],
    };
  });
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
