import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger, openLedgerForReading } from '../../../src/main/ledger/open.ts';
import { orderFoldSetting } from '../../../src/main/ledger/rebuild-orders.ts';
import { glanceAt, isOfFile, mayBeDamaged, verifyLedger } from '../../../src/main/ledger/verify.ts';
import { documentIdSchema, orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-verify-'));
  file = join(dir, 'ledger.db');
  const ledger = openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
  const documentId = documentIdSchema.parse('webhook:1');
  const body = new Uint8Array([1]);
  ledger.documents.put({ id: documentId, kind: 'webhook', topic: 't', headers: {}, body, receivedAt: 1 });
  ledger.entries.append(received(incomingOrder({ sourceId: '1' })));
  ledger.entries.append(received(incomingOrder({ sourceId: '2' })));
  ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: 'shopify:1', data: { text: 'call' } }));
  const touch = { subscriberId: '42', name: 'Olena Koval', wantsManager: true };
  ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, data: touch }));
  const notified = { manager: 'Anna', channel: 'messenger', state: 'sent' };
  ledger.entries.append(fact({ id: 'told', kind: 'notified', orderId: 'shopify:2', data: notified }));
  ledger.documents.settle(documentId, 'understood', { orderIds: [orderIdSchema.parse('shopify:1')] });
  ledger.outbox.put({ kind: 'notify', key: 'k', payload: 1 });
  ledger.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function sabotage(sql: string): void {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false });
  database.exec(
    `DROP TRIGGER entries_stay; DROP TRIGGER entries_last; DROP TRIGGER orders_recounted; ${sql}`,
  );
  database.close();
}

function faults(): readonly string[] {
  const ledger = openLedgerForReading({ file });
  try {
    return ledger.verify();
  } finally {
    ledger.close();
  }
}

it('finds no fault in an earlier app’s projection, and rebuilds it', () => {
  const other = `UPDATE order_bodies SET body = json_set(body, '$.version', 7)`;
  sabotage(`${other}; UPDATE settings SET value = 'before ' || value WHERE name = '${orderFoldSetting}'`);
  expect(faults()).toEqual([]);

  changeFile(file, `UPDATE settings SET value = substr(value, 8) WHERE name = '${orderFoldSetting}'`);
  expect(faults().join()).toMatch(/not what its entries add up to/);
});

it('finds no fault in a sound ledger', () => {
  expect(faults()).toEqual([]);
});

