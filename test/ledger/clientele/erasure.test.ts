import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/main/customers/erase-customer.ts';
import { createSayings } from '../../../src/main/customers/say-of-customer.ts';
import { createTies } from '../../../src/main/customers/tie-customers.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { deskIdSchema, documentIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

// words that are in nothing but what tells of her
const words = [
  'Zoryana',
  'Зоряна',
  'Vyshyvana',
  '671239876',
  'zoryana',
  'Lisna 77',
  'chrysanthemum-lover',
  'wants it by noon',
];
const customer = {
  name: 'Zoryana Vyshyvana',
  phone: '+380671239876',
  email: 'zoryana@example.com',
  id: '909090',
};
const first = orderIdSchema.parse('shopify:1');
const whole = incomingOrder({
  sourceId: '1',
  customer,
  address: 'Kyiv, Lisna 77',
  note: 'wants it by noon',
  tags: ['chrysanthemum-lover'],
});

let dir: string;
let file: string;
const clock = fakeClock('2025-03-04T10:00:00Z');
const open = (desk = 'desk-1'): Ledger => openLedger({ file, clock, deskId: deskIdSchema.parse(desk) });
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-erase-'));
  file = join(dir, 'ledger.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function fill(ledger: Ledger): void {
  ledger.transaction(() => {
    ledger.entries.append(received(whole));
    ledger.entries.append(
      received(incomingOrder({ sourceId: '2', customer: { name: 'Petro', phone: '0501112244' } })),
    );
    // the same again, otherwise: what stood before is left in the file's free space
    for (let version = 2; version < 30; version += 1) {
      const order = incomingOrder({
        sourceId: '1',
        version,
        customer,
        address: `Kyiv, Lisna 77, ${'door '.repeat(version)}`,
      });
      ledger.entries.append(
        fact({ id: `u${version}`, kind: 'order-updated', orderId: first, data: { order } }),
      );
    }
  });
  const documentId = documentIdSchema.parse('webhook:1');
  const body = new TextEncoder().encode(JSON.stringify({ ...whole, text: 'Zoryana '.repeat(2000) }));
  ledger.documents.put({
    id: documentId,
    kind: 'webhook',
    topic: 'orders/create',
    headers: { from: 'Zoryana' },
    body,
    receivedAt: 1,
  });
  ledger.documents.settle(documentId, 'understood', { orderIds: [first] });
  ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: first, data: { text: 'Зоряна rang' } }));
  ledger.entries.append(
    fact({
      id: 'draft',
      kind: 'draft-changed',
      orderId: null,
      data: { draftId: 'draft-1', state: 'paid', tag: 'tag-1', customerName: 'Zoryana', subscriberId: '42' },
    }),
  );
  ledger.settings.set('draft.draft-1.form', '{"name":"Zoryana"}');
  ledger.entries.append(
    fact({
      id: 'dl',
      kind: 'draft-linked',
      orderId: first,
      data: { draftId: 'draft-1', tag: 'tag-1', subscriberId: '42' },
    }),
  );
  const touch = { subscriberId: '42', name: 'Zoryana V', lastWords: 'Зоряна here', wantsManager: true };
  ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, at: 5, data: touch }));
  const ties = createTies({ ledger, clock });
  createSayings({ ledger, clock, ties }).note(first, 'chrysanthemum-lover', 'Anna');
}
const erase = (ledger: Ledger) =>
  eraseCustomer(
    { ledger, clock, log: quietLog(), forgetFaces: () => {} },
    { id: first, told: 1, by: 'Anna' },
  );
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
  fill(ledger);
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

it('does not bring a customer back when their order is told again, by whichever way', () => {
  const ledger = open();
  fill(ledger);
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

it('is followed by every other desk, which gives its file’s free space back at its next start', () => {
  const here = memoryLedger({ clock, deskId: 'desk-2' });
  fill(here);
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

it('erases nobody when the manager was told of another number of orders, nor while a link is out', () => {
  const ledger = memoryLedger({ clock });
  fill(ledger);
  const parts = { ledger, clock, log: quietLog(), forgetFaces: () => {} };
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
