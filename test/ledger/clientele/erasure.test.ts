import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/main/customers/erase-customer.ts';
import { everythingAbout } from '../../../src/main/customers/export-customer.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { purge } from '../../../src/main/ledger/erasure.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { copyLedger } from '../../../src/main/ledger/repair/copy-ledger.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { repairLedger } from '../../../src/main/ledger/repair/repair-ledger.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import {
  deskIdSchema,
  documentIdSchema,
  draftIdSchema,
  orderIdSchema,
  subscriberIdSchema,
} from '../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';
import { customer, fill, first, whole, words } from './zoryana.ts';

let dir: string;
let file: string;
const clock = fakeClock('2025-03-04T10:00:00Z');
const open = (desk = 'desk-1'): Ledger => openLedger({ file, clock, deskId: deskIdSchema.parse(desk) });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-erase-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Another desk has told of their link once more, before it heard that they are erased. */
function adoptLate(ledger: Ledger): void {
  const said = { alert: 'unpaid:draft-1:2', occasion: 'unpaid', text: 'Link not paid\nCustomer: Zoryana' };
  const data = { ...said, draft: 'draft-1', step: 1, to: [] };
  const entry = fact({ id: 'alert:unpaid:draft-1:2:1', kind: 'alert-raised', orderId: null, data });
  ledger.entries.adopt([{ ...entry, desk: 'desk-2', seq: 1, recordedAt: 1 }]);
}
const erase = (ledger: Ledger) =>
  eraseCustomer({ ledger, clock, log: quietLog() }, { id: first, told: 1, by: 'Anna' });
const raise = (error: Error): never => {
  throw error;
};
const inFile = (): readonly string[] => {
  const bytes = ['', '-wal'].map((end) => {
    try {
      return readFileSync(`${file}${end}`);
    } catch {
      return Buffer.alloc(0);
    }
  });
  return words.filter((word) => bytes.some((part) => part.includes(Buffer.from(word))));
};

it('leaves none of a customer’s words in the file, and the order with its amounts in every list', () => {
  const ledger = open();
  fill(ledger, clock);
  expect(inFile().length).toBeGreaterThan(5);
  expect(erase(ledger)).toEqual({ orders: 1, purged: true });
  expect(inFile()).toEqual([]);
  const order = ledger.orders.get(first);
  expect(order).toMatchObject({ erased: true, content: { total: whole.content.total, customer: {} } });
  expect(ledger.orders.detail(first)?.documents).toEqual([]);
  expect(ledger.orders.rows({ view: 'all', text: 'zoryana', offset: 0, limit: 9 }, shopTimeAt()).total).toBe(
    0,
  );
  expect(ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 9 }, shopTimeAt()).total).toBe(2);
  expect(ledger.customers.search('zoryana', 9)).toEqual([]);
  expect(ledger.clientele.ofOrder(first)).toBeNull();
  expect(ledger.people.list(9)).toEqual([]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(inFile()).toEqual([]);
});

it('says of a person that they were erased until they write again, and of one it does not know that they were not', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger, clock);
  const [person, stranger] = [subscriberIdSchema.parse('42'), subscriberIdSchema.parse('43')];
  expect(ledger.people.isErased(person)).toBe(false);
  erase(ledger);
  expect([person, stranger].map(ledger.people.isErased)).toEqual([true, false]);
  const touch = { subscriberId: '42', name: 'Z', wantsManager: false };
  ledger.entries.append(fact({ id: 't2', kind: 'touched', orderId: null, at: clock.now() + 1, data: touch }));
  expect(ledger.people.isErased(person)).toBe(false);
});

it('leaves nothing of a person whose last touch was written down by a clock that is ahead, here and on another desk', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger, clock);
  const touch = { subscriberId: '42', name: 'Zoryana', lastWords: 'Зоряна again', wantsManager: true };
  const at = clock.now() + 180_000;
  ledger.entries.append(fact({ id: 't2', kind: 'touched', orderId: null, at, data: touch }));
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  other.entries.adopt(ledger.entries.list());
  expect(other.people.list(9)).toHaveLength(1);
  erase(ledger);
  other.entries.adopt(ledger.entries.list());
  for (const desk of [ledger, other]) {
    expect(desk.people.list(9)).toEqual([]);
    expect(words.filter((word) => JSON.stringify(desk.entries.list()).includes(word))).toEqual([]);
    expect(desk.verify()).toEqual([]);
  }
});

