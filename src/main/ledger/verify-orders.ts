import { isDeepStrictEqual } from 'node:util';
import { cardOf } from '../../shared/customer/card.ts';
import { foldOrder } from '../../shared/fold.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import { newOrderOccasion } from '../../shared/notices.ts';
import type { Order } from '../../shared/order.ts';
import { messageOf } from '../../shared/problem.ts';
import { isCurrent } from './catch-up.ts';
import { count, int, json, text } from './columns.ts';
import { contactKeys } from './contact-keys.ts';
import { contactDerived } from './contacts.ts';
import { isSameTold, toldOfRow } from './customer-index/card-store.ts';
import { shareOf, toldOfOrder } from './customer-index/projector.ts';
import { customersDerived } from './customer-index/rebuild.ts';
import { isKnownShared } from './customer-index/shared-keys.ts';
import type { Database, Row } from './database.ts';
import type { Unreadable } from './facts.ts';
import { readEntries } from './facts.ts';
import { leftOverSaleFaults, saleFaults } from './insights/sale-faults.ts';
import { createSalesZone, salesDerived } from './insights/sales.ts';
import { noticeColumns, noticesDerived } from './notices.ts';
import { orderColumns } from './order-columns.ts';
import { createPartlyRead } from './partly-read.ts';
import { isFolded } from './rebuild-orders.ts';
import { wordsDerived } from './rebuild-search.ts';
import { orderMarks, orderWords } from './search-words.ts';

const pageSize = 500;

/**
 * Checks every order: rebuilds it from its events and compares it with the stored row, lists, search words, duplicates and
 * keys. Reads in pages, so that a large ledger need not fit in memory, and queries related tables once per page.
 */
export function* orderFaults(database: Database): Iterable<string> {
  const made = {
    contacts: isCurrent(database, contactDerived),
    notices: isCurrent(database, noticesDerived),
    cards: isCurrent(database, customersDerived),
    sales: isCurrent(database, salesDerived),
    words: isCurrent(database, wordsDerived),
    bodies: isFolded(database),
  };
  const madeAnew = createPartlyRead(database).madeAnew();
  const zone = createSalesZone(database);
  for (let after = 0; ; ) {
    const page = database.all(
      `SELECT o.*, b.body, b.words, b.marks FROM orders o LEFT JOIN order_bodies b USING (row)
       WHERE o.row > ? ORDER BY o.row LIMIT ?`,
      after,
      pageSize,
    );
    const last = page.at(-1);
    if (!last) break;
    const known = knownBeside(database, page);
    const read = page.map((row) => {
      const id = text(row, 'id');
      return readOrder(id, known.entriesOf(id), row, made.bodies && !madeAnew.has(id));
    });
    for (const { faults } of read) yield* faults;
    for (const { order, row } of read) {
      if (order && row && !known.indexed.has(int(row, 'row')))
        yield `Order ${order.id} is not in the search index.`;
    }
    const settled = read.filter(({ order }) => order && !madeAnew.has(order.id));
    const sound = settled.flatMap(({ order, row }) =>
      order && row ? [{ order, row: int(row, 'row') }] : [],
    );
    if (made.words) {
      for (const { order, row } of settled) {
        if (order && row && (row.words !== orderWords(order) || row.marks !== orderMarks(order))) {
          yield `Order ${order.id} is not searched for by what it says.`;
        }
      }
    }
    if (made.contacts) {
      for (const { order, row } of sound) {
        if (known.contactsOf(row) !== contactKeys(order).toSorted().join()) {
          yield `Order ${order.id} is not found by its customer's phone and e-mail.`;
        }
      }
    }
    if (made.cards) {
      for (const { order, row } of sound) {
        if (!isCarded(database, order, known.cardOf(row)))
          yield `Order ${order.id} is not put to its customer.`;
      }
    }
    if (made.notices) {
      for (const { order } of sound) {
        if (!isLogged(order, known.noticesOf(order.id))) {
          yield `The notices of order ${order.id} are not listed as its entries tell them.`;
        }
      }
    }
    if (made.sales) yield* saleFaults(database, zone, sound);
    after = int(last, 'row');
  }
  if (made.sales) yield* leftOverSaleFaults(database, zone);
  const logged = count(database.get('SELECT count(*) AS n FROM notices'));
  const foundBy = count(database.get('SELECT count(*) AS n FROM notice_search_docsize'));
  if (logged !== foundBy) yield `The index of notices has ${foundBy}, the log ${logged}.`;
  yield* notShown(database, madeAnew);
}

const isLogged = (order: Order, rows: readonly Row[]): boolean => {
  const expected = noticeColumns(order);
  return (
    expected.length === rows.length &&
    expected.every((columns) =>
      rows.some((row) => Object.entries(columns).every(([name, value]) => row[name] === value)),
    )
  );
};

function isCarded(database: Database, order: Order, row: Row | undefined): boolean {
  const told = toldOfOrder(order);
  if (told === null || row === undefined) return told === null && row === undefined;
  return (
    isSameTold(toldOfRow(row), told) &&
    row.key === cardOf(order.id, told, isKnownShared(database)).key &&
    Object.entries(shareOf(order)).every(([name, value]) => row[name] === value)
  );
}

