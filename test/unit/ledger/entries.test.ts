import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { createEntries } from '../../../src/main/ledger/entries.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import {
  documentIdSchema,
  entryIdSchema,
  orderIdSchema,
  workstationIdSchema,
} from '../../../src/shared/ids.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { heard, planOf } from '../../support/plans.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  ledger = memoryLedger({ clock });
});

const id = orderIdSchema.parse('shopify:1001');
const note = (text: string) => fact({ id: `note:${text}`, kind: 'note-added', data: { text } });

describe('an entry', () => {
  it('is given its workstation, its sequence and its recording time', () => {
    const order = incomingOrder();
    expect(ledger.entries.append(received(order, 5))).toEqual({
      ...received(order, 5),
      desk: 'desk-1',
      seq: 1,
      recordedAt: clock.now(),
    });
    expect(ledger.entries.append(note('call'))?.seq).toBe(2);
  });

  it('is appended once, however often it is recorded', () => {
    ledger.entries.append(received(incomingOrder()));
    const appended: unknown[] = [];
    ledger.entries.onAppended((entries) => appended.push(entries));
    expect(ledger.entries.append(received(incomingOrder({ version: 9 })))).toBeNull();
    expect(ledger.entries.list()).toHaveLength(1);
    expect(ledger.orders.get(id)?.version).toBe(1);
    expect(appended).toEqual([]);
  });

  it('is read back as it was appended', () => {
    const entry = ledger.entries.append(
      received(incomingOrder({ note: 'два\0"рядки"\n\uD800', total: undefined })),
    );
    expect(ledger.entries.ofOrder(id)).toEqual([entry]);
    expect(ledger.entries.has(entryIdSchema.parse('received:shopify:1001'))).toBe(true);
    expect(ledger.entries.has(entryIdSchema.parse('received:shopify:1002'))).toBe(false);
  });

  it('that could not be read back is never written', () => {
    const head = { id: entryIdSchema.parse('n'), orderId: id, at: 0, by: 'Iryna' };
    expect(() => ledger.entries.append({ ...head, kind: 'note-added', data: { text: '' } })).toThrow();
    expect(ledger.entries.list()).toEqual([]);
    expect(ledger.entries.append(note('y'))?.seq).toBe(1);
  });

  it('refreshes its order at once', () => {
    ledger.entries.append(received(incomingOrder()));
    ledger.entries.append(fact({ id: 't', kind: 'taken', data: { manager: 'Iryna', decision: 1 } }));
    expect(ledger.orders.get(id)).toMatchObject({ status: 'taken', takenBy: 'Iryna' });
  });

  it('may come before the order it is about', () => {
    ledger.entries.append(note('from another computer'));
    expect(ledger.orders.get(id)).toBeNull();
    ledger.entries.append(received(incomingOrder()));
    expect(ledger.orders.get(id)?.notes.map(({ text }) => text)).toEqual(['from another computer']);
    expect(ledger.verify()).toEqual([]);
  });

  it('is listed oldest first, in pages', () => {
    for (const text of ['a', 'b', 'c']) ledger.entries.append(note(text));
    const list = (options: { afterRow?: number; limit?: number }) =>
      ledger.entries.list(options).map(({ seq }) => seq);
    expect(list({})).toEqual([1, 2, 3]);
    expect(list({ afterRow: 1, limit: 1 })).toEqual([2]);
    expect(list({ afterRow: 3 })).toEqual([]);
  });
});

it('the orders of a mail are found by an index', () => {
  const database = openDatabase(':memory:');
  migrate(database);
  const { asked, database: listening } = heard(database);
  const nothing = (): void => {};
  const entries = createEntries({
    database: listening,
    clock,
    deskId: workstationIdSchema.parse('desk-1'),
    without: (entry) => entry,
    project: nothing,
    projectAdopted: nothing,
    onLinked: nothing,
  });
  const documentId = documentIdSchema.parse('mail:18c');
  const order = incomingOrder({ source: 'mail:wolt', sourceId: '7' });
  const data = { order, documentId };
  const orderId = 'mail:wolt:7';
  entries.append(fact({ id: 'received:7', kind: 'order-received', orderId, by: 'gmail', data }));
  const delivered = { kind: 'note-added', data: { text: 'Delivered' } } as const;
  entries.append(fact({ ...delivered, id: 'mail-note:mail:18d' }));
  entries.append(fact({ ...delivered, id: 'mail-note:mail:18d#2', orderId }));
  entries.append(fact({ ...delivered, id: 'mail-note:mail:18df#2', orderId: 'mail:wolt:8' }));
  expect(entries.toldBy(documentId)).toEqual([orderId]);
  expect(entries.toldBy(documentIdSchema.parse('mail:18d')).toSorted()).toEqual([orderId, id]);
  expect(entries.toldBy(documentIdSchema.parse('mail:18'))).toEqual([]);
  const plans = asked.slice(-3).flatMap((one) => planOf(database, one));
  expect(plans.filter((step) => step.startsWith('SEARCH'))).toHaveLength(9);
  expect(plans.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  database.close();
});
