import type { OrderId, Source } from '../../shared/ids.ts';
import { documentIdSchema, orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import { orderSchema } from '../../shared/order.ts';
import type { OrderFilter, Span } from '../../shared/order-filter.ts';
import type { InboxView, OrderDetail, OrderRow } from '../../shared/views.ts';
import type { Orders } from '../ports.ts';
import { count, int, json, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { createDrafts } from './drafts.ts';
import { guessesOf, oneLine, orderRow, warehouseState } from './order-columns.ts';
import { stepsSince } from './order-steps.ts';
import { createPeople } from './people.ts';
import { copyOf, relatedTo } from './related-orders.ts';
import { customerQuery, ordersQuery } from './search-words.ts';
import { timelineOf } from './timeline.ts';

type Page = { readonly rows: readonly OrderRow[]; readonly total: number };
const pageOfEach = 200;

export function createOrders(database: Database): Orders {
  const drafts = createDrafts(database);
  const people = createPeople(database);
  const found = (id: OrderId): Row | undefined =>
    database.get('SELECT o.*, b.body FROM orders o JOIN order_bodies b USING (row) WHERE o.id = ?', id);

  const counts = (todayFrom: number): { readonly [V in InboxView]: number } => {
    const tally = database.get(
      `SELECT coalesce(sum(all_orders), 0) AS "all", coalesce(sum(new_orders), 0) AS new,
              coalesce(sum(open_orders), 0) AS open, coalesce(sum(review_orders), 0) AS review,
              coalesce(sum(quarantine_orders), 0) AS quarantine FROM tallies`,
    );
    const of = (view: string): number => int(tally ?? {}, view);
    const today = count(
      database.get('SELECT count(*) AS n FROM orders WHERE received_at >= ? AND aside = 0', todayFrom),
    );
    return {
      new: of('new'),
      review: of('review'),
      open: of('open'),
      today,
      all: of('all'),
      quarantine: of('quarantine'),
    };
  };

  return {
    get: (id) => {
      const row = found(id);
      return row ? orderOf(row) : null;
    },
    detail(id) {
      const row = found(id);
      if (!row) return null;
      const order = orderOf(row);
      const draft = order.draftId === undefined ? null : drafts.get(order.draftId);
      const subscriberId = order.subscriberId ?? draft?.subscriberId ?? null;
      const person = subscriberId && people.get(subscriberId);
      return {
        order,
        warehouse: warehouseState(row),
        timeline: timelineOf(database, id, order.draftId),
        documents: documentsOf(database, id),
        related: relatedTo(order, (other) => {
          const row = found(other);
          return row ? orderOf(row) : null;
        }),
        copy: copyOf(database, order),
        customerOrders: ordersOfCustomer(database, order),
        draft,
        person: person && { subscriberId: person.subscriberId, name: person.name, chatUrl: person.chatUrl },
      };
    },
    rows: (filter, { todayFrom }) => ({
      ...(searchPage(database, filter, todayFrom) ?? viewPage(database, filter, todayFrom)),
      counts: counts(todayFrom),
    }),
    *each({ since = 0, source, status } = {}) {
      // in pages, so that nothing is held open while the caller writes
      for (let after = 0; ; ) {
        const page = database.all(
          `SELECT o.*, b.body FROM orders o JOIN order_bodies b USING (row)
           WHERE o.row > ?1 AND o.received_at >= ?2 AND (?3 IS NULL OR o.source = ?3)
             AND (?4 IS NULL OR o.status = ?4) ORDER BY o.row LIMIT ?5`,
          after,
          since,
          source ?? null,
          status ?? null,
          pageOfEach,
        );
        for (const row of page) {
          const read = orderSchema.safeParse(json(row, 'body'));
          if (read.success) yield { order: read.data, warehouse: warehouseState(row) };
        }
        const last = page.at(-1);
        if (!last || page.length < pageOfEach) return;
        after = int(last, 'row');
      }
    },
    openNumbers: (source) =>
      database
        .all(
          `SELECT id, number FROM orders
           WHERE open = 1 AND quarantined = 0 AND source = ? AND number <> '' ORDER BY received_at DESC LIMIT 2000`,
          source,
        )
        .map((row) => ({ id: orderIdSchema.parse(row.id), number: text(row, 'number') })),
    count: (source, from, to) =>
      count(
        database.get(
          'SELECT count(*) AS n FROM orders WHERE source = ? AND received_at >= ? AND received_at < ?',
          source,
          from,
          to,
        ),
      ),
    steps: (since) => stepsSince(database, since),
    timesOf: (source, since) =>
      database
        .all(
          'SELECT received_at FROM orders WHERE source = ? AND received_at >= ? ORDER BY received_at',
          source,
          since,
        )
        .map((row) => int(row, 'received_at')),
    warehouseState(id): WarehouseState {
      const row = database.get('SELECT warehouse FROM orders WHERE id = ?', id);
      return row ? warehouseState(row) : 'off';
    },
    byNumber(source, number) {
      // orders that were recorded twice, before their number was known, are told by the first
      const row = database.get(
        'SELECT id FROM orders WHERE source = ? AND number = ? AND quarantined = 0 ORDER BY row LIMIT 1',
        source,
        oneLine(number),
      );
      return row ? orderIdSchema.parse(row.id) : null;
    },
    numbersOfOthers: (source, start, desk) =>
      database
        .all(
          `SELECT o.number FROM orders o WHERE o.source = ? AND o.number >= ? AND o.number < ? AND NOT EXISTS
             (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.kind = 'order-received' AND e.desk = ?)`,
          source,
          start,
          // the range of the numbers that begin so, which the index has side by side
          `${start.slice(0, -1)}${String.fromCharCode(start.charCodeAt(start.length - 1) + 1)}`,
          desk,
        )
        .map((row) => text(row, 'number')),
    sources: (): readonly Source[] =>
      database.all('SELECT source FROM tallies ORDER BY source').map((row) => sourceSchema.parse(row.source)),
    withKeys: (keys, from, to) =>
      database
        .all(
          `SELECT DISTINCT o.id FROM json_each(?) j
           JOIN same_keys k ON k.key = j.value AND k.at BETWEEN ? AND ? JOIN orders o ON o.row = k.row ORDER BY o.id`,
          JSON.stringify(keys),
          from,
          to,
        )
        .map((row) => orderIdSchema.parse(row.id)),
    isFirstOf(id) {
      const own = database.all(
        `SELECT c.row, o.row AS order_row, o.received_at FROM orders o JOIN contact_orders m ON m.order_row = o.row
         JOIN contacts c ON c.row = m.contact WHERE o.id = ? AND c.key NOT LIKE 'order:%'`,
        id,
      );
      return (
        own.length > 0 &&
        own.every(
          (contact) =>
            !database.get(
              `SELECT 1 FROM contact_orders m JOIN orders o ON o.row = m.order_row
               WHERE m.contact = ? AND o.row <> ? AND o.received_at <= ? AND o.aside = 0 LIMIT 1`,
              int(contact, 'row'),
              int(contact, 'order_row'),
              int(contact, 'received_at'),
            ),
        )
      );
    },
    peopleWith: (key, most) =>
      // the newest are enough to tell a courier's phone, and keep a phone of thousands of orders quick
      count(
        database.get(
          `SELECT count(*) AS n FROM (SELECT DISTINCT who FROM
             (SELECT who FROM same_keys WHERE key = ? AND who <> '' ORDER BY at DESC LIMIT 200) LIMIT ?)`,
          key,
          most,
        ),
      ),
  };
}

/** A guess stands while the other order is one that could be merged. */
function rowsOf(database: Database, rows: readonly Row[]): readonly OrderRow[] {
  const stands = (id: OrderId): boolean =>
    database.get("SELECT 1 FROM orders WHERE id = ? AND aside = 0 AND status <> 'cancelled'", id) !==
    undefined;
  return rows.map((row) =>
    orderRow(row, row.aside === 0 && row.status !== 'cancelled' && guessesOf(row).some(stands)),
  );
}

// each has an index of its own, by arrival
const viewConditions = {
  all: '1',
  new: "status = 'new' AND aside = 0",
  open: 'open = 1 AND aside = 0',
  review: 'needs_review = 1 AND aside = 0',
  today: 'received_at >= ? AND aside = 0',
  quarantine: 'quarantined = 1 AND open = 1',
} as const;

function viewPage(database: Database, filter: OrderFilter, todayFrom: number): Page {
  const { offset, limit } = filter;
  const { where, values } = conditionsOf(filter, todayFrom);
  // the page is found in the index alone; only its rows are read
  const rows = database.all(
    `SELECT * FROM orders WHERE row IN
       (SELECT row FROM orders WHERE ${where} ORDER BY received_at DESC, row DESC LIMIT ? OFFSET ?)
     ORDER BY received_at DESC, row DESC`,
    ...values,
    limit,
    offset,
  );
  return { rows: rowsOf(database, rows), total: viewTotal(database, filter, todayFrom) };
}

function conditionsOf({ view, source, span }: OrderFilter, todayFrom: number) {
  const conditions: readonly (readonly [string, ...Value[]])[] = [
    view === 'today' ? [viewConditions.today, todayFrom] : [viewConditions[view]],
    ...(source === undefined ? [] : [['source = ?', source] as const]),
    ...(span ? [['received_at BETWEEN ? AND ? AND aside = 0', span.from, span.to] as const] : []),
  ];
  return {
    where: conditions.map(([condition]) => condition).join(' AND '),
    values: conditions.flatMap(([, ...values]) => values),
  };
}

function viewTotal(database: Database, filter: OrderFilter, todayFrom: number): number {
  const { view, source, span } = filter;
  if (span) {
    const { where, values } = conditionsOf(filter, todayFrom);
    return count(database.get(`SELECT count(*) AS n FROM orders WHERE ${where}`, ...values));
  }
  const row =
    view === 'today'
      ? database.get(
          `SELECT count(*) AS n FROM orders
           WHERE received_at >= ?1 AND aside = 0 AND (?2 IS NULL OR source = ?2)`,
          todayFrom,
          source ?? null,
        )
      : database.get(
          `SELECT coalesce(sum(${view}_orders), 0) AS n FROM tallies WHERE ?1 IS NULL OR source = ?1`,
          source ?? null,
        );
  return count(row);
}

function searchPage(database: Database, filter: OrderFilter, todayFrom: number): Page | null {
  const query = ordersQuery(filter);
  if (query === null) return null;
  const { match, typed, exact } = query;
  const search = searchIn(database, spanOf(filter, todayFrom));
  const { offset, limit } = filter;
  const total = typed ? search.count(match) : viewTotal(database, filter, todayFrom);
  if (exact === null) return { rows: search.rows(match, offset, limit), total };
  const first = search.rows(`(${match}) AND ${exact}`, offset, limit);
  const firstTotal =
    offset === 0 && first.length < limit ? first.length : search.count(`(${match}) AND ${exact}`);
  const others = search.rows(
    `(${match}) NOT ${exact}`,
    Math.max(0, offset - firstTotal),
    limit - first.length,
  );
  return { rows: [...first, ...others], total };
}

function spanOf({ view, span }: OrderFilter, todayFrom: number): Span | null {
  if (view !== 'today') return span ?? null;
  return { from: Math.max(todayFrom, span?.from ?? 0), to: span?.to ?? Number.MAX_SAFE_INTEGER };
}

/** Looks among all orders, or those received in a span. */
function searchIn(database: Database, span: Span | null) {
  // rowid is the order of arrival: the orders since then begin at their smallest
  const floor = count(
    span === null
      ? { n: 0 }
      : database.get('SELECT coalesce(min(row), 9e15) AS n FROM orders WHERE received_at >= ?', span.from),
  );
  const found = `FROM order_search s ${span === null ? '' : 'JOIN orders o ON o.row = s.rowid'}
    WHERE order_search MATCH ? AND s.rowid >= ? ${span === null ? '' : 'AND o.received_at BETWEEN ? AND ? AND o.aside = 0'}`;
  const values = (match: string): readonly Value[] => [
    match,
    floor,
    ...(span === null ? [] : [span.from, span.to]),
  ];
  return {
    rows: (match: string, offset: number, limit: number): readonly OrderRow[] =>
      limit <= 0
        ? []
        : rowsOf(
            database,
            database.all(
              `SELECT * FROM orders WHERE row IN (SELECT s.rowid ${found} ORDER BY s.rowid DESC LIMIT ? OFFSET ?)
               ORDER BY row DESC`,
              ...values(match),
              limit,
              offset,
            ),
          ),
    count: (match: string): number => count(database.get(`SELECT count(*) AS n ${found}`, ...values(match))),
  };
}

function ordersOfCustomer(database: Database, order: Order): number {
  const query = customerQuery(order);
  return query === null ? 1 : Math.max(1, searchIn(database, null).count(query));
}

const documentsOf = (database: Database, id: OrderId): OrderDetail['documents'] =>
  database
    .all(
      `SELECT id, kind, received_at FROM documents WHERE id IN (
         SELECT document FROM document_orders WHERE order_id = ?
         UNION SELECT data ->> '$.documentId' FROM entries WHERE order_id = ?)
       ORDER BY received_at, row`,
      id,
      id,
    )
    .map((row) => ({
      id: documentIdSchema.parse(row.id),
      kind: documentKind(text(row, 'kind')),
      receivedAt: int(row, 'received_at'),
    }));

export function documentKind(stored: string): 'mail' | 'webhook' | 'api' {
  if (stored !== 'mail' && stored !== 'webhook' && stored !== 'api') {
    throw new Error(`the ledger holds a document of kind ${stored}`);
  }
  return stored;
}

const orderOf = (row: Row): Order => orderSchema.parse(json(row, 'body'));