it('does not bring a customer back when their order is told again, by whichever way', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  recorder.record(whole, { by: 'shopify', ring: false });
  recorder.record(
    { ...whole, version: 99, content: { ...whole.content, paymentStatus: 'paid' } },
    { by: 'shopify', ring: false },
  );
  const id = documentIdSchema.parse('webhook:2');
  const body = new TextEncoder().encode('Zoryana '.repeat(100));
  ledger.documents.put({ id, kind: 'webhook', topic: 'orders/updated', headers: {}, body, receivedAt: 2 });
  ledger.documents.settle(id, 'understood', { orderIds: [first] });
  expect(ledger.documents.get(id)?.body).toHaveLength(0);
  ledger.entries.adopt([
    {
      ...fact({
        id: 'of-another',
        kind: 'order-updated',
        orderId: first,
        data: { order: { ...whole, version: 100 } },
      }),
      desk: 'desk-2',
      seq: 1,
      recordedAt: 1,
    },
  ]);
  expect(ledger.orders.get(first)).toMatchObject({ version: 100, content: { customer: {} } });
  expect(ledger.orders.get(first)?.content.address).toBeUndefined();
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open().close(); // what came meanwhile is written over at the next start
  expect(inFile()).toEqual([]);
});

it('says that the file is yet to be written anew while somebody reads what stood there before, and does it later', () => {
  const ledger = open();
  fill(ledger, clock);
  copyLedger(placesOf(file), 1);
  const reader = openDatabase(file, { readOnly: true });
  reader.exec('BEGIN');
  reader.get('SELECT count(*) FROM entries');
  expect(erase(ledger)).toEqual({ orders: 1, purged: false });
  expect(inFile().length).toBeGreaterThan(5);
  expect(existsSync(placesOf(file).copy)).toBe(false);
  reader.close();
  expect(ledger.purge()).toBe(true);
  expect(inFile()).toEqual([]);
  ledger.close();
});

it('says the same while another program has the copy of the ledger open, and is done all the same', () => {
  const ledger = open();
  fill(ledger, clock);
  const held = {
    ...ledger,
    purge: () => raise(Object.assign(new Error('resource busy'), { code: 'EBUSY' })),
  };
  expect(erase(held)).toEqual({ orders: 1, purged: false });
  expect(ledger.orders.get(first)).toMatchObject({ erased: true });
  ledger.close();
});

it('writes the file anew in the place of its copy where the disk has no room beside it', () => {
  const ledger = open();
  fill(ledger, clock);
  erase({ ...ledger, purge: () => raise(new Problem('unreachable', 'the disk is full')) });
  ledger.close();
  copyLedger(placesOf(file), 1);
  const database = openDatabase(file);
  const isFull = () => existsSync(placesOf(file).copy);
  const crowded = {
    ...database,
    exec: (sql: string) =>
      sql === 'VACUUM' && isFull()
        ? raise(new Problem('unreachable', 'the disk is full'))
        : database.exec(sql),
  };
  expect(purge(crowded, file)).toBe('done');
  database.close();
  expect(inFile()).toEqual([]);
});

it('is followed by every other desk, which gives its file’s free space back at its next start', () => {
  const here = memoryLedger({ clock, deskId: 'desk-2' });
  fill(here, clock);
  const ledger = open('desk-1');
  const entries = () => here.entries.list({ limit: 1000 });
  ledger.entries.adopt(entries());
  expect(ledger.clientele.ofOrder(first)).not.toBeNull();
  erase(here);
  ledger.entries.adopt(entries());
  expect(ledger.orders.get(first)).toMatchObject({ erased: true, content: { customer: {} } });
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open('desk-1').close();
  expect(inFile()).toEqual([]);
});

