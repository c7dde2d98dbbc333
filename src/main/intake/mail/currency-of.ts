import { findAmounts, namedCurrency } from './amounts.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { moneyRow } from './money-rows.ts';
import { readHead } from './table-head.ts';

/** Signs that several countries write: a code beside the total, or told to machines, says which one is meant. */
const families: Readonly<Record<string, RegExp>> = {
  USD: /^(?:USD|MXN|ARS|CLP|COP|UYU|CAD|AUD|NZD|SGD|HKD|TWD|BRL|PEN|DOP)$/,
  JPY: /^(?:JPY|CNY)$/,
  RUB: /^(?:RUB|BYN)$/,
};

/**
 * The currency of a mail: what most amounts carry, more exactly a code that the label of a sum or the mark-up for machines
 * names. Null where nothing says.
 */
export function currencyOf(layout: Layout, subject: string, markedUp: string | null): string | null {
  const lines = layout.rows.flatMap(linesOfRow);
  const counts = new Map<string, number>();
  for (const line of [...lines, subject]) {
    for (const { currency } of findAmounts(line)) {
      if (currency !== null) counts.set(currency, (counts.get(currency) ?? 0) + 1);
    }
  }
  const most = [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null;
  const named = [...namedBySums(layout), ...(markedUp === null ? [] : [markedUp])];
  if (most === null) return named[0] ?? null;
  return named.find((code) => code !== most && families[most]?.test(code)) ?? most;
}

/** The code behind an amount with a sign: `$73.00 CAD`. */
const codeAfterSign = /[$¥£]\s?[\d.,' ]*\d\s([A-Z]{3})(?![A-Z])/;

/** `Total MXN`, `Łącznie (PLN)`, `Цена, руб.`: what the labels of sums and the heads of columns name. */
function namedBySums(layout: Layout): readonly string[] {
  const labels = layout.rows.flatMap((row, at) => {
    if (row.head || readHead(row)) return linesOfRow(row);
    const money = moneyRow(row, at);
    if (money?.kind !== 'total' && money?.kind !== 'subtotal') return [];
    // The total alone may carry the code, `$73.00 CAD`, while the items above show the bare sign.
    return [money.label, linesOfRow(row).find((line) => codeAfterSign.test(line)) ?? ''];
  });
  return labels
    .map((label) => codeAfterSign.exec(label)?.[1] ?? namedCurrency(label))
    .filter((code) => code !== null);
}
