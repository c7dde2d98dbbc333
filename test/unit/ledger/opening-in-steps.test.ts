import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger, openLedgerInSteps } from '../../../src/main/ledger/open.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const many = 60;
const numbers = Array.from({ length: many }, (_, index) => index + 1);
let dir: string;
let file: string;

/** Orders of two mails with a note, whose customers were erased, and as many draft orders. */
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-steps-'));
  file = join(dir, 'ledger.db');
  const ledger = openLedger(options());
  ledger.transaction(() => {
    for (const number of numbers) {
      const mail = { source: 'mail:dostavo', sourceId: `D-${number}` };
      const customer = { name: `Olena ${number % 9}`, phone: `+3806700000${number % 9}0` };
      const orderId = orderIdOf(mail.source, mail.sourceId);
      const order = incomingOrder({ ...mail, customer, version: 2, note: 'Ring twice' });
      const ids = { orderId, at: number };
      ledger.entries.append(received(incomingOrder({ ...mail, customer })));
      ledger.entries.append(fact({ ...ids, id: `later:${number}`, kind: 'order-updated', data: { order } }));
      const note = { text: `call ${number}` };
      ledger.entries.append(fact({ ...ids, id: `note:${number}`, kind: 'note-added', data: note }));
      const draft = { draftId: `draft-${number}`, state: 'creating', tag: `tag-${number}`, title: 'Peonies' };
      const drafted = { id: `draft:${number}`, kind: 'draft-changed', orderId: null, data: draft } as const;
      ledger.entries.append(fact(drafted));
      ledger.entries.append(fact({ ...ids, id: `erased:${number}`, kind: 'customer-erased', data: {} }));
    }
  });
  ledger.purge();
  ledger.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const options = () => ({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });

const change = (sql: string): void => changeFile(file, sql);

/** The full content of the ledger's tables, without the search indexes. */
function standing(): unknown {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'",
    )
    .all();
  const all = tables.map(({ name }) => [name, database.prepare(`SELECT * FROM ${String(name)}`).all()]);
  database.close();
  return all;
}

const unread = numbers.map((number) => {
  const orderId = orderIdOf('mail:dostavo', `D-${number}`);
  const note = fact({ id: `later-note:${number}`, kind: 'note-added', orderId, data: { text: 'rang' } });
  const raw = JSON.stringify({ ...note, desk: 'desk-2', seq: number, recordedAt: 1 });
  return `INSERT INTO unread_entries (desk, seq, raw, reason) VALUES ('desk-2', ${number}, '${raw}', 'newer');`;
});

describe.each([
  {
    what: 'orders that an earlier version folded',
    left: `UPDATE settings SET value = '3' WHERE name = 'ledger.orderFold';
      UPDATE order_bodies SET body = json_set(body, '$.notes', json('[]')), words = 'nothing';`,
  },
  {
    what: 'draft orders that an earlier version folded',
    left: `UPDATE settings SET value = '1' WHERE name = 'ledger.draftFold';
      UPDATE drafts SET body = json_remove(body, '$.title');`,
  },
  {
    what: 'customers whom an earlier version erased',
    left: `UPDATE settings SET value = '1' WHERE name = 'ledger.erasure';
      UPDATE entries SET data = json_set(data, '$.text', 'Olena rang') WHERE kind = 'note-added';`,
  },
  {
    what: 'entries that an earlier version could not read',
    left: `INSERT INTO seen_numbers (desk, first, last) VALUES ('desk-2', 1, ${many}); ${unread.join('\n')}`,
  },
])('of $what', ({ left }) => {
  beforeEach(() => change(left));

  it('says how far it is, in steps', async () => {
    const reported: unknown[] = [];
    const ledger = await openLedgerInSteps(options(), (progress) => reported.push(progress));
    expect(reported).toEqual([
      { done: 25, total: many },
      { done: 50, total: many },
    ]);
    expect(ledger.verify()).toEqual([]);
    ledger.close();
  });

  it('is unchanged after an interruption, and repeats with the same result', async () => {
    const before = standing();
    copyFileSync(file, join(dir, 'other.db'));
    const stops = openLedgerInSteps(options(), () => {
      throw new Error('power cut');
    });
    await expect(stops).rejects.toThrow('power cut');
    expect(standing()).toEqual(before);
    openLedger(options()).close();
    const after = standing();
    expect(after).not.toEqual(before);
    file = join(dir, 'other.db');
    openLedger(options()).close();
    expect(standing()).toEqual(after);
  });
});

it('reports its progress over an earlier version’s webhooks in steps', async () => {
  const rows = numbers.map(
    (number) => `('webhook:${number}', 'webhook', 'customers/update', 1, '{}', x'7b7d', 'ignored')`,
  );
  change(`UPDATE settings SET value = '3' WHERE name = 'ledger.erasure';
    INSERT INTO documents (id, kind, topic, received_at, headers, body, state) VALUES ${rows.join(', ')}`);
  const reported: unknown[] = [];
  const ledger = await openLedgerInSteps(options(), (progress) => reported.push(progress));
  ledger.close();
  const steps = [
    { done: 25, total: many },
    { done: 50, total: many },
  ];
  expect(reported).toEqual([...steps, ...steps]); // first of the customers who were erased
});
