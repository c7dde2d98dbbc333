import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema } from '../../shared/ids.ts';
import { orderStatusSchema, paymentStatusSchema } from '../../shared/order.ts';
import type { SeenOrder } from '../../shared/order-actions.ts';
import type { OrderChoice, OrderFilter } from '../../shared/order-filter.ts';
import type { OrderRow, ViewCounts } from '../../shared/views.ts';
import type { ShopTime } from '../orders-port.ts';
import { count, int, text } from './columns.ts';
import { customerMarksOf } from './customer-index/order-marks.ts';
import type { Database, Row, Value } from './database.ts';
import { guessesOf, orderRow } from './order-columns.ts';
import type { Condition } from './order-conditions.ts';
import {
  isNewestFirst,
  joined,
  onlyConditions,
  sortOf,
  spanConditions,
  viewConditions,
} from './order-conditions.ts';
import { rowSince } from './row-since.ts';
import { isPlain, ordersQuery } from './search-words.ts';

type Page = { readonly rows: readonly OrderRow[]; readonly total: number };

/** Search counts stop here: more is never scrolled to, and each keystroke would wait for the count. */
const mostFound = 50_000;

/** Order lists by view, filters and search text. */
export function createOrderList(database: Database, most = mostFound) {
  const found = (filter: OrderFilter, at: ShopTime): Page => {
    const list = listOf(database, filter, at);
    const { offset, limit } = filter;
    const { exact } = list;
    const total = (): number => list.total(most);
    if (exact === null) return whole(list.rows(list.all, offset, limit), filter, total);
    // the order with exactly the typed number comes before phones that contain it
    const first = list.rows(exact.first, offset, limit);
    const firstTotal = offset === 0 && first.length < limit ? first.length : list.count(exact.first);
    const others = list.rows(exact.others, Math.max(0, offset - firstTotal), limit - first.length);
    return whole([...first, ...others], filter, total);
  };

  return {
    page: found,
    count: (choice: OrderChoice, at: ShopTime): number => listOf(database, choice, at).total(),
    ids: (choice: OrderChoice, at: ShopTime): readonly SeenOrder[] => {
      const list = listOf(database, choice, at);
      return list.ids(list.all);
    },
    counts: (at: ShopTime): ViewCounts => countsOf(database, at),
  };
}

/** Counts the total only if the page is full, because a count takes as long as the search. */
function whole(rows: readonly OrderRow[], { offset, limit }: OrderFilter, total: () => number): Page {
  const isEnd = rows.length < limit && (rows.length > 0 || offset === 0);
  return { rows, total: isEnd ? offset + rows.length : total() };
}

/** The source of a list: the rows' own indexes, or the search index joined with the rows. */
type Source = { readonly from: string; readonly where: string; readonly values: readonly Value[] };

function listOf(database: Database, choice: OrderChoice, at: ShopTime) {
  const { view, only = {} } = choice;
  const conditions = [...viewConditions(view, at), ...onlyConditions(only, at), ...spanConditions(choice)];
  const query = ordersQuery(choice);
  const order = sortOf(choice);
  // rowid is the order of arrival, in which the search index returns rows
  const covers = query?.covers === true && isNewestFirst(choice);
  const row = query === null ? 'o.row' : 's.rowid';
  const source = (match: string | null): Source => {
    if (match === null) return { from: 'orders o', ...joined(conditions) };
    return searched(match, conditions, floorOf(database, choice, at), covers);
  };
  const sorted = covers ? 's.rowid DESC' : order;
  const all = source(query?.match ?? null);
  const counted = ({ from, where, values }: Source): number =>
    count(database.get(`SELECT count(*) AS n FROM ${from} WHERE ${where}`, ...values));
  const countedTo = ({ from, where, values }: Source, most: number): number =>
    count(
      database.get(
        `SELECT count(*) AS n FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ?)`,
        ...values,
        most,
      ),
    );

  return {
    all,
    exact:
      query?.exact && isNewestFirst(choice)
        ? {
            first: source(`(${query.match}) AND ${query.exact}`),
            others: source(`(${query.match}) NOT ${query.exact}`),
          }
        : null,
    count: counted,
    /** @param most the limit of a search count; absent: no limit */
    total: (most?: number): number => {
      if (query?.typed) return most === undefined ? counted(all) : countedTo(all, most);
      return keptTotal(database, choice) ?? counted(all);
    },
    ids: (one: Source): readonly SeenOrder[] => {
      const { from, where, values } = one;
      return database
        .all(
          `SELECT o.id, o.status, o.payment_status FROM orders o
             WHERE o.row IN (SELECT ${row} FROM ${from} WHERE ${where}) ORDER BY ${order}`,
          ...values,
        )
        .map((found) => ({
          id: orderIdSchema.parse(found.id),
          status: orderStatusSchema.parse(found.status),
          paymentStatus: paymentStatusSchema.parse(found.payment_status),
        }));
    },
    rows: ({ from, where, values }: Source, offset: number, limit: number): readonly OrderRow[] =>
      limit <= 0
        ? []
        : rowsOf(
            database,
            // the page is found in the index alone; only its rows are read
            database.all(
              `SELECT o.* FROM orders o WHERE o.row IN
                 (SELECT ${row} FROM ${from} WHERE ${where} ORDER BY ${sorted} LIMIT ? OFFSET ?)
               ORDER BY ${covers ? 'o.row DESC' : order}`,
              ...values,
              limit,
              offset,
            ),
          ),
  };
}

