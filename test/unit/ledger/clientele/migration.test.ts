import { expect, it } from 'vitest';
import { catchUp } from '../../../../src/main/ledger/catch-up.ts';
import { clienteleAnew } from '../../../../src/main/ledger/clientele/anew.ts';
import { createClientele } from '../../../../src/main/ledger/clientele/clientele.ts';
import type { Database } from '../../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../../src/main/ledger/migrate.ts';
import { clientele } from '../../../../src/main/ledger/migrations/0017-clientele.ts';
import { partsOfOrders } from '../../../../src/main/ledger/migrations/0021-parts-of-orders.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { heard, planOf } from '../../../support/plans.ts';

/** An empty ledger of the version before. */
function versionBefore(next: number): Database {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < next),
  );
  return database;
}

/** An order as an earlier app kept it. @param whole what it is a part of */
function putOrder(
  database: Database,
  at: number,
  customer: { readonly name: string; readonly phone?: string; readonly email?: string },
  whole: string | null = null,
): void {
  const id = `manual:${at}`;
  const total = { minor: 100 * (at + 1), currency: 'UAH' };
  const row = database.insert(
    `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
       item_count, received_at, part_of) VALUES (?, 'manual', ?, 'new', 'paid', 1, 0, 0, ?, '', 0, ?, ?)`,
    id,
    `M-${at}`,
    customer.name,
    1000 + at,
    whole,
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
    ...(whole !== null && { partOf: { id: whole, why: 'merged' } }),
  };
  database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), '', '');
}

/** A ledger of the version before, with three orders of two people. */
function ledgerBefore() {
  const database = versionBefore(clientele.version);
  const customers = [
    { name: 'Olena Koval', phone: '0671239876' },
    { name: 'Koval O.', phone: '+38 067 123 98 76', email: 'o@example.com' },
    { name: 'Petro Bondar', email: 'petro@example.com' },
  ];
  for (const [at, customer] of customers.entries()) putOrder(database, at, customer);
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

it('lists who is barred by way of an order that was merged before, and looks through no other orders for the parts', () => {
  const database = versionBefore(partsOfOrders.version);
  putOrder(database, 0, { name: 'Olena Koval', phone: '0671239876' }, 'manual:1');
  putOrder(database, 1, { name: 'Olena Koval', email: 'o@example.com' });
  database.run(
    `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
     VALUES ('barred', 'desk-1', 1, NULL, 'customer:manual:0', 'customer-marked', 1, 1, 'Anna', ?)`,
    JSON.stringify({ about: 'manual:0', mark: 'do-not-serve', on: true, reason: 'never pays', decision: 1 }),
  );
  // by the rule before, under which it did not count
  database.run("INSERT INTO settings (name, value) VALUES ('ledger.clientele', '2')");
  migrate(database);
  for (const _ of catchUp(database, [clienteleAnew(database)]));
  const { asked, database: listening } = heard(database);
  expect(createClientele(listening).get(orderIdSchema.parse('manual:1'))).toMatchObject({
    row: { orders: 1, barred: 'never pays' },
    marks: [{ about: 'manual:0', reason: 'never pays' }],
  });
  const plans = asked.filter(([sql]) => sql.includes('part_of')).flatMap((one) => planOf(database, one));
  expect(plans).toContainEqual(expect.stringContaining('orders_parts (part_of=?)'));
});

it('makes those one whom a manager joined by way of an order that was merged before', () => {
  const database = versionBefore(partsOfOrders.version);
  putOrder(database, 0, { name: 'Olena Koval', phone: '0671239876' }, 'manual:1');
  putOrder(database, 1, { name: 'Olena Koval', email: 'o@example.com' });
  putOrder(database, 2, { name: 'Olena Koval', phone: '0501112244' });
  const joined = { one: 'manual:0', other: 'manual:2', verdict: 'joined', lead: 'manual:2', decision: 1 };
  database.run(
    `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
     VALUES ('joined', 'desk-1', 1, NULL, 'customers:manual:0|manual:2', 'customer-decided', 1, 1, 'Anna', ?)`,
    JSON.stringify(joined),
  );
  // by the rule before, under which it did not count
  database.run("INSERT INTO settings (name, value) VALUES ('ledger.clientele', '3')");
  migrate(database);
  for (const _ of catchUp(database, [clienteleAnew(database)]));
  expect(createClientele(database).ofOrder(orderIdSchema.parse('manual:1'))).toMatchObject({
    id: 'manual:2',
    orders: 2,
  });
});

it('makes those two again whom a manager split, and of whom one was joined to an order merged into the other’s', () => {
  const database = versionBefore(partsOfOrders.version);
  const phone = '0671239876';
  putOrder(database, 0, { name: 'Olena (Dostavo)', phone: '0501112244' }, 'manual:1');
  putOrder(database, 1, { name: 'O Koval', phone });
  putOrder(database, 2, { name: 'Olena Koval', phone });
  const said = [
    { one: 'manual:1', other: 'manual:2', verdict: 'parted', alone: 'manual:1', decision: 1 },
    { one: 'manual:0', other: 'manual:2', verdict: 'joined', lead: 'manual:2', decision: 1 },
  ];
  for (const [at, { one, other, ...rest }] of said.entries()) {
    database.run(
      `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?1, 'desk-1', ?2, NULL, ?1, 'customer-decided', 1, 1, 'Anna', ?3)`,
      `customers:${one}|${other}`,
      at + 1,
      JSON.stringify({ one, other, ...rest }),
    );
  }
  // by the rule before, under which the join counted
  database.run("INSERT INTO settings (name, value) VALUES ('ledger.clientele', '4')");
  migrate(database);
  for (const _ of catchUp(database, [clienteleAnew(database)]));
  const { ofOrder } = createClientele(database);
  const ids = ['manual:1', 'manual:2'].map((id) => orderIdSchema.parse(id));
  expect(ids.map((id) => ofOrder(id)?.id)).toEqual(ids);
});
