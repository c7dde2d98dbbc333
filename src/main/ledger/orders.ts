import type { OrderId, Source } from '../../shared/ids.ts';
import { orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import { orderSchema } from '../../shared/order.ts';
import type { Orders } from '../orders-port.ts';
import { cachedUntilWrite } from './cached-until-write.ts';
import { count, int, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { documentsOf, loadedAt } from './documents-of-order.ts';
import { createDrafts } from './drafts.ts';
import { storedLine, warehouseState } from './order-columns.ts';
import { createOrderList } from './order-list.ts';
import { createOrderMarks } from './order-marks.ts';
import { stepsSince } from './order-steps.ts';
import { createPeople } from './people.ts';
import { copyOf, relatedTo } from './related-orders.ts';
import { rowSince } from './row-since.ts';
import { customerQuery } from './search-words.ts';
import { timelineOf } from './timeline.ts';
import { createWaitingNotices } from './waiting-notices.ts';

const pageOfEach = 200;
/** A phone or e-mail on this many orders belongs to no single customer, and counting them all takes long. */
const mostOfContact = 200;
/** Enough to include all orders of the same hour, even if thousands share one phone. */
const latestOfContact = 50;

export function createOrders(database: Database): Orders {
  const drafts = createDrafts(database);
  const people = createPeople(database);
  const waiting = createWaitingNotices(database);
  const found = (id: OrderId): Row | undefined =>
    database.get('SELECT o.*, b.body FROM orders o JOIN order_bodies b USING (row) WHERE o.id = ?', id);

  const numbers = (which: string, ...values: readonly (string | number)[]) =>
    database
      .all(
        `SELECT id, number FROM orders
         WHERE ${which} AND quarantined = 0 AND number <> '' ORDER BY received_at DESC LIMIT 2000`,
        ...values,
      )
      .map((row) => ({ id: orderIdSchema.parse(row.id), number: text(row, 'number') }));

  const list = createOrderList(database);

  return {
    get: cachedUntilWrite(database, (id) => {
      const row = found(id);
      return row ? orderOf(row) : null;
    }),
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
        loadedAt: loadedAt(database, id),
        pendingNotices: waiting.count({ order: id }),
        related: relatedTo(order, (other) => {
          const row = found(other);
          return row ? orderOf(row) : null;
        }),
        copy: copyOf(database, order),
        nthByContact: nthByContact(database, order),
        draft,
        person: person && { subscriberId: person.subscriberId, name: person.name, chatUrl: person.chatUrl },
      };
    },
    rows: (filter, at) => ({ ...list.page(filter, at), counts: list.counts(at) }),
    howMany: (choices, at) => choices.map((choice) => list.count(choice, at)),
    counts: list.counts,
    ids: list.ids,
    ...createOrderMarks(database),
    *each({ since = 0, source, status } = {}) {
      // in pages, so that nothing is held open while the caller writes
      for (let after = rowSince(database, since) - 1; ; ) {
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
    newAgain: (from, to) =>
      database
        .all(
          // from the entries, of which there are many more, SQLite would scan all of them
          `SELECT o.id FROM orders o INDEXED BY orders_new WHERE o.status = 'new' AND o.aside = 0 AND EXISTS
             (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.recorded_at BETWEEN ? AND ?
                AND e.kind IN ('status-set', 'same-decided', 'released'))`,
          from,
          to,
        )
        .map((row) => orderIdSchema.parse(row.id)),
    openNumbers: (source) => numbers('open = 1 AND source = ?', source),
    closedNumbers: (source, since) => numbers('open = 0 AND source = ? AND received_at >= ?', source, since),
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
    first: (source) =>
      readable(
        database.get(
          `SELECT b.body FROM orders o JOIN order_bodies b USING (row)
           WHERE o.source = ? ORDER BY o.received_at LIMIT 1`,
          source,
        ),
      ),
    lastOfOthers: (source, desk) =>
      readable(
        database.get(
          `SELECT b.body FROM orders o JOIN order_bodies b USING (row)
           WHERE o.source = ? AND ${notBroughtBy} ORDER BY o.received_at DESC LIMIT 1`,
          source,
          desk,
        ),
      ),
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
    byNumber: (source, number) =>
      database
        .all(
          // by time of arrival, SQLite would scan all orders of the source
          `SELECT id FROM orders INDEXED BY orders_of_number
           WHERE source = ? AND number = ? AND quarantined = 0 ORDER BY received_at DESC, id DESC`,
          source,
          storedLine(number),
        )
        .map((row) => orderIdSchema.parse(row.id)),
    numbersOfOthers: (source, start, desk) =>
      database
        .all(
          `SELECT o.number FROM orders o WHERE o.source = ? AND o.number >= ? AND o.number < ? AND ${notBroughtBy}`,
          source,
          start,
          // upper bound of the prefix range, which is contiguous in the index
          `${start.slice(0, -1)}${String.fromCharCode(start.charCodeAt(start.length - 1) + 1)}`,
          desk,
        )
        .map((row) => text(row, 'number')),
    sources: (): readonly Source[] =>
      database.all('SELECT source FROM tallies ORDER BY source').map((row) => sourceSchema.parse(row.source)),
    ofSameContact(id) {
      const contacts = database.all(
        'SELECT m.contact FROM contact_orders m JOIN orders o ON o.row = m.order_row WHERE o.id = ?',
        id,
      );
      const orders = contacts.flatMap((contact) =>
        database.all(
          `SELECT o.id FROM contact_orders m JOIN orders o ON o.row = m.order_row
           WHERE m.contact = ? AND o.id <> ? ORDER BY m.order_row DESC LIMIT ?`,
          int(contact, 'contact'),
          id,
          latestOfContact,
        ),
      );
      return [...new Set(orders.map((row) => orderIdSchema.parse(row.id)))];
    },
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
  };
}

function nthByContact(database: Database, order: Order): number | null {
  const query = order.partOf ? null : customerQuery(order);
  if (query === null) return null;
  const row = database.get(
    `SELECT count(*) AS known, count(*) FILTER (WHERE o.aside = 0 AND (o.received_at, o.id) < (?, ?)) AS before
     FROM (SELECT rowid FROM order_search WHERE order_search MATCH ? LIMIT ?) s JOIN orders o ON o.row = s.rowid`,
    order.receivedAt,
    order.id,
    query,
    mostOfContact,
  );
  return !row || int(row, 'known') === mostOfContact ? null : int(row, 'before') + 1;
}

/** Condition on an order `o`; its value is the computer id. */
const notBroughtBy = `NOT EXISTS
  (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.kind = 'order-received' AND e.desk = ?)`;

/** Null also if this app cannot parse the order. */
const readable = (row: Row | undefined): Order | null =>
  (row && orderSchema.safeParse(json(row, 'body')).data) ?? null;

const orderOf = (row: Row): Order => orderSchema.parse(json(row, 'body'));