/** Rows of other tables for the orders of a page. */
function knownBeside(database: Database, page: readonly Row[]) {
  const [first, last] = [page[0], page.at(-1)].map((row) => int(row ?? {}, 'row'));
  const range = [first ?? 0, last ?? 0];
  const entries = Map.groupBy(
    database.all(
      'SELECT * FROM facts WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY row',
      JSON.stringify(page.map((row) => text(row, 'id'))),
    ),
    (row) => text(row, 'order_id'),
  );
  const contacts = Map.groupBy(
    database.all(
      `SELECT l.order_row, c.key FROM contact_orders l JOIN contacts c ON c.row = l.contact
       WHERE l.order_row BETWEEN ? AND ?`,
      ...range,
    ),
    (row) => int(row, 'order_row'),
  );
  const notices = Map.groupBy(
    database.all(
      `SELECT * FROM notices WHERE order_id IN (SELECT value FROM json_each(?)) AND occasion = '${newOrderOccasion}'`,
      JSON.stringify(page.map((row) => text(row, 'id'))),
    ),
    (row) => text(row, 'order_id'),
  );
  const cards = new Map(
    database
      .all(
        'SELECT m.*, c.key FROM card_orders m LEFT JOIN cards c ON c.row = m.card WHERE m.order_row BETWEEN ? AND ?',
        ...range,
      )
      .map((row) => [int(row, 'order_row'), row] as const),
  );
  const indexed = database.all('SELECT id FROM order_search_docsize WHERE id BETWEEN ? AND ?', ...range);
  return {
    indexed: new Set(indexed.map((row) => int(row, 'id'))),
    cardOf: (row: number): Row | undefined => cards.get(row),
    entriesOf: (id: string): readonly Row[] => entries.get(id) ?? [],
    noticesOf: (id: string): readonly Row[] => notices.get(id) ?? [],
    contactsOf: (row: number): string =>
      (contacts.get(row) ?? [])
        .map((contact) => text(contact, 'key'))
        .toSorted()
        .join(),
  };
}

/** Returns the second half of a sentence, with the full stop. */
export const setAside = ({ id, kind, why }: Unreadable): string =>
  `entry ${id} (${kind}) is set aside: ${why}.`;

/** Whether the fault is an event that this version cannot parse; it stays stored, and the file is sound. */
export const isSetAside = (fault: string): boolean => / is set aside: /.test(fault);

type Read = {
  readonly faults: readonly string[];
  readonly order: Order | null;
  readonly row: Row | undefined;
};

/**
 * Folds an order from its events and compares it with its stored row.
 * @param isFoldedNow false if an earlier app folded or parsed it; it may differ, and is rebuilt at the next start
 */
function readOrder(stored: string, rows: readonly Row[], row: Row | undefined, isFoldedNow: boolean): Read {
  const faults: string[] = [];
  try {
    const id = orderIdSchema.parse(stored);
    const { entries, unreadable } = readEntries(rows);
    faults.push(...unreadable.map((one) => `Order ${id} cannot be read: ${setAside(one)}`));
    const order = foldOrder(id, entries);
    if (!order) {
      if (row) faults.push(`Order ${id} is shown, but no entry tells what was ordered.`);
    } else if (row) {
      if (isFoldedNow) faults.push(...rowFaults(order, row));
    } else {
      faults.push(`Order ${id} has entries, but is not shown.`);
    }
    return { faults, order, row };
  } catch (error) {
    return { faults: [...faults, `Order ${stored} cannot be read: ${messageOf(error)}.`], order: null, row };
  }
}

function* rowFaults(order: Order, row: Row): Iterable<string> {
  const told = JSON.stringify(order);
  // an earlier app may have written the same keys in another order
  if (row.body !== told && !isDeepStrictEqual(json(row, 'body'), JSON.parse(told))) {
    yield `Order ${order.id} is not what its entries add up to.`;
  }
  const wrong = Object.entries(orderColumns(order)).find(([name, value]) => row[name] !== value);
  if (wrong) {
    const [name, value] = wrong;
    yield `Order ${order.id} is listed with ${name} ${String(row[name])}, not ${String(value)}.`;
  }
}

function* notShown(database: Database, madeAnew: ReadonlySet<string | null>): Iterable<string> {
  const ids = database.all(
    // the order of a test run has no row
    `SELECT DISTINCT order_id AS id FROM facts WHERE order_id IS NOT NULL AND order_id NOT IN (SELECT id FROM orders)
       AND order_id NOT IN (SELECT order_id FROM facts WHERE kind = 'drill-marked')`,
  );
  for (const row of ids) {
    const id = text(row, 'id');
    if (madeAnew.has(id)) continue;
    const rows = database.all('SELECT * FROM facts WHERE order_id = ? ORDER BY row', id);
    yield* readOrder(id, rows, undefined, true).faults;
  }
  const rows = count(database.get('SELECT count(*) AS n FROM orders'));
  const found = count(database.get('SELECT count(*) AS n FROM order_search_docsize'));
  if (rows !== found) yield `The search index has ${found} orders, the ledger ${rows}.`;
}