it('leaves no word of a link whose place another took, though nobody in Messenger was told of it', () => {
  const ledger = open();
  fill(ledger, clock);
  const replaced = {
    draftId: 'draft-0',
    state: 'replaced',
    tag: 'tag-0',
    customerName: 'Zoryana',
    replacedBy: 'draft-1',
  };
  ledger.entries.append(fact({ id: 'd0', kind: 'draft-changed', orderId: null, data: replaced }));
  const sent = {
    draftId: 'draft-0',
    sending: 's',
    via: 'email',
    state: 'sent',
    to: 'zoryana@example.com',
    reminder: false,
  };
  ledger.entries.append(fact({ id: 's0', kind: 'link-sent', orderId: null, data: sent }));
  const paid = { draftId: 'draft-1', state: 'paid', tag: 'tag-1', replaces: 'draft-0' };
  ledger.entries.append(fact({ id: 'd1', kind: 'draft-changed', orderId: null, data: paid }));
  erase(ledger);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open().close();
  expect(inFile()).toEqual([]);
});

it('leaves an order of another customer, whom the same person bought it for, as its entries are on every desk', () => {
  const ledger = open();
  fill(ledger, clock);
  const second = orderIdSchema.parse('shopify:2');
  const told = { draftId: 'draft-2', tag: 'tag-2', subscriberId: '42' };
  const paid = { ...told, state: 'paid', customerName: 'Petro' };
  ledger.entries.append(fact({ id: 'd2', kind: 'draft-changed', orderId: null, data: paid }));
  ledger.entries.append(fact({ id: 'l2', kind: 'draft-linked', orderId: second, data: told }));
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  other.entries.adopt(ledger.entries.list());
  expect(ledger.orders.get(second)?.subscriberId).toBe('42');
  erase(ledger);
  expect(ledger.verify()).toEqual([]);
  other.entries.adopt(ledger.entries.list());
  expect(other.verify()).toEqual([]);
  const later = memoryLedger({ clock, deskId: 'desk-3' });
  later.entries.adopt(ledger.entries.list());
  const orders = [ledger, other, later].map(({ orders }) => orders.get(second));
  expect(orders[0]).toMatchObject({ content: { customer: { name: 'Petro' } } });
  expect(orders[0]?.subscriberId).toBeUndefined();
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).toEqual(orders[0]);
  ledger.close();
});