describe('finds', () => {
  it.each([
    [
      'a notice that is not listed as it ended',
      "UPDATE notices SET state = 'refused'",
      /^The notices of order shopify:2 are not listed/,
    ],
    ['a notice that is not listed', 'DELETE FROM notices', /^The notices of order shopify:2/],
    [
      'a notification that no search would find',
      "INSERT INTO notice_search (notice_search) VALUES ('delete-all')",
      /^The index of notices has 0, the log 1/,
    ],
    [
      'an entry that is gone',
      "DELETE FROM entries WHERE id = 'n'",
      /^Desk desk-1 has 4 entries|Order shopify:1 is not/,
    ],
    [
      'a gap in the numbers',
      'UPDATE entries SET seq = 9 WHERE seq = 3',
      /^Desk desk-1 has 5 entries, numbered up to 9\.$/,
    ],
    [
      'an entry that was changed',
      `UPDATE entries SET data = '{"text":"x"}' WHERE id = 'n'`,
      /^Order shopify:1 is not what its entries add up to\.$/,
    ],
    [
      'an entry that cannot be read',
      "UPDATE entries SET data = '{}' WHERE id = 'n'",
      /^Order shopify:1 cannot be read: /,
    ],
    [
      'an event of another computer that would be fetched again',
      "INSERT INTO entries SELECT 9, 'again', 'desk-2', 4, order_id, subject, kind, at, recorded_at, by, data FROM entries WHERE seq = 1",
      /^Entry 4 of desk desk-2 is here, but would be asked for again\.$/,
    ],
    [
      'a customer who is found by another name',
      "UPDATE contacts SET words = replace(words, 'olena', 'petro') WHERE key GLOB 'tel:*'",
      /^Contact tel:380671234567 is (not found by what its orders say|indexed otherwise)\.$/,
    ],
    [
      'a customer whose words the index has otherwise',
      "DELETE FROM contact_search; INSERT INTO contact_search (rowid, words) SELECT row, 'petro' FROM contacts",
      /^Contact .* is indexed otherwise\.$/,
    ],
    [
      'a person who is no customer',
      "UPDATE contacts SET key = 'messenger:0', words = '' WHERE key = 'messenger:42'",
      /^Person 42 is not found as a customer|^Contact messenger:0 is /,
    ],
    [
      'a customer with a wrong last activity',
      "UPDATE contacts SET last_at = last_at + 1 WHERE key = 'messenger:42'",
      /^Contact messenger:42 is not of the orders it is kept for\.$/,
    ],
    [
      'a lost event of another computer',
      "INSERT INTO seen_numbers VALUES ('desk-2', 3, 5)",
      /^3 entries of other desks are counted as here, but are not\.$/,
    ],
    [
      'an entry that came by the link and is lost',
      "INSERT INTO linked_numbers VALUES ('desk-2', 3, 5, NULL, 0)",
      /^Entry 3 of desk desk-2 is said to have come by the link, but is not here\.$/,
    ],
    [
      'an entry that came by the link and was seen since',
      `INSERT INTO entries SELECT 9, 'again', 'desk-2', 4, order_id, subject, kind, at, recorded_at, by, data FROM entries WHERE seq = 1;
       INSERT INTO seen_numbers VALUES ('desk-2', 4, 4); INSERT INTO linked_numbers VALUES ('desk-2', 4, 5, NULL, 0)`,
      /^Entry 4 of desk desk-2 was seen in BigQuery, but is said to have come by the link alone\.$/,
    ],
    [
      'an order that came by the link and is marked as loaded',
      `INSERT INTO entries SELECT 9, 'again', 'desk-2', 4, 'shopify:9', subject, kind, at, recorded_at, by, data FROM entries WHERE seq = 1;
       INSERT INTO linked_numbers VALUES ('desk-2', 4, 5, NULL, 0);
       UPDATE orders SET id = 'shopify:9', warehouse = 'committed' WHERE row = 1`,
      /^Order shopify:9 is said to be committed in the warehouse, not off\.$/,
    ],
    [
      'overlapping ranges of another computer',
      "INSERT INTO seen_numbers VALUES ('desk-2', 3, 5), ('desk-2', 5, 6)",
      /^The numbers of desk desk-2 around 5 are counted twice\.$/,
    ],
    [
      'an order that is not shown',
      "DELETE FROM order_bodies WHERE row = 2; DELETE FROM orders WHERE id = 'shopify:2'",
      /^Order shopify:2 has entries, but is not shown\.$/,
    ],
    [
      'an order without entries',
      "UPDATE orders SET id = 'shopify:3' WHERE row = 2",
      /^Order shopify:3 is shown, but no entry tells what was ordered\.$/,
    ],
    [
      'a column that lies',
      "UPDATE orders SET status = 'ready' WHERE row = 1",
      /^Order shopify:1 is listed with status ready, not new\.$/,
    ],
    [
      'a body that lies',
      "UPDATE order_bodies SET body = json_set(body, '$.status', 'ready') WHERE row = 1",
      /^Order shopify:1 is not what its entries add up to\.$/,
    ],
    [
      'words that lie',
      "UPDATE order_bodies SET words = 'x' WHERE row = 1",
      /^Order shopify:1 is not searched for by what it says\.$/,
    ],
    [
      'an order that is not searched',
      'DELETE FROM order_search WHERE rowid = 1',
      /^The search index has 1 orders, the ledger 2\.$/,
    ],
    [
      'a count that lies',
      'UPDATE tallies SET new_orders = 7',
      /^The counts of shopify are not what its orders add up to\.$/,
    ],
    [
      'a count of nothing',
      "INSERT INTO tallies VALUES ('manual', 1, 1, 1, 0, 0)",
      /^The counts of manual are not what its orders add up to\.$/,
    ],
    [
      'an original of no order',
      "UPDATE document_orders SET order_id = 'shopify:9'",
      /^Document webhook:1 belongs to order shopify:9: one is missing\.$/,
    ],
    [
      'an original that is gone',
      `DELETE FROM documents`,
      /^Document webhook:1 belongs to order shopify:1: one is missing\.$/,
    ],
    [
      'a message that no worker would send',
      'UPDATE messages SET due_at = NULL',
      /^Message k would never be sent\.$/,
    ],
    [
      'a row that points nowhere',
      "INSERT INTO warehoused VALUES (99, 'committed', 1, 'j', NULL, NULL)",
      /^A row of warehoused points to a missing row of entries\.$/,
    ],
    [
      'a state in the warehouse that lies',
      "UPDATE orders SET warehouse = 'committed' WHERE row = 1",
      /^Order shopify:1 is said to be committed in the warehouse, not off\.$/,
    ],
  ])('%s', (_, sql, sentence) => {
    sabotage(sql);
    expect(faults()).toContainEqual(expect.stringMatching(sentence));
  });

  it('a damaged file', () => {
    sabotage(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'orders_received'",
    );
    expect(faults()).toContainEqual(expect.stringMatching(/^The file is damaged: /));
  });
});

it('sees a gap in this workstation’s sequence in the quick check', () => {
  sabotage('UPDATE entries SET seq = 9 WHERE seq = 3');
  const ledger = openLedgerForReading({ file });
  expect(ledger.glance()).toEqual(['Desk desk-1 has a gap among its newest entries.']);
  ledger.close();
});

describe('a failed check of a ledger is not reported as damage', () => {
  const deskId = workstationIdSchema.parse('desk-1');
  /** @param error is thrown by one check of the whole ledger and one of the glance */
  function failing(error: Error) {
    const database = openDatabase(file, { readOnly: true });
    const all: typeof database.all = (sql, ...values) => {
      if (/EXCEPT|quick_check/.test(sql)) throw error;
      return database.all(sql, ...values);
    };
    const broken = { ...database, all };
    const looks = [
      () => verifyLedger({ database: broken, deskId, isConnected: () => false }),
      () => glanceAt(broken, deskId),
    ];
    return { looks, mayBeDamaged: () => mayBeDamaged(broken), close: database.close };
  }

  it('a full disk is reported as such, with a remedy', () => {
    const cause = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const full = new Problem('unreachable', 'the disk is full', {
      cause,
      fix: 'Free up disk space',
    });
    const ledger = failing(full);
    for (const look of ledger.looks) expect(look).toThrow(full);
    expect(ledger.mayBeDamaged()).toBe(true);
    ledger.close();
  });

  it('a failing check is reported beside the other findings', () => {
    const ledger = failing(new Error('no such column: x'));
    for (const look of ledger.looks) {
      expect(look()).toEqual(['Not all of it could be looked through: no such column: x.']);
      expect(look().some(isOfFile)).toBe(false);
    }
    ledger.close();
  });
});

it('entries cannot be changed or removed', () => {
  const database = new DatabaseSync(file);
  expect(() => database.exec("UPDATE entries SET by = 'x'")).toThrow('entries are never changed');
  expect(() => database.exec('DELETE FROM entries')).toThrow('entries are never removed');
  database.close();
});
