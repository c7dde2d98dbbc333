import { expect, it } from 'vitest';
import { catchUp } from '../../../src/main/ledger/catch-up.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { createNoticeLog } from '../../../src/main/ledger/notice-log.ts';
import { noticesAnew } from '../../../src/main/ledger/notices.ts';

/** A ledger of the version before, with an order of which two managers were told; nothing says when that was owed. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 15),
  );
  const order = {
    id: 'manual:1',
    source: 'manual',
    sourceId: '1',
    version: 1,
    content: { number: 'M-1', paymentStatus: 'paid', customer: {}, items: [] },
    status: 'taken',
    paymentStatus: 'paid',
    takenBy: 'Anna',
    takenAt: 9_000,
    needsReview: false,
    quarantined: false,
    receivedAt: 5_000,
    changedAt: 9_000,
    notes: [],
    notifications: [
      { manager: 'Anna', channel: 'messenger', state: 'sent', at: 6_000 },
      { manager: 'Taras', channel: 'messenger', state: 'refused', reason: 'blocked' },
    ],
    decisions: 1,
  };
  const row = database.insert(
    `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
       item_count, received_at, taken_by) VALUES ('manual:1', 'manual', 'M-1', 'taken', 'paid', 1, 0, 0, '', '', 0, 5000, 'Anna')`,
  );
  database.run('INSERT INTO order_bodies VALUES (?, ?, ?, ?)', row, JSON.stringify(order), '', '');
  migrate(database);
  return database;
}

it('lists and finds what became of the notices of an older ledger, once however often it is made anew', () => {
  const database = ledgerBefore();
  for (const _ of catchUp(database, [noticesAnew(database)]));
  database.run("UPDATE settings SET value = 'another' WHERE name = 'ledger.notices'");
  for (const _ of catchUp(database, [noticesAnew(database)]));
  const log = createNoticeLog(database);
  const page = (text: string) => log.page({ view: 'all', text, offset: 0, limit: 9 }, 10_000);
  expect(page('')).toMatchObject({
    total: 2,
    managers: ['Anna', 'Taras'],
    rows: [
      {
        manager: 'Anna',
        state: 'sent',
        queuedAt: null,
        releasedBy: null,
        endedAt: 6_000,
        taken: { by: 'Anna', at: 9_000, via: null },
      },
      { manager: 'Taras', state: 'refused', reason: 'blocked', endedAt: null },
    ],
  });
  expect(page('blocked').rows).toMatchObject([{ manager: 'Taras' }]);
  expect(page('m1').total).toBe(2);
});