describe('a link that another paid than who asked for it in Messenger', () => {
  const [hers, his] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
  const petro = { name: 'Petro Bondar', phone: '+380509998877', email: 'petro@example.com' };
  const olena = { name: 'Olena Koval', phone: '+380671234567', email: 'olena@example.com' };
  const talk = subscriberIdSchema.parse('42');
  const paid = { [hers]: 'draft-1', [his]: 'draft-2' };

  /** A talk in which three links were made: she paid one, he another, and the third is out. */
  function talkOf(name: string, madeFor: string, payer = petro): Ledger {
    const ledger = memoryLedger({ clock });
    const touch = { subscriberId: talk, name, lastWords: 'a bouquet, please', wantsManager: false };
    ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, data: touch }));
    for (const [at, state] of ['paid', 'paid', 'ready'].entries()) {
      const draftId = `draft-${at + 1}`;
      const data = { draftId, state, tag: draftId, customerName: madeFor, subscriberId: talk };
      ledger.entries.append(fact({ id: draftId, kind: 'draft-changed', orderId: null, data }));
    }
    for (const [sourceId, customer] of [olena, payer].entries()) {
      ledger.entries.append(received(incomingOrder({ sourceId: `${sourceId + 1}`, customer })));
    }
    for (const [orderId, draftId] of Object.entries(paid)) {
      const data = { draftId, tag: draftId, subscriberId: talk };
      ledger.entries.append(fact({ id: `l:${draftId}`, kind: 'draft-linked', orderId, data }));
    }
    return ledger;
  }
  const eraseOf = (ledger: Ledger, id: typeof hers) =>
    eraseCustomer({ ledger, clock, log: quietLog() }, { id, told: 1, by: 'Anna' });
  const nameOn = (ledger: Ledger, id: string) => ledger.drafts.get(draftIdSchema.parse(id))?.customerName;

  it.each([
    { name: 'Olena', madeFor: '' },
    { name: 'Sunny Day', madeFor: 'Olena K.' },
  ])('stays hers when he who paid is exported and erased: $name', ({ name, madeFor }) => {
    const ledger = talkOf(name, madeFor);
    const person = ledger.people.get(talk);
    const detail = ledger.clientele.get(his);
    if (!person || !detail) throw new Error('both are known');
    expect(detail).toMatchObject({ people: [], drafts: [{ id: 'draft-2' }] });
    const { entries } = everythingAbout(ledger, detail);
    expect(entries.filter(({ kind }) => kind === 'touched')).toEqual([]);
    const subjects = entries.flatMap((entry) => (entry.kind === 'draft-changed' ? entry.data.draftId : []));
    expect(subjects).toEqual(['draft-2']);
    eraseOf(ledger, his);
    expect(ledger.orders.get(his)).toMatchObject({ erased: true, content: { customer: {} } });
    expect(ledger.people.get(talk)).toEqual(person);
    expect(['draft-1', 'draft-2', 'draft-3'].map((id) => nameOn(ledger, id))).toEqual([madeFor, '', madeFor]);
    expect(ledger.orders.get(hers)).toMatchObject({ subscriberId: talk, content: { customer: olena } });
    expect(ledger.verify()).toEqual([]);
  });

  it.each([
    { madeFor: 'Petro Bondar', name: 'Olena' },
    { madeFor: 'Петро Б.', name: 'Olena' },
    { madeFor: 'Petro', name: 'Olena' },
  ])(
    'goes with whom it was made for in another’s talk, $madeFor, and is closed first',
    ({ madeFor, name }) => {
      const ledger = talkOf(name, '');
      const made = (state: string) => ({ draftId: 'draft-3', state, tag: 'draft-3', customerName: madeFor });
      const change = (state: string) =>
        ledger.entries.append(
          fact({ id: `now-${state}`, kind: 'draft-changed', orderId: null, data: made(state) }),
        );
      change('ready');
      expect(ledger.clientele.tiedTo([his])).toEqual({ people: [], drafts: ['draft-2', 'draft-3'] });
      expect(ledger.clientele.tiedTo([hers]).people).toEqual([talk]);
      expect(() => eraseOf(ledger, his)).toThrow(/still open/);
      change('cancelled');
      eraseOf(ledger, his);
      expect(nameOn(ledger, 'draft-3')).toBe('');
      expect(JSON.stringify(ledger.entries.list())).not.toContain(madeFor);
      expect(ledger.people.get(talk)).toMatchObject({ name });
      expect(ledger.verify()).toEqual([]);
    },
  );

  it.each([
    { madeFor: 'Olena', payer: 'Olena Bondar' },
    { madeFor: 'Iryna', payer: 'Petro Bondar' },
    { madeFor: '🌻', payer: 'Petro Bondar' },
  ])('stays in the talk with Olena Koval that $payer paid another in, made for $madeFor', (one) => {
    const ledger = talkOf('Olena Koval', '', { ...petro, name: one.payer });
    const data = { draftId: 'draft-3', state: 'cancelled', tag: 'draft-3', customerName: one.madeFor };
    ledger.entries.append(fact({ id: 'named', kind: 'draft-changed', orderId: null, data }));
    expect(ledger.clientele.tiedTo([his])).toEqual({ people: [], drafts: ['draft-2'] });
    eraseOf(ledger, his);
    expect(nameOn(ledger, 'draft-3')).toBe(one.madeFor);
  });

  it.each([
    { name: 'Olena', madeFor: '' },
    { name: 'Sunny Day', madeFor: 'Olena K.' },
    // nobody can tell whose it is: rather gone with each of them than left of one
    { name: 'Sunny Day', madeFor: 'Sunny' },
    { name: '🌻', madeFor: '' },
  ])('goes with her who asked, and with it what is out: $name, $madeFor', ({ name, madeFor }) => {
    const ledger = talkOf(name, madeFor);
    expect(() => eraseOf(ledger, hers)).toThrow(/still open/);
    const data = { draftId: 'draft-3', state: 'cancelled', tag: 'draft-3' };
    ledger.entries.append(fact({ id: 'closed', kind: 'draft-changed', orderId: null, data }));
    eraseOf(ledger, hers);
    expect(ledger.people.get(talk)).toBeNull();
    expect(['draft-1', 'draft-2', 'draft-3'].map((id) => nameOn(ledger, id))).toEqual(['', '', '']);
    expect(ledger.orders.get(his)).toMatchObject({ content: { customer: petro } });
    expect(ledger.verify()).toEqual([]);
  });

  it('goes with the only one who has orders of it, whatever the person is called there', () => {
    const ledger = memoryLedger({ clock });
    const touch = { subscriberId: talk, name: 'Sunny Day', wantsManager: false };
    const link = { draftId: 'draft-1', tag: 'draft-1', subscriberId: talk };
    const changed = { ...link, state: 'paid', customerName: 'Sunny' };
    ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, data: touch }));
    ledger.entries.append(fact({ id: 'd', kind: 'draft-changed', orderId: null, data: changed }));
    ledger.entries.append(received(incomingOrder({ sourceId: '1', customer: olena })));
    ledger.entries.append(fact({ id: 'l', kind: 'draft-linked', orderId: hers, data: link }));
    expect(ledger.clientele.tiedTo([hers])).toEqual({ people: [talk], drafts: ['draft-1'] });
    eraseOf(ledger, hers);
    expect(ledger.people.get(talk)).toBeNull();
  });
});

