import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { draftIdSchema, orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const draftId = draftIdSchema.parse('d1');
const orderId = orderIdOf('shopify', '1');
let dir: string;
let file: string;
let ledger: Ledger;
const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });

const draft = (id: string, data: object) =>
  fact({ id, kind: 'draft-changed', data: { draftId, tag: 't', ...data } });

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-set-aside-'));
  file = join(dir, 'ledger.db');
  ledger = open();
  ledger.entries.append(received(incomingOrder({ sourceId: '1' })));
  ledger.entries.append(draft('draft:1', { state: 'creating', title: 'Peonies' }));
  ledger.close();
  // events of an app before today's schemas, and one of an unknown kind
  const database = new DatabaseSync(file);
  const insert = database.prepare(
    'INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data) VALUES (?,?,?,?,?,?,?,?,?,?)',
  );
  const rows = [
    ['draft:old', 3, null, 'd1', 'draft-changed', '{"draftId":"d1","tag":"t","state":"sent"}'],
    ['person:old', 4, null, '42', 'touched', '{"subscriberId":42}'],
    ['note:old', 5, 'shopify:1', null, 'note-added', '{"text":""}'],
    ['word:old', 6, 'shopify:1', null, 'whispered', '{"to":"nobody"}'],
  ] as const;
  for (const [id, seq, order, subject, kind, data] of rows) {
    insert.run(id, 'desk-1', seq, order, subject, kind, 5, 5, 'an older app', data);
  }
  // requests a rebuild of every draft order
  database.exec("UPDATE settings SET value = '1' WHERE name = 'ledger.draftFold'");
  database.close();
  ledger = open();
});
afterEach(() => {
  ledger.close();
  rmSync(dir, { recursive: true, force: true });
});

it('opens with events that no schema allows, and folds the rest', () => {
  expect(ledger.drafts.list(10)).toMatchObject([{ id: 'd1', state: 'creating', title: 'Peonies' }]);
  expect([...ledger.orders.each()]).toMatchObject([{ order: { id: orderId, notes: [] } }]);
  expect(ledger.orders.detail(orderId)?.timeline).toHaveLength(1);
});

it('records later events of the same draft, order and person', () => {
  ledger.entries.append(draft('draft:2', { state: 'cancelled' }));
  ledger.entries.append(fact({ id: 'note:new', kind: 'note-added', orderId, data: { text: 'call first' } }));
  ledger.entries.append(
    fact({ id: 't', kind: 'touched', data: { subscriberId: '42', name: 'Lina', wantsManager: true } }),
  );
  expect(ledger.drafts.get(draftId)?.state).toBe('cancelled');
  expect(ledger.orders.get(orderId)?.notes).toMatchObject([{ text: 'call first' }]);
  expect(ledger.people.list(5)).toMatchObject([{ name: 'Lina' }]);
});

it('names each of them when it is verified, and nothing else', () => {
  const faults = ledger.verify();
  const named = faults.map((fault) => /entry (\S+) \(\S+\) is set aside: ./.exec(fault)?.[1] ?? fault);
  expect(named.toSorted()).toEqual(['draft:old', 'note:old', 'person:old', 'word:old']);
  expect(faults.find((fault) => fault.includes('note:old'))).toMatch(/^Order shopify:1 cannot be read: /);
});
