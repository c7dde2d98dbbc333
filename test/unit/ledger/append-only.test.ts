import { expect, it } from 'vitest';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';

/** Three events: of an order, of a draft order, and of neither. */
function ledgerWithEvents(): Database {
  const database = openDatabase(':memory:');
  migrate(database);
  database.exec(`
    INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
    VALUES ('of-an-order', 'desk-1', 1, 'manual:0', NULL, 'note-added', 1, 1, 'Anna', '{"text":"Olena"}'),
      ('of-a-draft', 'desk-1', 2, NULL, 'draft:9', 'link-opened', 1, 1, 'Anna', '{}'),
      ('of-neither', 'desk-1', 3, NULL, NULL, 'alert-rules-changed', 1, 1, 'Anna', '{}');
  `);
  return database;
}

const change = (database: Database, id: string, what = `data = '{"text":""}'`) =>
  database.run(`UPDATE entries SET ${what} WHERE id = ?`, id);

it.each(['of-an-order', 'of-a-draft', 'of-neither'])('never changes an event %s', (id) => {
  const database = ledgerWithEvents();
  // another customer was erased in the meantime
  database.exec(`INSERT INTO erased_orders (order_id) VALUES ('manual:7');
    INSERT INTO erased_subjects (subject, at) VALUES ('draft:1', 1)`);
  expect(() => change(database, id)).toThrow(/never changed/);
});

it('removes the data of an erased customer and nothing else', () => {
  const database = ledgerWithEvents();
  database.run("INSERT INTO erased_orders (order_id) VALUES ('manual:0')");
  database.run("INSERT INTO erased_subjects (subject, at) VALUES ('draft:9', 1)");
  expect(change(database, 'of-an-order')).toBe(1);
  expect(change(database, 'of-a-draft')).toBe(1);
  for (const what of ["by = 'Taras'", 'at = 2', "order_id = 'manual:1'", 'seq = 9']) {
    expect(() => change(database, 'of-an-order', what)).toThrow(/never changed/);
  }
});