/** @param covers whether the search index alone expresses the whole filter */
function searched(match: string, conditions: readonly Condition[], floor: number, covers: boolean): Source {
  const { where, values } = joined(conditions);
  return covers
    ? { from: 'order_search s', where: 'order_search MATCH ? AND s.rowid >= ?', values: [match, floor] }
    : {
        from: 'order_search s JOIN orders o ON o.row = s.rowid',
        where: `order_search MATCH ? AND s.rowid >= ? AND ${where}`,
        values: [match, floor, ...values],
      };
}

const floorOf = (database: Database, { view, span }: OrderChoice, { todayFrom }: ShopTime): number =>
  rowSince(database, Math.max(view === 'today' ? todayFrom : 0, span?.from ?? 0));

/** The stored total of a view with at most one source; null for any other filter. */
function keptTotal(database: Database, choice: OrderChoice): number | null {
  const sources = choice.only?.sources ?? [];
  if (!isPlain(choice) || sources.length > 1) return null;
  return count(
    database.get(
      `SELECT coalesce(sum(${choice.view}_orders), 0) AS n FROM tallies WHERE ?1 IS NULL OR source = ?1`,
      sources[0] ?? null,
    ),
  );
}

function countsOf(database: Database, at: ShopTime): ViewCounts {
  const kept = database.get(
    `SELECT coalesce(sum(all_orders), 0) AS "all", coalesce(sum(new_orders), 0) AS new,
            coalesce(sum(quarantine_orders), 0) AS quarantine FROM tallies`,
  );
  const of = (view: string): number => int(kept ?? {}, view);
  const counted = (view: 'review' | 'open' | 'unpaid' | 'today' | 'scheduled' | 'snoozed'): number => {
    const { where, values } = joined(viewConditions(view, at));
    return count(database.get(`SELECT count(*) AS n FROM orders o WHERE ${where}`, ...values));
  };
  return {
    new: of('new'),
    review: counted('review'),
    open: counted('open'),
    unpaid: counted('unpaid'),
    today: counted('today'),
    scheduled: counted('scheduled'),
    snoozed: counted('snoozed'),
    all: of('all'),
    quarantine: of('quarantine'),
  };
}

/** A suspected duplicate is shown only while the other order can be merged. */
function rowsOf(database: Database, rows: readonly Row[]): readonly OrderRow[] {
  const stands = (id: OrderId): boolean =>
    database.get("SELECT 1 FROM orders WHERE id = ? AND aside = 0 AND status <> 'cancelled'", id) !==
    undefined;
  const unread = new Set(
    database
      .all(
        'SELECT order_id FROM unread_orders WHERE order_id IN (SELECT value FROM json_each(?))',
        JSON.stringify(rows.map((row) => text(row, 'id'))),
      )
      .map((row) => text(row, 'order_id')),
  );
  const customers = customerMarksOf(database, rows);
  return rows.map((row) => {
    const shown = orderRow(row, {
      isSame: row.aside === 0 && row.status !== 'cancelled' && guessesOf(row).some(stands),
      isUnread: unread.has(text(row, 'id')),
    });
    const mark = customers.get(int(row, 'row'));
    return mark === undefined ? shown : { ...shown, customerMark: mark };
  });
}
