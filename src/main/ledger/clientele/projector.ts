import { cardOf } from '../../../shared/customer/card.ts';
import { mostCards } from '../../../shared/customer/persons.ts';
import { netOf } from '../../../shared/customer/value.ts';
import type { Order } from '../../../shared/order.ts';
import { int, maybeInt, text } from '../columns.ts';
import type { Database, Value } from '../database.ts';
import { nameWords } from '../name-words.ts';
import { putCard } from './card-store.ts';
import { relist, settle } from './settle.ts';

/** Phones without a prefix are numbers of this country. */
export const homeCountry = 'UA';

export const cardOfOrder = (order: Order) => cardOf(order, nameWords, homeCountry);

export type ClienteleProjector = {
  /** @param same when neither its customer's name nor its time has changed since it was last told */
  readonly ofOrder: (row: number, order: Order, same?: boolean) => void;
  readonly withoutOrder: (row: number) => void;
  /** Something was said of the customer of an order: notes and marks, or with `ties` who they are one with. */
  readonly ofSaid: (order: string, what: 'said' | 'ties') => void;
};

/** What an order adds to its customer, in the columns of `card_orders`. */
export function shareOf(order: Order): { readonly [column: string]: Value } {
  const net = netOf(order);
  return {
    counts: order.status === 'cancelled' ? 0 : 1,
    net_minor: net?.minor ?? null,
    currency: net?.currency ?? null,
  };
}

/**
 * Keeps who the customers are as the orders add up to them. An order is put to its card at once; who is one person is worked
 * out at the end of the transaction, once, however many orders it brought.
 */
export function createClienteleProjector(database: Database): ClienteleProjector {
  const torn = new Set<number>();
  const counted = new Set<number>();
  const stale = new Set<number>();

  database.beforeCommit(() => {
    if (torn.size > 0) {
      for (const row of [...torn]) leaveEmpty(database, row, torn);
      settle(database, torn, stale);
    }
    for (const card of counted) {
      if (torn.has(card)) continue;
      const row = database.get('SELECT customer FROM cards WHERE row = ?', card);
      const customer = row ? maybeInt(row, 'customer') : null;
      if (customer !== null) relist(database, customer, stale);
    }
    for (const row of stale) index(database, row);
    for (const set of [torn, counted, stale]) set.clear();
  });

  function put(row: number, order: Order, same: boolean): void {
    const card = cardOfOrder(order);
    const known = database.get('SELECT * FROM card_orders WHERE order_row = ?', row);
    const was = known ? int(known, 'card') : null;
    if (card === null) {
      if (was === null) return;
      database.run('DELETE FROM card_orders WHERE order_row = ?', row);
      torn.add(was);
      return;
    }
    const now = putCard(database, card);
    const share = shareOf(order);
    const isSame = Object.entries(share).every(([name, value]) => known?.[name] === value);
    if (was === now && isSame) {
      if (!same) counted.add(now);
      return;
    }
    database.run(
      'INSERT OR REPLACE INTO card_orders (order_row, card, counts, net_minor, currency) VALUES (?, ?, ?, ?, ?)',
      row,
      now,
      ...Object.values(share),
    );
    if (was !== null && was !== now) torn.add(was);
    if (was === now || isSettled(database, now, order.id)) counted.add(now);
    else torn.add(now);
  }

  return {
    ofOrder: (row, order, same = false) => put(row, order, same),
    withoutOrder(row) {
      const known = database.get('SELECT card FROM card_orders WHERE order_row = ?', row);
      if (!known) return;
      database.run('DELETE FROM card_orders WHERE order_row = ?', row);
      torn.add(int(known, 'card'));
    },
    ofSaid(order, what) {
      const known = database.get(
        'SELECT m.card FROM orders o JOIN card_orders m ON m.order_row = o.row WHERE o.id = ?',
        order,
      );
      if (known) (what === 'ties' ? torn : counted).add(int(known, 'card'));
    },
  };
}

/** Whether a new order of this card changes nothing about who is one with whom; a manager may have named it before it came. */
function isSettled(database: Database, card: number, order: string): boolean {
  const isNamed = database.get('SELECT 1 FROM customer_verdicts WHERE one = ?1 OR other = ?1 LIMIT 1', order);
  const row = database.get('SELECT customer FROM cards WHERE row = ?', card);
  return isNamed === undefined && row !== undefined && maybeInt(row, 'customer') !== null;
}

/** A card without an order is gone; those it had something in common with are looked at in its place. */
function leaveEmpty(database: Database, row: number, torn: Set<number>): void {
  const card = database.get('SELECT customer FROM cards WHERE row = ?', row);
  if (!card) {
    torn.delete(row);
    return;
  }
  if (database.get('SELECT 1 FROM card_orders WHERE card = ? LIMIT 1', row)) return;
  const customer = maybeInt(card, 'customer');
  const near = database
    .all('SELECT key FROM card_keys WHERE card = ?', row)
    .map((key) =>
      database.all('SELECT card FROM card_keys WHERE key = ? LIMIT ?', text(key, 'key'), mostCards + 2),
    )
    // a key of more than these is everybody's with this card and without it
    .filter((cards) => cards.length <= mostCards + 1)
    .flat();
  const beside =
    customer === null ? [] : database.all('SELECT row AS card FROM cards WHERE customer = ?', customer);
  database.run('DELETE FROM card_keys WHERE card = ?', row);
  database.run('DELETE FROM cards WHERE row = ?', row);
  torn.delete(row);
  for (const one of [...near, ...beside]) if (int(one, 'card') !== row) torn.add(int(one, 'card'));
  if (customer !== null && beside.length <= 1) withoutCustomer(database, customer);
}

function withoutCustomer(database: Database, row: number): void {
  for (const asked of database.all(
    'SELECT CASE WHEN one = ?1 THEN other ELSE one END AS row FROM clientele_questions WHERE one = ?1 OR other = ?1',
    row,
  )) {
    database.run('UPDATE clientele SET questions = questions - 1 WHERE row = ?', int(asked, 'row'));
  }
  database.run('DELETE FROM clientele_questions WHERE one = ?1 OR other = ?1', row);
  database.run('DELETE FROM clientele WHERE row = ?', row);
  database.run('DELETE FROM clientele_search WHERE rowid = ?', row);
}

function index(database: Database, row: number): void {
  const customer = database.get('SELECT words FROM clientele WHERE row = ?', row);
  if (database.get('SELECT 1 FROM clientele_search_docsize WHERE id = ?', row)) {
    database.run('DELETE FROM clientele_search WHERE rowid = ?', row);
  }
  if (customer) {
    database.run('INSERT INTO clientele_search (rowid, words) VALUES (?, ?)', row, text(customer, 'words'));
  }
}
