import { describe, expect, it } from 'vitest';
import {
  documentIdSchema,
  messageIdSchema,
  orderIdOf,
  orderIdSchema,
  sourceSchema,
} from '../../../src/shared/ids.ts';
import type { OrderFilter } from '../../../src/shared/order-filter.ts';
import { inboxViews } from '../../../src/shared/views.ts';
import { fact } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';
import { add, clock, eachWithOrders, ledger, setStatus } from './each-with-orders.ts';

eachWithOrders();

const list = (filter: Partial<OrderFilter> = {}, todayFrom = 0) => {
  const page = ledger.orders.rows(
    { view: 'all', text: '', offset: 0, limit: 50, ...filter },
    shopTimeAt(todayFrom),
  );
  return { ...page, numbers: page.rows.map(({ number }) => number) };
};

describe('the inbox', () => {
  it('shows the newest first, also within one millisecond', () => {
    for (const id of ['1', '2', '3']) add(id);
    expect(list().numbers).toEqual(['#3', '#2', '#1']);
  });

  it('lists the orders of a time range in any view and search', async () => {
    add('1');
    await clock.advance(1_000);
    const from = clock.now();
    add('2');
    await clock.advance(1_000);
    add('3');
    const span = { from, to: clock.now() };
    await clock.advance(1_000);
    add('4');
    expect(list({ span })).toMatchObject({ numbers: ['#3', '#2'], total: 2 });
    expect(list({ span, limit: 1 })).toMatchObject({ numbers: ['#3'], total: 2 });
    expect(list({ span, view: 'new', only: { sources: [sourceSchema.parse('shopify')] } }).numbers).toEqual([
      '#3',
      '#2',
    ]);
    expect(list({ span, view: 'today' }, clock.now() - 1_000).numbers).toEqual(['#3']);
    expect(list({ text: '4' }).numbers).toContain('#4');
    expect(list({ span, text: '4' }).numbers).not.toContain('#4');
    const found = list({ span, text: '2' });
    expect(found.numbers).toContain('#2');
    expect(found.total).toBe(found.numbers.length);
    setStatus('2', 'taken');
    expect(list({ span, view: 'new' }).total).toBe(1);
  });

  it('is read in pages', () => {
    for (const id of ['1', '2', '3', '4', '5']) add(id);
    expect(list({ offset: 1, limit: 2 })).toMatchObject({ numbers: ['#4', '#3'], total: 5 });
    expect(list({ offset: 9 })).toMatchObject({ numbers: [], total: 5 });
  });

  it('counts each view as orders come and change', async () => {
    add('1', { review: [{ code: 'no-total' }] });
    await clock.advance(1000);
    const later = clock.now();
    add('2');
    add('3', { source: 'manual' });
    expect(list({}, later).counts).toEqual({
      new: 3,
      review: 1,
      open: 3,
      unpaid: 3,
      today: 2,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 0,
    });
    setStatus('1', 'preparing');
    expect(list({}, later).counts).toEqual({
      new: 2,
      review: 1,
      open: 3,
      unpaid: 3,
      today: 2,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 0,
    });
    setStatus('1', 'handed-over', 2);
    expect(list({}, later).counts).toEqual({
      new: 2,
      review: 0,
      open: 2,
      unpaid: 3,
      today: 2,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 0,
    });
    setStatus('1', 'new', 3);
    expect(list({}, later).counts).toEqual({
      new: 3,
      review: 1,
      open: 3,
      unpaid: 3,
      today: 2,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 0,
    });
    expect(ledger.verify()).toEqual([]);
  });

  it('shows in each view what it counts, with and without a source', async () => {
    add('1', { review: [{ code: 'no-total' }] });
    add('2');
    add('3', { source: 'manual' });
    setStatus('2', 'cancelled');
    await clock.advance(1000);
    const todayFrom = clock.now();
    add('4');
    const views = (filter: Partial<OrderFilter>) =>
      (['new', 'review', 'open', 'today', 'all'] as const).map((view) => {
        const page = list({ view, ...filter }, todayFrom);
        expect(page.total).toBe(page.numbers.length);
        return page.numbers.join(' ');
      });
    expect(views({})).toEqual(['#4 #3 #1', '#1', '#4 #3 #1', '#4', '#4 #3 #2 #1']);
    expect(views({ only: { sources: ['shopify'] } })).toEqual(['#4 #1', '#1', '#4 #1', '#4', '#4 #2 #1']);
    expect(views({ only: { sources: ['manual'] } })).toEqual(['#3', '', '#3', '', '#3']);
    expect(views({ only: { sources: ['mail:none'] } })).toEqual(['', '', '', '', '']);
    // a search has the same views
    expect(views({ text: 'olena' })).toEqual(['#4 #3 #1', '#1', '#4 #3 #1', '#4', '#4 #3 #2 #1']);
    expect(views({ text: 'olena', only: { sources: ['shopify'] } })).toEqual([
      '#4 #1',
      '#1',
      '#4 #1',
      '#4',
      '#4 #2 #1',
    ]);
  });

  it('lists quarantined orders in their own view only, until released', async () => {
    await clock.advance(1000);
    const todayFrom = clock.now();
    add('1');
    add('2', { review: [{ code: 'unverified-sender' }] });
    add('3', { review: [{ code: 'unverified-sender' }] });
    setStatus('3', 'cancelled');
    const views = (filter: Partial<OrderFilter> = {}) =>
      inboxViews.map((view) => {
        const page = list({ view, ...filter }, todayFrom);
        expect(page.total).toBe(page.numbers.length);
        return `${view}: ${page.numbers.join(' ')}`;
      });
    const apart = [
      'new: #1',
      'review: ',
      'open: #1',
      'unpaid: #1',
      'today: #1',
      'scheduled: ',
      'snoozed: ',
      'all: #3 #2 #1',
      'quarantine: #2',
    ];
    expect(views()).toEqual(apart);
    expect(views({ only: { sources: ['shopify'] } })).toEqual(apart);
    expect(views({ text: 'olena' })).toEqual(apart);
    expect(list({}, todayFrom).counts).toEqual({
      new: 1,
      review: 0,
      open: 1,
      unpaid: 1,
      today: 1,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 1,
    });
    expect(ledger.orders.byNumber('shopify', '#2')).toEqual([]);
    expect(ledger.verify()).toEqual([]);

    ledger.entries.append(fact({ id: 'released:2', kind: 'released', orderId: 'shopify:2', data: {} }));

    expect(list({}, todayFrom).counts).toEqual({
      new: 2,
      review: 0,
      open: 2,
      unpaid: 2,
      today: 2,
      scheduled: 0,
      snoozed: 0,
      all: 3,
      quarantine: 0,
    });
    expect(views({ text: 'olena' }).slice(0, 2)).toEqual(['new: #2 #1', 'review: ']);
    expect(ledger.orders.byNumber('shopify', '#2')).toEqual(['shopify:2']);
    expect(ledger.orders.openNumbers('shopify')).toEqual([
      { id: 'shopify:2', number: '#2' },
      { id: 'shopify:1', number: '#1' },
    ]);
    expect(ledger.verify()).toEqual([]);
  });

  it('shows of an order what a row needs', () => {
    add('1', {
      test: true,
      paymentStatus: 'paid',
      customer: {},
      recipient: { name: 'Taras' },
      address: 'Kyiv,\n1',
    });
    expect(list().rows[0]).toEqual({
      id: 'shopify:1',
      source: 'shopify',
      number: '#1',
      status: 'new',
      paymentStatus: 'paid',
      needsReview: false,
      quarantined: false,
      partOf: null,
      partCancelled: false,
      sameOrder: false,
      test: true,
      customerName: 'Taras',
      erased: false,
      place: 'Kyiv, 1',
      itemCount: 2,
      total: { minor: 124_000, currency: 'UAH' },
      receivedAt: clock.now(),
      takenBy: null,
      alsoTook: [],
      assignee: null,
      tags: [],
      snoozedUntil: null,
      wanted: null,
      unread: false,
      warehouse: 'off',
    });
    add('2', { total: undefined });
    expect(list().rows[0]?.total).toBeNull();
  });

  it('lists the sources with their order counts in a period', async () => {
    add('1', { source: 'mail:dostavo' });
    await clock.advance(10);
    add('2');
    add('3');
    const at = clock.now();
    expect(ledger.orders.sources()).toEqual(['mail:dostavo', 'shopify']);
    expect(ledger.orders.count('shopify', at, at + 1)).toBe(2);
    expect(ledger.orders.count('shopify', at - 10, at)).toBe(0);
    expect(ledger.orders.count('mail:dostavo', 0, at)).toBe(1);
  });
});

