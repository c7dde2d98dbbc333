import { expect, it } from 'vitest';
import { catchUp } from '../../../src/main/ledger/catch-up.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { createInsightsReader } from '../../../src/main/ledger/insights/insights-reader.ts';
import { salesAnew } from '../../../src/main/ledger/insights/sales-anew.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { insights } from '../../../src/main/ledger/migrations/0018-insights.ts';
import { report } from '../../support/insights.ts';

/** A ledger of the version before, with two orders of one buyer that nothing was added up of. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < insights.version),
  );
  for (const number of [1, 2]) {
    const order = {
      id: `manual:${number}`,
      source: 'manual',
      sourceId: String(number),
      version: 1,
      content: {
        number: `M-${number}`,
        currency: 'UAH',
        total: { minor: 1000 * number, currency: 'UAH' },
        paymentStatus: 'paid',
        customer: { phone: '067 123 45 67' },
        items: [{ title: 'Mug', quantity: number, options: [] }],
      },
      status: 'new',
      paymentStatus: 'paid',
      needsReview: false,
      quarantined: false,
      receivedAt: Date.parse(`2025-03-0${number}T10:00:00Z`),
      changedAt: 9_000,
      notes: [],
      notifications: [],
      decisions: 0,
    };
    const row = database.insert(
      `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
         item_count, received_at) VALUES (?, 'manual', 'M', 'new', 'paid', 1, 0, 0, '', '', 0, ?)`,
      order.id,
      order.receivedAt,
    );
    database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), '', '');
  }
  migrate(database);
  return database;
}

it('adds up the orders of an older ledger, once however often it is made anew', () => {
  const database = ledgerBefore();
  const anew = () => {
    for (const _ of catchUp(database, [salesAnew(database)]));
  };
  anew();
  database.run("UPDATE settings SET value = 'another' WHERE name = 'ledger.sales'");
  anew();
  const told = report({ insights: createInsightsReader(database, () => 'UTC') });
  expect(told.totals).toMatchObject({ orders: 2, items: 3, amounts: [{ currency: 'UAH', revenue: 3000 }] });
  expect([told.buyers.new.orders, told.buyers.returning.orders]).toEqual([1, 1]);
  expect(told.products).toMatchObject([{ product: 'Mug', orders: 2, quantity: 3 }]);
});