it('takes the words out of what is yet to be told, and out of an alert of their link that comes later', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  expect(ledger.outbox.open('notify.alert').map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ alert: 'unpaid:draft-1:1', manager: 'Taras', text: '[erased]' }),
    expect.objectContaining({ alert: 'cancelled:shopify:1', manager: 'Taras', text: '[erased]' }),
  ]);
  adoptLate(ledger);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(inFile()).toEqual([]);
});

it('is kept to by a ledger that is made again, also of a link alone', () => {
  const ledger = open();
  fill(ledger, clock);
  const data = { draft: 'draft-1' };
  ledger.entries.append(
    fact({ id: 'erased:draft:draft-1', kind: 'customer-erased', orderId: null, data, at: 9 }),
  );
  adoptLate(ledger);
  ledger.close();
  repairLedger({ file, now: 1, deskId: deskIdSchema.parse('desk-1') });
  const again = open();
  const told = again.entries.ofSubject('unpaid:draft-1:2').map((entry) => entry.data);
  expect(told).toMatchObject([{ text: '[erased]' }]);
  expect(again.verify()).toEqual([]);
  again.close();
});

it('goes on with what an earlier app has left of a customer', () => {
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
  open().close(); // which gives the file's free space back
  expect(inFile()).toEqual([]);
});

it('gets from BigQuery the amounts that a computer between had dropped, and nothing of the customer', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  const told = (order: IncomingOrder) => ({
    ...fact({ id: 'of-another', kind: 'order-updated', orderId: first, data: { order } }),
    desk: 'desk-2',
    seq: 1,
    recordedAt: 1,
  });
  const later = { ...whole, version: 100 };
  const tip = { minor: 500, currency: 'UAH' } as const;
  ledger.entries.adopt([told(later)], { by: 'link' });
  const { data: row } = told({ ...later, content: { ...later.content, tip } });
  ledger.entries.adopt([{ ...told(later), data: { ...row, of: 'Zoryana' } }]);
  expect(ledger.orders.get(first)?.content).toMatchObject({ tip, customer: {} });
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open().close(); // what came meanwhile is written over at the next start
  expect(inFile()).toEqual([]);
});

it('keeps nothing of what an earlier app had kept as it came by the link, of a customer erased long since', () => {
  const ledger = open();
  fill(ledger, clock);
  const data = { tag: 'VIP', on: true, decision: 1 };
  const tag = { ...fact({ id: 'newer', kind: 'tag-set', orderId: first, data }), recordedAt: 1 };
  const told = { ...tag, desk: deskIdSchema.parse('desk-2'), seq: 1 };
  ledger.entries.adopt([told], { by: 'link' });
  erase(ledger);
  ledger.close();
  const raw = JSON.stringify({ ...told, about: 'Zoryana' });
  changeFile(file, `UPDATE linked_numbers SET raw = '${raw}'`);
  changeFile(file, "UPDATE settings SET value = '2' WHERE name = 'ledger.erasure'");
  const updated = open();
  expect(updated.entries.ofNumbers(told.desk, 1, 1)).toEqual([told]);
  updated.close();
  open().close(); // which gives the file's free space back
  expect(inFile()).toEqual([]);
});

