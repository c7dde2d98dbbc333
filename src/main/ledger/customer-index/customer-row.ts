import { z } from 'zod';
import type { Card } from '../../../shared/customer/card.ts';
import type { CurrencyValue } from '../../../shared/customer/value.ts';
import { byOrders } from '../../../shared/customer/value.ts';
import { foldText } from '../../../shared/plain-words.ts';
import { int, maybeInt, maybeText, text } from '../columns.ts';
import type { Database, Row, Value } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { phoneWords } from '../search-words.ts';
import type { StoredCard } from './card-store.ts';
import { withParts } from './order-parts.ts';

export type CustomerColumns = { readonly id: string } & { readonly [column: string]: Value };

export const totalsSchema = z
  .array(z.object({ currency: z.string(), orders: z.int(), minor: z.int() }).readonly())
  .readonly();

const mostWords = 300;

/**
 * The columns by which a customer is listed, counted and searched, from the cards and orders.
 * @returns null for cards without an order
 */
export function customerColumns(
  database: Database,
  cards: readonly StoredCard[],
  leads: readonly StoredCard[],
): CustomerColumns | null {
  const orders = database.all(
    `SELECT m.card, m.counts, m.net_minor, m.currency, o.id, o.source, o.customer_name, o.received_at
     FROM card_orders m JOIN orders o ON o.row = m.order_row
     WHERE m.card IN (SELECT value FROM json_each(?)) ORDER BY o.received_at, o.id`,
    JSON.stringify(cards.map(({ row }) => row)),
  );
  const leading = new Set(leads.map(({ row }) => row));
  const own = orders.filter((row) => leading.has(int(row, 'card')));
  const first = own[0] ?? orders[0];
  if (!first) return null;
  const cardOf = new Map(cards.map((card) => [card.row, card] as const));
  const newest = (own.length > 0 ? own : orders).toReversed();
  const keyOf = (kind: string): string | null =>
    [...newest, ...orders.toReversed()]
      .map((row) => cardOf.get(int(row, 'card'))?.own.find((key) => key.startsWith(kind)))
      .find((key) => key !== undefined)
      ?.slice(kind.length) ?? null;
  const name = fullestOf(newest.map((row) => text(row, 'customer_name')));
  const totals = totalsOf(orders);
  return {
    id: text(first, 'id'),
    name,
    sort_name: foldText(name),
    phone: keyOf('tel:'),
    email: keyOf('mail:'),
    orders: orders.length,
    first_at: Math.min(...orders.map((row) => int(row, 'received_at'))),
    last_at: Math.max(...orders.map((row) => int(row, 'received_at'))),
    total_minor: totals[0]?.minor ?? 0,
    totals: JSON.stringify(totals),
    sources: JSON.stringify([...new Set(orders.map((row) => text(row, 'source')))].toSorted()),
    cards: cards.length,
    ...marksOf(database, orders),
  };
}

/** Returns the name with the most words written out, the first of equals: `Olena Koval`, not `Olena K.` */
function fullestOf(names: readonly string[]): string {
  const fullness = (name: string): number => name.split(' ').filter((word) => /\p{L}{2}/u.test(word)).length;
  return names.reduce(
    (best, name) => (fullness(name) > fullness(best) ? name : best),
    names.find(Boolean) ?? '',
  );
}

function totalsOf(orders: readonly Row[]): readonly CurrencyValue[] {
  const sums = new Map<string, { currency: string; orders: number; minor: number }>();
  for (const row of orders) {
    const currency = maybeText(row, 'currency');
    if (currency === null || int(row, 'counts') === 0) continue;
    const sum = sums.get(currency) ?? { currency, orders: 0, minor: 0 };
    sum.orders += 1;
    sum.minor += maybeInt(row, 'net_minor') ?? 0;
    sums.set(currency, sum);
  }
  return [...sums.values()].toSorted(byOrders);
}

/** A mark applies while it is set on any of the orders or their parts; of two reasons the later is used. */
function marksOf(
  database: Database,
  orders: readonly Row[],
): { readonly vip: number; readonly barred: string | null } {
  if (!database.get('SELECT 1 FROM customer_marks LIMIT 1')) return { vip: 0, barred: null };
  const ids = orders.map((row) => text(row, 'id'));
  const marks = database.all(
    `SELECT mark, reason FROM customer_marks
     WHERE is_on = 1 AND about IN (SELECT value FROM json_each(?)) ORDER BY at DESC, about`,
    JSON.stringify(withParts(database, ids)),
  );
  const barred = marks.find((row) => row.mark === 'do-not-serve');
  return {
    vip: marks.some((row) => row.mark === 'vip') ? 1 : 0,
    barred: barred ? (maybeText(barred, 'reason') ?? '') : null,
  };
}

/** Search words of a customer: names, phones and e-mails in any writing. */
export function customerWords(cards: readonly Card[]): string {
  const words = cards.flatMap(({ name, own }) => [
    ...name,
    ...own.flatMap((key) =>
      key.startsWith('tel:') ? phoneWords(key) : nameWords(key.slice('mail:'.length)),
    ),
  ]);
  return [...new Set(words)].filter(Boolean).toSorted().slice(0, mostWords).join(' ');
}
