import { expect, it } from 'vitest';
import { catchUp } from '../../../src/main/ledger/catch-up.ts';
import { clienteleAnew } from '../../../src/main/ledger/clientele/anew.ts';
import { createClientele } from '../../../src/main/ledger/clientele/clientele.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { clientele } from '../../../src/main/ledger/migrations/0017-clientele.ts';

/** A ledger of the version before, with three orders of two people. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < clientele.version),
  );
  const customers = [
    { name: 'Olena Koval', phone: '0671239876' },
    { name: 'Koval O.', phone: '+38 067 123 98 76', email: 'o@example.com' },
    { name: 'Petro Bondar', email: 'petro@example.com' },
  ];
  for (const [at, customer] of customers.entries()) {
    const id = `manual:${at}`;
    const total = { minor: 100 * (at + 1), currency: 'UAH' };
    const row = database.insert(
      `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
         item_count, received_at) VALUES (?, 'manual', ?, 'new', 'paid', 1, 0, 0, ?, '', 0, ?)`,
      id,
      `M-${at}`,
      customer.name,
      1000 + at,
    );
    const order = {
      id,
      source: 'manual',
      sourceId: `${at}`,
      version: 1,
      content: { number: `M-${at}`, paymentStatus: 'paid', customer, items: [], total },
      status: 'new',
      paymentStatus: 'paid',
      needsReview: false,
      quarantined: false,
      receivedAt: 1000 + at,
      changedAt: 1000 + at,
      notes: [],
      notifications: [],
      decisions: 0,
    };
    database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), '', '');
  }
  migrate(database);
  return database;
}

it('lists the customers of an older ledger, each once however often it is made anew', () => {
  const database = ledgerBefore();
  for (const _ of catchUp(database, [clienteleAnew(database)]));
  database.run("UPDATE settings SET value = 'another' WHERE name = 'ledger.clientele'");
  for (const _ of catchUp(database, [clienteleAnew(database)]));
  const page = (text: string) =>
    createClientele(database).page({ view: 'all', text, sort: 'total', offset: 0, limit: 9 });
  expect(page('').rows).toMatchObject([
    { id: 'manual:2', name: 'Petro Bondar', orders: 1 },
    { id: 'manual:0', name: 'Olena Koval', orders: 2, totals: [{ minor: 300, currency: 'UAH' }] },
  ]);
  expect(page('067123').total).toBe(1);
  expect(page('').counts).toEqual({ all: 2, vip: 0, barred: 0, asked: 0 });
});

it('keeps entries from being changed but in what they tell of a customer who was erased', () => {
  const database = ledgerBefore();
  database.run(
    `INSERT INTO entries (id, desk, seq, order_id, kind, at, recorded_at, by, data)
     VALUES ('r', 'desk-1', 1, 'manual:0', 'note-added', 1, 1, 'Anna', '{"text":"Olena"}')`,
  );
  const change = (what: string) => () => database.run(`UPDATE entries SET ${what} WHERE id = 'r'`);
  expect(change(`data = '{"text":"x"}'`)).toThrow(/never changed/);
  database.run("INSERT INTO erased_orders (order_id) VALUES ('manual:0')");
  expect(change(`data = '{"text":"x"}'`)()).toBe(1);
  for (const what of ["by = 'Taras'", 'at = 2', "order_id = 'manual:1'", 'seq = 9']) {
    expect(change(what)).toThrow(/never changed/);
  }
});

it('keeps an entry of no order, and one of no subject, from being changed once a customer was erased', () => {
  const database = ledgerBefore();
  database.exec(`
    INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
    VALUES ('of-nothing', 'desk-1', 1, NULL, NULL, 'bell-changed', 1, 1, 'Anna', '{}'),
      ('of-a-subject', 'desk-1', 2, NULL, 'draft:9', 'link-opened', 1, 1, 'Anna', '{}'),
      ('of-an-order', 'desk-1', 3, 'manual:1', NULL, 'note-added', 1, 1, 'Anna', '{}');
    INSERT INTO erased_orders (order_id) VALUES ('manual:0');
    INSERT INTO erased_subjects (subject, at) VALUES ('draft:1', 1);
  `);
  for (const id of ['of-nothing', 'of-a-subject', 'of-an-order']) {
    expect(() => database.run(`UPDATE entries SET data = '{"text":"x"}' WHERE id = ?`, id)).toThrow(
      /never changed/,
    );
  }
  database.run("INSERT INTO erased_subjects (subject, at) VALUES ('draft:9', 1)");
  expect(database.run(`UPDATE entries SET data = '{"text":""}' WHERE id = 'of-a-subject'`)).toBe(1);
});
