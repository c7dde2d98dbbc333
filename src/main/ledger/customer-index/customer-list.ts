import { z } from 'zod';
import type { CustomerFilter, CustomerPage, CustomerRow } from '../../../shared/customer/view.ts';
import { orderIdSchema, sourceSchema } from '../../../shared/ids.ts';
import { count, flag, int, json, maybeText, text } from '../columns.ts';
import { contactsQuery } from '../customers.ts';
import type { Database, Row, Value } from '../database.ts';
import { totalsSchema } from './customer-row.ts';

const sourcesSchema = z.array(sourceSchema).readonly();

export const customerRow = (row: Row): CustomerRow => ({
  id: orderIdSchema.parse(row.id),
  name: text(row, 'name'),
  phone: maybeText(row, 'phone'),
  email: maybeText(row, 'email'),
  orders: int(row, 'orders'),
  firstAt: int(row, 'first_at'),
  lastAt: int(row, 'last_at'),
  totals: totalsSchema.parse(json(row, 'totals')).map(({ minor, currency }) => ({ minor, currency })),
  sources: sourcesSchema.parse(json(row, 'sources')),
  vip: flag(row, 'vip'),
  barred: maybeText(row, 'barred'),
  questions: int(row, 'questions'),
  cards: int(row, 'cards'),
});

// each has an index of its own
const conditions = {
  all: '1',
  vip: 'vip = 1',
  barred: 'barred IS NOT NULL',
  asked: 'questions > 0',
} as const;
const orders = {
  last: 'last_at DESC, row DESC',
  total: 'total_minor DESC, row DESC',
  // customers without a name come last
  name: "sort_name = '', sort_name, row",
} as const;

export function customerPage(database: Database, filter: CustomerFilter): CustomerPage {
  const { view, sort, offset, limit } = filter;
  const { where, values } = conditionOf(filter);
  const order = orders[sort];
  const rows = database.all(
    // the page is found in the index alone; only its rows are read
    `SELECT * FROM clientele WHERE row IN
       (SELECT row FROM clientele WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) ORDER BY ${order}`,
    ...values,
    limit,
    offset,
  );
  const counts = countsOf(database);
  const total =
    filter.text.trim() === ''
      ? counts[view]
      : count(database.get(`SELECT count(*) AS n FROM clientele WHERE ${where}`, ...values));
  return { rows: rows.map(customerRow), total, counts };
}

function conditionOf({ view, text: typed }: CustomerFilter): {
  readonly where: string;
  readonly values: readonly Value[];
} {
  if (typed.trim() === '') return { where: conditions[view], values: [] };
  const query = contactsQuery(typed);
  if (query === null) return { where: '0', values: [] };
  return {
    where: `row IN (SELECT rowid FROM clientele_search WHERE clientele_search MATCH ?) AND ${conditions[view]}`,
    values: [query],
  };
}

function countsOf(database: Database): CustomerPage['counts'] {
  const of = (condition: string): number =>
    count(database.get(`SELECT count(*) AS n FROM clientele WHERE ${condition}`));
  return {
    all: of(conditions.all),
    vip: of(conditions.vip),
    barred: of(conditions.barred),
    asked: of(conditions.asked),
  };
}
