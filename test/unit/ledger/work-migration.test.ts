import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { orderColumns } from '../../../src/main/ledger/order-columns.ts';
import { createOrders } from '../../../src/main/ledger/orders.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderParts } from '../../support/orders.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const older: readonly OrderParts[] = [
  { wanted: { date: '2026-03-05', from: '10:00', to: '12:00' } },
  { wanted: { date: '2026-03-05' }, paymentStatus: 'paid' },
  { wanted: { from: '10:00' }, paymentStatus: 'partially-paid' },
  { test: true },
];

const orders = older.map((parts, index) => {
  const order = incomingOrder({ sourceId: String(index), ...parts });
  const id = orderIdOf('shopify', String(index));
  const folded = foldOrder(id, [
    entryOf({ id: `e${index}`, orderId: id, kind: 'order-received', data: { order } }),
  ]);
  if (folded === null) throw new Error('no order');
  return folded;
});

const added = ['assignee', 'tags', 'snoozed_until', 'wanted', 'due', 'unpaid'];

/** A ledger as the version before left it. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 16),
  );
  for (const order of orders) {
    const columns = Object.entries(orderColumns(order)).filter(([name]) => !added.includes(name));
    const row = database.insert(
      `INSERT INTO orders (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map(([, value]) => value),
    );
    database.run(
      "INSERT INTO order_bodies (row, body, words, marks) VALUES (?, ?, '', '')",
      row,
      JSON.stringify(order),
    );
  }
  return database;
}

it('knows of the orders of an older ledger when they are wanted and what is unpaid, as of those that come', () => {
  const database = ledgerBefore();
  migrate(database);
  const rows = database.all('SELECT * FROM orders ORDER BY row');
  expect(rows).toHaveLength(orders.length);
  for (const [index, order] of orders.entries()) expect(rows[index]).toMatchObject(orderColumns(order));
  const list = (view: 'unpaid' | 'scheduled') =>
    createOrders(database)
      .rows({ view, text: '', offset: 0, limit: 9 }, shopTimeAt(0, Date.parse('2026-03-04T10:00:00Z')))
      .rows.map(({ number }) => number);
  expect(list('unpaid')).toEqual(['#2', '#0']);
  expect(list('scheduled')).toEqual(['#0', '#1']);
});

it('finds the page of a view in its own index, and not by looking through all orders by time', () => {
  const database = ledgerBefore();
  migrate(database);
  const plan = database.all(
    `EXPLAIN QUERY PLAN SELECT o.row FROM orders o WHERE o.needs_review = 1 AND o.aside = 0
       AND (o.snoozed_until IS NULL OR o.snoozed_until <= 1) ORDER BY o.received_at DESC, o.row DESC LIMIT 1`,
  );
  expect(plan[0]?.detail).toContain('INDEX orders_review');
});

it.each([
  ['open', 'orders_open'],
  ['review', 'orders_review'],
  ['unpaid', 'orders_unpaid'],
  ['snoozed', 'orders_snoozed'],
] as const)('counts the view %s in an index alone', (view, index) => {
  const database = ledgerBefore();
  migrate(database);
  const asked: string[] = [];
  const watched = {
    ...database,
    get(sql: string, ...values: never[]) {
      asked.push(sql);
      return database.get(sql, ...values);
    },
  };
  createOrders(watched).counts(shopTimeAt());
  const marks = {
    open: 'o.open = 1 AND o.aside = 0 AND (o.due',
    review: 'o.needs_review',
    unpaid: 'o.unpaid',
    snoozed: 'WHERE o.snoozed_until >',
  };
  const counting = asked.find((sql) => sql.includes('count(*)') && sql.includes(marks[view])) ?? '';
  const plan = database.all(`EXPLAIN QUERY PLAN ${counting.replaceAll('?', '1')}`);
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining(`COVERING INDEX ${index}`)]);
});
