import { expect, it } from 'vitest';
import { eraseCustomer } from '../../../../src/main/customers/erase-customer.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import { repairLedger } from '../../../../src/main/ledger/repair/repair-ledger.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { tieToDraft } from '../../../../src/main/selling/tie-to-draft.ts';
import {
  documentIdSchema,
  draftIdSchema,
  orderIdSchema,
  subscriberIdSchema,
  workstationIdSchema,
} from '../../../../src/shared/ids.ts';
import { closeOrdersOf, eraseClosed } from '../../../support/close-orders.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';
import { customer, fill, first, whole, words } from './zoryana.ts';
import { clock, eachWithFile, erase, file, inFile, open } from './zoryanas-file.ts';

eachWithFile();

/** An event of their link from another computer, recorded before that imported the erasure. */
function adoptLate(ledger: Ledger): void {
  const unpaidAlert = {
    alert: 'unpaid:draft-1:2',
    occasion: 'unpaid',
    text: 'Link not paid\nCustomer: Zoryana',
  };
  const data = { ...unpaidAlert, draft: 'draft-1', step: 1, to: [] };
  const entry = fact({ id: 'alert:unpaid:draft-1:2:1', kind: 'alert-raised', orderId: null, data });
  ledger.entries.importRemote([{ ...entry, desk: 'desk-2', seq: 1, recordedAt: 1 }]);
}
it('leaves no text of a customer, and keeps the order’s amounts', () => {
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
  expect(ledger.customerIndex.ofOrder(first)).toBeNull();
  expect(ledger.people.list(9)).toEqual([]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  expect(inFile()).toEqual([]);
});

it('reports a person as erased until they write again', () => {
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

it('leaves nothing of a person whose last contact has a future time', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger, clock);
  const touch = { subscriberId: '42', name: 'Zoryana', lastWords: 'Зоряна again', wantsManager: true };
  const at = clock.now() + 180_000;
  ledger.entries.append(fact({ id: 't2', kind: 'touched', orderId: null, at, data: touch }));
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  other.entries.importRemote(ledger.entries.list());
  expect(other.people.list(9)).toHaveLength(1);
  erase(ledger);
  other.entries.importRemote(ledger.entries.list());
  for (const desk of [ledger, other]) {
    expect(desk.people.list(9)).toEqual([]);
    expect(words.filter((word) => JSON.stringify(desk.entries.list()).includes(word))).toEqual([]);
    expect(desk.verify()).toEqual([]);
  }
});

it('does not restore a customer when their order arrives again', () => {
  const ledger = open();
  fill(ledger, clock);
  erase(ledger);
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
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
  ledger.entries.importRemote([
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
  open().close(); // later events are overwritten at the next start
  expect(inFile()).toEqual([]);
});

it('is repeated on every computer, which compacts its file at start', () => {
  const here = memoryLedger({ clock, deskId: 'desk-2' });
  fill(here, clock);
  const ledger = open('desk-1');
  const entries = () => here.entries.list({ limit: 1000 });
  ledger.entries.importRemote(entries());
  expect(ledger.customerIndex.ofOrder(first)).not.toBeNull();
  erase(here);
  ledger.entries.importRemote(entries());
  expect(ledger.orders.get(first)).toMatchObject({ erased: true, content: { customer: {} } });
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  open('desk-1').close();
  expect(inFile()).toEqual([]);
});

it('leaves no text of a replaced link that was never sent', () => {
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

it('leaves another customer’s order that the same person bought', () => {
  const ledger = open();
  fill(ledger, clock);
  const second = orderIdSchema.parse('shopify:2');
  const draftData = { draftId: 'draft-2', tag: 'tag-2', subscriberId: '42' };
  const paid = { ...draftData, state: 'paid', customerName: 'Petro' };
  ledger.entries.append(fact({ id: 'd2', kind: 'draft-changed', orderId: null, data: paid }));
  ledger.entries.append(fact({ id: 'l2', kind: 'draft-linked', orderId: second, data: draftData }));
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  other.entries.importRemote(ledger.entries.list());
  expect(ledger.orders.get(second)?.subscriberId).toBe('42');
  erase(ledger);
  expect(ledger.verify()).toEqual([]);
  other.entries.importRemote(ledger.entries.list());
  expect(other.verify()).toEqual([]);
  const later = memoryLedger({ clock, deskId: 'desk-3' });
  later.entries.importRemote(ledger.entries.list());
  const orders = [ledger, other, later].map(({ orders }) => orders.get(second));
  expect(orders[0]).toMatchObject({ content: { customer: { name: 'Petro' } } });
  expect(orders[0]?.subscriberId).toBeUndefined();
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).toEqual(orders[0]);
  ledger.close();
});

it('removes the text from queued messages and from a later alert', () => {
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

it('is kept by a rebuilt ledger, also for a link alone', () => {
  const ledger = open();
  fill(ledger, clock);
  const data = { draft: 'draft-1' };
  ledger.entries.append(
    fact({ id: 'erased:draft:draft-1', kind: 'customer-erased', orderId: null, data, at: 9 }),
  );
  adoptLate(ledger);
  ledger.close();
  repairLedger({ file, now: 1, deskId: workstationIdSchema.parse('desk-1') });
  const again = open();
  const alertTexts = again.entries.ofSubject('unpaid:draft-1:2').map((entry) => entry.data);
  expect(alertTexts).toMatchObject([{ text: '[erased]' }]);
  expect(again.verify()).toEqual([]);
  again.close();
});

it('erases a customer’s merged orders too, through any number of merges', () => {
  const ledger = memoryLedger({ clock });
  const [copy, part, kept] = [first, orderIdSchema.parse('shopify:2'), orderIdSchema.parse('shopify:3')];
  for (const sourceId of ['1', '2', '3']) {
    ledger.entries.append(received(incomingOrder({ sourceId, customer })));
  }
  const same = createSameOrders({ ledger, clock });
  same.merge(part, copy, 'Anna');
  same.merge(kept, part, 'Anna');
  expect(ledger.customerIndex.ordersAndParts(kept)).toEqual([kept, part, copy]);
  eraseClosed({ ledger, clock }, kept);
  expect([kept, part, copy].filter((id) => !ledger.orders.get(id)?.erased)).toEqual([]);
});

it('refuses a changed number of orders, and an open link', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger, clock);
  closeOrdersOf(ledger, first);
  const parts = { ledger, clock, log: quietLog() };
  expect(() => eraseCustomer(parts, { id: first, told: 2, by: 'Anna' })).toThrow(/now have 1 orders/);
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

it('refuses to erase while an order is open', () => {
  const ledger = memoryLedger({ clock });
  ledger.entries.append(received(incomingOrder({ sourceId: '1', customer })));
  const press = () => eraseCustomer({ ledger, clock, log: quietLog() }, { id: first, told: 1, by: 'Anna' });
  expect(press).toThrow('Order #1 is still open');
  expect(ledger.orders.get(first)?.content.customer.name).toBe(customer.name);
  closeOrdersOf(ledger, first);
  press();
  const { rows, counts } = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 9 }, shopTimeAt());
  expect(rows).toMatchObject([{ id: first, erased: true, customerName: '' }]);
  expect(counts).toMatchObject({ new: 0, open: 0 });
});

it('erases a customer with an unpaid checkout, and stops polling its link', () => {
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const draftId = draftIdSchema.parse('draft-1');
  const ready = { draftId, state: 'ready', tag: 'tag-1', customerName: 'Zoryana' };
  ledger.entries.append(fact({ id: 'd1', kind: 'draft-changed', orderId: null, data: ready }));
  expect(ledger.drafts.waiting()).toMatchObject([{ id: draftId }]);
  const onDelivery = { sourceId: '1', customer, draftTag: 'tag-1', paymentStatus: 'pending' } as const;
  const cancelled = { ...onDelivery, version: 2, cancelledAt: '2025-03-04T11:00:00Z' };
  for (const incoming of [incomingOrder(onDelivery), incomingOrder(cancelled)]) {
    const { orderId } = recorder.record(incoming, { by: 'shopify', ring: true });
    tieToDraft(ledger, clock, orderId, incoming.content);
  }
  expect(ledger.drafts.get(draftId)).toMatchObject({ state: 'ready', orderId: first });
  expect(ledger.drafts.waiting()).toEqual([]);
  erase(ledger);
  expect(ledger.drafts.get(draftId)?.customerName).toBe('');
  expect(ledger.verify()).toEqual([]);
});

it('erases a quarantined order’s customer only after its release', () => {
  const ledger = memoryLedger({ clock });
  const review = [{ code: 'unverified-sender' }] as const;
  ledger.entries.append(received(incomingOrder({ sourceId: '1', customer, review })));
  expect(ledger.orders.get(first)?.quarantined).toBe(true);
  expect(() => erase(ledger)).toThrow(/This order has no customer/);
  createRecorder({ ledger, clock, enqueueNotices: () => {} }).release(first, 'Anna');
  expect(erase(ledger).orders).toBe(1);
  expect(ledger.orders.get(first)?.content.customer).toEqual({});
});