describe('an order', () => {
  const nthOf = (sourceId: string) => ledger.orders.detail(orderIdOf('shopify', sourceId))?.nthByContact;

  it('lists its timeline oldest first, with automatic steps between', async () => {
    const entry = add('1');
    if (!entry) throw new Error('the order was there before');
    const seen = documentIdSchema.parse('webhook:7');
    const body = new TextEncoder().encode('{}');
    ledger.documents.put({
      id: seen,
      kind: 'webhook',
      topic: 'orders/create',
      headers: {},
      body,
      receivedAt: 3,
    });
    ledger.documents.settle(seen, 'understood', { orderIds: [orderIdOf('shopify', '1')] });
    await clock.advance(10);
    ledger.warehouse.committed([entry.id], 'job-1', clock.now());
    await clock.advance(10);
    const message = ledger.outbox.put({
      kind: 'notify',
      key: 'k',
      orderId: orderIdOf('shopify', '1'),
      payload: { manager: 'Anna' },
    });
    ledger.outbox.park(messageIdSchema.parse(message), 'nobody there');
    await clock.advance(10);
    setStatus('1', 'ready');
    const detail = ledger.orders.detail(orderIdOf('shopify', '1'));
    expect(detail?.timeline.map((item) => (item.step === 'entry' ? item.entry.kind : item.step))).toEqual([
      'order-received',
      'committed',
      'parked',
      'status-set',
    ]);
    expect(detail?.timeline[1]).toMatchObject({ job: 'job-1' });
    expect(detail?.timeline[2]).toMatchObject({
      messageId: message,
      reason: 'nobody there',
      manager: 'Anna',
    });
    expect(detail?.documents).toEqual([
      { id: seen, kind: 'webhook', receivedAt: 3, mailedAt: null, recipe: null },
    ]);
    expect(detail?.order).toEqual(ledger.orders.get(orderIdOf('shopify', '1')));
  });

  it('is the buyer’s first, second or later by phone or e-mail', () => {
    add('1', { customer: { phone: '+38 (067) 123-45-67' } });
    add('2', { customer: { phone: '067 123 45 67', email: 'A@b.c' } });
    add('3', { customer: { phone: '8 067 123 45 67' } });
    add('4', { customer: { email: 'a@B.c ' } });
    expect(['1', '2', '3', '4'].map(nthOf)).toEqual([1, 2, 3, 2]);
  });

  it('has no purchase number without phone and e-mail', () => {
    add('1', { customer: {} });
    add('2', { customer: { name: 'Olena Koval' } });
    expect(['1', '2'].map(nthOf)).toEqual([null, null]);
  });

  it('has no purchase number by a phone that many share', () => {
    const phone = '0671234567';
    for (let nth = 1; nth < 200; nth += 1) add(`${nth}`, { customer: { phone } });
    expect(nthOf('99')).toBe(199);
    add('200', { customer: { phone } });
    expect(['1', '200'].map(nthOf)).toEqual([null, null]);
  });

  it('that is not here is null', () => {
    const id = orderIdSchema.parse('shopify:none');
    expect([ledger.orders.get(id), ledger.orders.detail(id)]).toEqual([null, null]);
    expect(ledger.orders.warehouseState(id)).toBe('off');
  });
});