it('keeps nothing that only a newer version reads of a customer, whether it came before they were erased or after', () => {
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
  ledger.entries.adopt([of[0]]);
  // with something new beside its data as well
  ledger.entries.adopt([{ ...of[1], about: 'Zoryana' }], { by: 'link' });
  erase(ledger);
  ledger.entries.adopt([after[0]]);
  ledger.entries.adopt([after[1]], { by: 'link' });
  // BigQuery shows what came by the link as it was told
  ledger.entries.adopt([of[1], after[1]]);
  expect(ledger.entries.ofNumbers(deskIdSchema.parse('desk-2'), 1, 9)).toMatchObject([
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

it('names an entry that still says of an erased customer what only a newer version reads', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  ledger.close();
  changeFile(file, "UPDATE entries SET data = json_set(data, '$.of', 'Zoryana') WHERE id = 'n'");
  const again = open();
  expect(again.verify()).toEqual(['Entry n still tells of a customer who was erased.']);
  again.close();
});

it('keeps nothing of what an earlier app could not read of a customer, once it is read', () => {
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

it('erases with a customer also what tells of their orders, however many stand between', () => {
  const ledger = memoryLedger({ clock });
  const [copy, part, kept] = [first, orderIdSchema.parse('shopify:2'), orderIdSchema.parse('shopify:3')];
  for (const sourceId of ['1', '2', '3']) {
    ledger.entries.append(received(incomingOrder({ sourceId, customer })));
  }
  const same = createSameOrders({ ledger, clock });
  same.merge(part, copy, 'Anna');
  same.merge(kept, part, 'Anna');
  expect(ledger.clientele.ordersAndParts(kept)).toEqual([kept, part, copy]);
  eraseCustomer({ ledger, clock, log: quietLog() }, { id: kept, told: 1, by: 'Anna' });
  expect([kept, part, copy].filter((id) => !ledger.orders.get(id)?.erased)).toEqual([]);
});

it('erases nobody when the manager was told of another number of orders, nor while a link is out', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger, clock);
  const parts = { ledger, clock, log: quietLog() };
  expect(() => eraseCustomer(parts, { id: first, told: 2, by: 'Anna' })).toThrow(/1 orders by now/);
  const ready = {
    draftId: 'draft-2',
    state: 'ready',
    tag: 'tag-2',
    subscriberId: '42',
    invoiceUrl: 'https://pay.example/1',
  };
  ledger.entries.append(fact({ id: 'd2', kind: 'draft-changed', orderId: null, data: ready }));
  expect(() => eraseCustomer(parts, { id: first, told: 1, by: 'Anna' })).toThrow(/still open/);
  expect(ledger.orders.get(first)?.content.customer.name).toBe(customer.name);
});

it('erases a customer whose link was checked out without money, and asks after that link no more', () => {
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
  const draftId = draftIdSchema.parse('draft-1');
  const ready = { draftId, state: 'ready', tag: 'tag-1', customerName: 'Zoryana' };
  ledger.entries.append(fact({ id: 'd1', kind: 'draft-changed', orderId: null, data: ready }));
  expect(ledger.drafts.waiting()).toMatchObject([{ id: draftId }]);
  const onDelivery = { sourceId: '1', customer, draftTag: 'tag-1', paymentStatus: 'pending' } as const;
  const cancelled = { ...onDelivery, version: 2, cancelledAt: '2025-03-04T11:00:00Z' };
  for (const told of [incomingOrder(onDelivery), incomingOrder(cancelled)]) {
    const { orderId } = recorder.record(told, { by: 'shopify', ring: true });
    tieToDraft(ledger, clock, orderId, told.content);
  }
  expect(ledger.drafts.get(draftId)).toMatchObject({ state: 'ready', orderId: first });
  expect(ledger.drafts.waiting()).toEqual([]);
  erase(ledger);
  expect(ledger.drafts.get(draftId)?.customerName).toBe('');
  expect(ledger.verify()).toEqual([]);
});

it('erases the customer of an order in quarantine only once it is released', () => {
  const ledger = memoryLedger({ clock });
  const review = [{ code: 'unverified-sender' }] as const;
  ledger.entries.append(received(incomingOrder({ sourceId: '1', customer, review })));
  expect(ledger.orders.get(first)?.quarantined).toBe(true);
  expect(() => erase(ledger)).toThrow(/no customer of this order/);
  createRecorder({ ledger, clock, oweNotices: () => {} }).release(first, 'Anna');
  expect(erase(ledger).orders).toBe(1);
  expect(ledger.orders.get(first)?.content.customer).toEqual({});
});
