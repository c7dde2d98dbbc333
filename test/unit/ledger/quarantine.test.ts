import { expect, it } from 'vitest';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { createOrders } from '../../../src/main/ledger/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

/** A ledger of the version before: an order like any other, one nobody vouches for, and one of those that is done with. */
function ledgerBefore(): Database {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 4),
  );
  const codes = [null, 'unverified-sender', 'unverified-sender'];
  for (const [index, code] of codes.entries()) {
    const number = `DS-${index + 1}`;
    const id = `mail:dostavo:${number}`;
    const isOpen = index < 2;
    const content = {
      number,
      paymentStatus: 'pending',
      customer: {},
      items: [],
      ...(code && { review: [{ code }] }),
    };
    const order = {
      id,
      source: 'mail:dostavo',
      sourceId: number,
      version: 1,
      content,
      status: isOpen ? 'new' : 'cancelled',
      paymentStatus: 'pending',
      needsReview: isOpen && code !== null,
      receivedAt: 5,
      changedAt: 5,
      notes: [],
      notifications: [],
      decisions: 0,
    };
    const row = database.insert(
      `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
         item_count, received_at) VALUES (?, 'mail:dostavo', ?, ?, 'pending', ?, ?, 0, '', '', 0, 5)`,
      id,
      number,
      order.status,
      isOpen ? 1 : 0,
      order.needsReview ? 1 : 0,
    );
    const marks = `:from:mail:dostavo${isOpen ? ' :is:new :is:open' : ''}${order.needsReview ? ' :is:review' : ''} :tel:380671234567`;
    database.run(
      'INSERT INTO order_bodies VALUES (?, ?, ?, ?)',
      row,
      JSON.stringify(order),
      `ds ${index + 1}`,
      marks,
    );
    database.run(
      'INSERT INTO order_search (rowid, words, marks) VALUES (?, ?, ?)',
      row,
      `ds ${index + 1}`,
      marks,
    );
  }
  migrate(database);
  return database;
}

const filter = { view: 'all', text: '', offset: 0, limit: 9 } as const;

it('sets apart the orders of an older ledger that nobody vouches for', () => {
  const orders = createOrders(ledgerBefore());
  const numbers = (view: 'new' | 'review' | 'quarantine' | 'all', text: string) =>
    orders.rows({ ...filter, view, text }, shopTimeAt()).rows.map(({ number }) => number);
  for (const text of ['', 'ds']) {
    expect(numbers('new', text)).toEqual(['DS-1']);
    expect(numbers('review', text)).toEqual([]);
    expect(numbers('quarantine', text)).toEqual(['DS-2']);
    expect(numbers('all', text)).toEqual(['DS-3', 'DS-2', 'DS-1']);
  }
  expect(orders.rows(filter, shopTimeAt()).counts).toEqual({
    new: 1,
    review: 0,
    open: 1,
    unpaid: 1,
    today: 1,
    scheduled: 0,
    snoozed: 0,
    all: 3,
    quarantine: 1,
  });
  expect([...orders.each()].map(({ order }) => order.quarantined)).toEqual([false, true, true]);
});
