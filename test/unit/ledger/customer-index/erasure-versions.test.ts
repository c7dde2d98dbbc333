import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { documentIdSchema, workstationIdSchema } from '../../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../../src/shared/order.ts';
import { changeFile } from '../../../support/change-file.ts';
import { fact } from '../../../support/orders.ts';
import { fill, first, whole } from './zoryana.ts';
import { clock, eachWithFile, erase, file, inFile, open } from './zoryanas-file.ts';

eachWithFile();

it('finishes an erasure that an earlier app left incomplete', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  ledger.close();
  const database = openDatabase(file);
  database.exec("DELETE FROM settings WHERE name = 'ledger.erasure'");
  database.exec(`UPDATE messages SET payload = json_set(payload, '$.text', 'Link not paid
Customer: Zoryana Vyshyvana')`);
  database.exec("UPDATE entries SET data = json_set(data, '$.text', 'Zoryana') WHERE kind = 'alert-raised'");
  database.exec("DELETE FROM erased_subjects WHERE subject LIKE 'unpaid:%'");
  database.close();
  expect(inFile()).toEqual(['Zoryana', 'Vyshyvana']);
  open().close();
  open().close(); // compacts the file
  expect(inFile()).toEqual([]);
});

it.each([
  ['checkouts/create', 'understood'],
  ['customers/update', 'ignored'],
  ['orders/edited', 'ignored'],
] as const)('keeps nothing of a person from %s in an earlier app', (topic, state) => {
  const ledger = open();
  const id = documentIdSchema.parse('webhook:kept');
  const body = Buffer.from(JSON.stringify({ token: 't1', email: 'Zoryana', name: 'Vyshyvana' }));
  ledger.documents.put({ id, kind: 'webhook', topic, headers: {}, body, receivedAt: 1 });
  ledger.documents.settle(id, state);
  ledger.close();
  changeFile(file, "UPDATE settings SET value = '3' WHERE name = 'ledger.erasure'");
  expect(inFile()).toEqual(['Zoryana', 'Vyshyvana']);
  open().close();
  const updated = open(); // compacts the file
  expect(updated.documents.has(id)).toBe(true); // come again, it is no new one
  updated.close();
  expect(inFile()).toEqual([]);
});

it('is completed from BigQuery in its amounts, without the customer', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  const orderEvent = (order: IncomingOrder) => ({
    ...fact({ id: 'of-another', kind: 'order-updated', orderId: first, data: { order } }),
    desk: 'desk-2',
    seq: 1,
    recordedAt: 1,
  });
  const later = { ...whole, version: 100 };
  const tip = { minor: 500, currency: 'UAH' } as const;
  ledger.entries.importRemote([orderEvent(later)], { by: 'link' });
  const { data: row } = orderEvent({ ...later, content: { ...later.content, tip } });
  ledger.entries.importRemote([{ ...orderEvent(later), data: { ...row, of: 'Zoryana' } }]);
  expect(ledger.orders.get(first)?.content).toMatchObject({ tip, customer: {} });
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open().close(); // later events are overwritten at the next start
  expect(inFile()).toEqual([]);
});

it('keeps nothing of an erased customer in events from the link', () => {
  const ledger = open();
  fill(ledger, clock);
  const data = { tag: 'VIP', on: true, decision: 1 };
  const tag = { ...fact({ id: 'newer', kind: 'tag-set', orderId: first, data }), recordedAt: 1 };
  const tagged = { ...tag, desk: workstationIdSchema.parse('desk-2'), seq: 1 };
  ledger.entries.importRemote([tagged], { by: 'link' });
  erase(ledger);
  ledger.close();
  const raw = JSON.stringify({ ...tagged, about: 'Zoryana' });
  changeFile(file, `UPDATE linked_numbers SET raw = '${raw}'`);
  changeFile(file, "UPDATE settings SET value = '2' WHERE name = 'ledger.erasure'");
  const updated = open();
  expect(updated.entries.ofNumbers(tagged.desk, 1, 1)).toEqual([tagged]);
  updated.close();
  open().close(); // compacts the file
  expect(inFile()).toEqual([]);
});

it('keeps nothing of a customer in fields of a newer version', () => {
  const ledger = open();
  fill(ledger, clock);
  const tag = { tag: 'VIP', on: true, decision: 1 };
  const newer = (seq: number, kind: 'note-added' | 'tag-set', data: object) => ({
    ...fact({ id: `newer:${seq}`, kind, orderId: first, data }),
    data: { ...data, of: 'Zoryana' },
    desk: 'desk-2',
    seq,
    recordedAt: 1,
  });
  const of = [newer(1, 'note-added', { text: 'rang' }), newer(2, 'tag-set', tag)];
  const after = [newer(3, 'note-added', { text: 'rang' }), newer(4, 'tag-set', tag)];
  ledger.entries.importRemote([of[0]]);
  // with something new beside its data as well
  ledger.entries.importRemote([{ ...of[1], about: 'Zoryana' }], { by: 'link' });
  erase(ledger);
  ledger.entries.importRemote([after[0]]);
  ledger.entries.importRemote([after[1]], { by: 'link' });
  // BigQuery shows the full text of what came by the link
  ledger.entries.importRemote([of[1], after[1]]);
  expect(ledger.entries.ofNumbers(workstationIdSchema.parse('desk-2'), 1, 9)).toMatchObject([
    { data: { text: '[erased]' } },
    { data: tag },
    { data: { text: '[erased]' } },
    { data: tag },
  ]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(inFile()).toEqual([]);
  const database = openDatabase(file, { readOnly: true });
  expect(database.all('SELECT * FROM partly_read')).toEqual([]);
  database.close();
});

it('names an event with unknown fields about an erased customer', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  ledger.close();
  changeFile(file, "UPDATE entries SET data = json_set(data, '$.of', 'Zoryana') WHERE id = 'n'");
  const again = open();
  expect(again.verify()).toEqual(['Entry n still tells of a customer who was erased.']);
  again.close();
});

it('keeps nothing of a customer in unreadable events once they parse', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  ledger.close();
  const note = fact({ id: 'n9', kind: 'note-added', orderId: first, data: { text: 'Zoryana rang' } });
  const raw = JSON.stringify({ ...note, desk: 'desk-2', seq: 1, recordedAt: 1 });
  const database = openDatabase(file);
  database.run("INSERT INTO unread_entries (desk, seq, raw, reason) VALUES ('desk-2', 1, ?, 'newer')", raw);
  database.run("INSERT INTO seen_numbers (desk, first, last) VALUES ('desk-2', 1, 1)");
  database.close();
  const updated = open();
  expect(updated.orders.get(first)?.notes).toHaveLength(2);
  expect(updated.verify()).toEqual([]);
  updated.close();
  open().close();
  expect(inFile()).toEqual([]);
});
