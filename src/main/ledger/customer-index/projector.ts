import type { Told } from '../../../shared/customer/card.ts';
import { cardOf, toldOf } from '../../../shared/customer/card.ts';
import { netOf } from '../../../shared/customer/value.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import { int, maybeInt, text } from '../columns.ts';
import type { Database, Value } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { cardsWhere, cardsWithKeys, isSameTold, putCard, toldOfRow } from './card-store.ts';
import { customerWords } from './customer-row.ts';
import { cardsOfWholes, withParts } from './order-parts.ts';
import { pairVerdictsOn } from './pair-verdict.ts';
import { relist, settle } from './settle.ts';
import { crowdedNow, newlyCrowded, tiesOf } from './shared-hints.ts';
import { isKnownShared, putNames, turnedKeys } from './shared-keys.ts';

export const toldOfOrder = (order: Order): Told | null => toldOf(order, nameWords);

export type CustomerProjector = {
  /** @param same when the customer's name and the order's time are unchanged since the last call */
  readonly ofOrder: (row: number, order: Order, same?: boolean) => void;
  readonly withoutOrder: (row: number) => void;
  /**
   * Notes or marks changed (`said`), or decisions about who is the same person (`ties`), for the customer of an order or of
   * its whole.
   */
  readonly ofSaid: (order: string, what: 'said' | 'ties') => void;
  /** A part was added to an order or removed, together with the notes and decisions made through it. */
  readonly ofPart: (part: string, whole: string) => void;
};

/** What an order contributes to its customer, in the columns of `card_orders`. */
export function shareOf(order: Order): { readonly [column: string]: Value } {
  const net = netOf(order);
  return {
    counts: order.status === 'cancelled' ? 0 : 1,
    net_minor: net?.minor ?? null,
    currency: net?.currency ?? null,
  };
}

/**
 * Keeps the customer index in step with the orders. An order's customer data is stored at once; which cards are one person is
 * computed once, at the end of the transaction.
 */
export function createCustomerProjector(database: Database): CustomerProjector {
  const keys = new Set<string>();
  const orders = new Set<number>();
  const torn = new Set<number>();
  const counted = new Set<number>();
  const stale = new Set<number>();
  const said = new Set<string>();
  const tied = new Set<string>();

  database.beforeCommit(() => {
    if (keys.size > 0) for (const row of turnedKeys(database, keys)) orders.add(row);
    for (const row of orders) putToCard(database, row, { torn, counted });
    for (const card of cardsOfWholes(database, tied)) torn.add(card);
    for (const row of Array.from(torn)) leaveEmpty(database, row, { torn, stale });
    if (torn.size > 0) settle(database, torn, stale);
    for (const card of cardsOfWholes(database, said)) counted.add(card);
    for (const row of customersOf(database, counted)) relist(database, row);
    for (const row of stale) index(database, row);
    for (const set of [keys, orders, torn, counted, stale, said, tied]) set.clear();
  });

  function put(row: number, order: Order, same: boolean): void {
    const told = toldOfOrder(order);
    const known = shareRow(database, row);
    if (order.partOf) ofPart(order.id, order.partOf.id);
    if (told === null) {
      if (known) remove(row);
      return;
    }
    const before = known ? toldOfRow(known) : null;
    const share = shareOf(order);
    const isSame = Object.entries(share).every(([name, value]) => known?.[name] === value);
    if (known && before && isSameTold(before, told)) {
      if (!isSame) {
        database.run(
          'UPDATE card_orders SET counts = ?, net_minor = ?, currency = ? WHERE order_row = ?',
          ...Object.values(share),
          row,
        );
      }
      const card = maybeInt(known, 'card');
      if (card !== null && !(isSame && same)) counted.add(card);
      return;
    }
    for (const key of putNames(database, row, { before, told })) keys.add(key);
    database.run(
      `INSERT INTO card_orders (order_row, told, counts, net_minor, currency) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (order_row) DO UPDATE SET told = excluded.told, counts = excluded.counts,
         net_minor = excluded.net_minor, currency = excluded.currency`,
      row,
      JSON.stringify(told),
      ...Object.values(share),
    );
    orders.add(row);
  }

  function remove(row: number): void {
    const known = shareRow(database, row);
    if (!known) return;
    for (const key of putNames(database, row, { before: toldOfRow(known), told: null })) keys.add(key);
    database.run('DELETE FROM card_orders WHERE order_row = ?', row);
    const card = maybeInt(known, 'card');
    if (card !== null) torn.add(card);
    for (const end of endsOn(database, text(known, 'id'))) tied.add(end);
  }

  function ofPart(part: string, whole: string): void {
    said.add(whole);
    const ends = endsOn(database, part);
    if (ends.length > 0) for (const order of [whole, ...ends]) tied.add(order);
  }

  return {
    ofOrder: (row, order, same = false) => put(row, order, same),
    withoutOrder: remove,
    ofSaid: (order, what) => (what === 'ties' ? tied : said).add(order),
    ofPart,
  };
}

