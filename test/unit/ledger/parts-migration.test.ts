import { expect, it } from 'vitest';
import { catchUp } from '../../../src/main/ledger/catch-up.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { createOrders } from '../../../src/main/ledger/orders.ts';
import { sameKeysAnew } from '../../../src/main/ledger/same-keys.ts';
import { keyList, sameKeysOf } from '../../../src/shared/same-order/keys.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

/** A ledger of the version before, with the orders of one customer from two sources, and one nobody vouches for. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 5),
  );
  for (const [index, source] of (['mail:dostavo', 'manual', 'mail:dostavo'] as const).entries()) {
    const quarantined = index === 2;
    const id = `${source}:${index}`;
    const order = {
      id,
      source,
      sourceId: String(index),
      version: 1,
      content: {
        number: `N-${index}`,
        paymentStatus: 'pending',
        customer: { name: 'Olena Koval', phone: '+380671234567' },
        items: [],
      },
      status: 'new',
      paymentStatus: 'pending',
      needsReview: false,
      quarantined,
      receivedAt: 5,
      changedAt: 5,
      notes: [],
      notifications: [],
      decisions: 0,
    };
    const row = database.insert(
      `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
         item_count, received_at, quarantined) VALUES (?, ?, ?, 'new', 'pending', 1, 0, 0, '', '', 0, 5, ?)`,
      id,
      source,
      order.content.number,
      quarantined ? 1 : 0,
    );
    database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), '', '');
  }
  migrate(database);
  for (const _ of catchUp(database, [sameKeysAnew(database)]));
  return database;
}

it('counts and lists the orders of an older ledger as before', () => {
  const { counts, rows } = createOrders(ledgerBefore()).rows(
    { view: 'new', text: '', offset: 0, limit: 9 },
    shopTimeAt(),
  );
  expect(counts).toEqual({
    new: 2,
    review: 0,
    open: 2,
    unpaid: 2,
    today: 2,
    scheduled: 0,
    snoozed: 0,
    all: 3,
    quarantine: 1,
  });
  expect(rows).toMatchObject([
    { number: 'N-1', partOf: null, sameOrder: false },
    { number: 'N-0', partOf: null, sameOrder: false },
  ]);
});

it('finds the orders of an older ledger by what another telling would have in common', () => {
  const orders = createOrders(ledgerBefore());
  const [first] = [...orders.each()];
  if (!first) throw new Error('no order');
  const keys = keyList(sameKeysOf(first.order));
  expect(orders.withKeys(keys, 0, 10)).toEqual(['mail:dostavo:0', 'mail:dostavo:2', 'manual:1']);
  expect(orders.withKeys(keys, 6, 10)).toEqual([]);
  expect(keys.map((key) => orders.peopleWith(key, 4))).toEqual([1]);
});

it('warns of no part of an older ledger: nothing was told of any', () => {
  const { rows } = createOrders(ledgerBefore()).rows(
    { view: 'all', text: '', offset: 0, limit: 9 },
    shopTimeAt(),
  );
  expect(rows.map(({ partCancelled }) => partCancelled)).toEqual([false, false, false]);
});