/** Assigns an order to the card of its customer data; adds to `torn` the cards whose grouping may change. */
function putToCard(
  database: Database,
  row: number,
  { torn, counted }: { readonly torn: Set<number>; readonly counted: Set<number> },
): void {
  const known = shareRow(database, row);
  if (!known) return;
  const id = orderIdSchema.parse(known.id);
  const was = maybeInt(known, 'card');
  const told = toldOfRow(known);
  const card = cardOf(id, told, isKnownShared(database));
  const { row: now, isNew } = putCard(database, card);
  if (isNew) for (const other of newlyCrowded(database, card)) torn.add(other);
  const kept = isSameTold(told, card) ? null : JSON.stringify(told);
  if (kept !== known.told) database.run('UPDATE card_orders SET told = ? WHERE order_row = ?', kept, row);
  if (was === now) {
    counted.add(now);
    return;
  }
  database.run('UPDATE card_orders SET card = ? WHERE order_row = ?', now, row);
  if (was !== null) torn.add(was);
  if (isSettled(database, now, id)) counted.add(now);
  else torn.add(now);
}

/** The stored row of an order, with its id and its card's key. */
const shareRow = (database: Database, row: number) =>
  database.get(
    `SELECT m.*, o.id, c.key FROM card_orders m JOIN orders o ON o.row = m.order_row
     LEFT JOIN cards c ON c.row = m.card WHERE m.order_row = ?`,
    row,
  );

/** Whether a new order of this card leaves the grouping unchanged. A manager may have decided on the order before it came. */
function isSettled(database: Database, card: number, order: string): boolean {
  const row = database.get('SELECT customer FROM cards WHERE row = ?', card);
  return row !== undefined && maybeInt(row, 'customer') !== null && endsOn(database, order).length === 0;
}

/**
 * Both orders of each manager decision on this order or its parts. The other order must be re-examined too, because the two
 * may share no key.
 */
const endsOn = (database: Database, order: string): readonly string[] =>
  pairVerdictsOn(database, withParts(database, [order])).flatMap(({ one, other }) => [one, other]);

/** The current customers of these cards. */
const customersOf = (database: Database, cards: ReadonlySet<number>): readonly number[] =>
  database
    .all(
      'SELECT DISTINCT customer FROM cards WHERE customer IS NOT NULL AND row IN (SELECT value FROM json_each(?))',
      JSON.stringify([...cards]),
    )
    .map((row) => int(row, 'customer'));

type Loose = { readonly torn: Set<number>; readonly stale: Set<number> };

/** Deletes a card without orders, and marks the related cards to be regrouped. */
function leaveEmpty(database: Database, row: number, { torn, stale }: Loose): void {
  const [card] = cardsWhere(database, 'row', [row]);
  if (card && database.get('SELECT 1 FROM card_orders WHERE card = ? LIMIT 1', row)) return;
  torn.delete(row);
  if (!card) return;
  const { customer } = card;
  database.run('DELETE FROM card_keys WHERE card = ?', row);
  database.run('DELETE FROM cards WHERE row = ?', row);
  // without this card, a hint that was too common may be worth a question now
  const near = [
    ...cardsWithKeys(database, tiesOf(card, crowdedNow(database))),
    ...(customer === null ? [] : cardsWhere(database, 'customer', [customer])),
  ];
  for (const other of near) torn.add(other.row);
  if (customer === null || near.some((other) => other.customer === customer)) return;
  // customers that may be the same person as this one are among `near`
  database.run('DELETE FROM clientele_questions WHERE one = ?1 OR other = ?1', customer);
  database.run('DELETE FROM clientele WHERE row = ?', customer);
  stale.add(customer);
}

function index(database: Database, row: number): void {
  const cards = cardsWhere(database, 'customer', [row]);
  if (database.get('SELECT 1 FROM clientele_search_docsize WHERE id = ?', row)) {
    database.run('DELETE FROM clientele_search WHERE rowid = ?', row);
  }
  if (cards.length > 0) {
    database.run('INSERT INTO clientele_search (rowid, words) VALUES (?, ?)', row, customerWords(cards));
  }
}
