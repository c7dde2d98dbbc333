import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { shopTime } from '../../../src/main/shop-time.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { SeenOrder } from '../../../src/shared/order-actions.ts';
import type { OrderChoice } from '../../../src/shared/order-filter.ts';
import { orderSorts } from '../../../src/shared/order-filter.ts';
import { inboxViews } from '../../../src/shared/views.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { OrderParts } from '../../support/orders.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let clock: FakeClock;
let ledger: Ledger;
let steps = 0;

beforeEach(() => {
  clock = fakeClock('2026-03-04T10:00:00Z');
  ledger = memoryLedger({ clock });
  steps = 0;
});

function add(sourceId: string, parts: OrderParts = {}): OrderId {
  const order = incomingOrder({ sourceId, ...parts });
  ledger.entries.append(received(order, clock.now()));
  return orderIdOf(order.source, sourceId);
}

function say(
  orderId: OrderId,
  kind: 'tag-set' | 'assigned' | 'snoozed' | 'taken' | 'status-set',
  data: object,
) {
  steps += 1;
  ledger.entries.append(
    fact({ id: `deed:${steps}`, kind, orderId, data: { ...data, decision: steps }, at: clock.now() }),
  );
}

const at = () => shopTime('Europe/Kyiv', clock.now());
const lookOf = (id: OrderId): Partial<SeenOrder> => {
  const { status, paymentStatus } = ledger.orders.get(id) ?? {};
  return { id, ...(status && { status }), ...(paymentStatus && { paymentStatus }) };
};
const numbers = (choice: Partial<OrderChoice>): string =>
  ledger.orders
    .rows({ view: 'all', text: '', offset: 0, limit: 50, ...choice }, at())
    .rows.map(({ number }) => number)
    .join(' ');

describe('a view', () => {
  it('separates orders for a later day and snoozed ones until their time', async () => {
    add('1', { wanted: { date: '2026-03-05', to: '12:00' } });
    add('2', { wanted: { date: '2026-03-04', from: '18:00' } });
    const later = add('3');
    say(later, 'snoozed', { until: clock.now() + 7_200_000 });
    for (const id of ['1', '2', '3']) say(orderIdOf('shopify', id), 'status-set', { status: 'preparing' });
    expect(numbers({ view: 'open' })).toBe('#2');
    expect(numbers({ view: 'scheduled' })).toBe('#1');
    expect(numbers({ view: 'snoozed' })).toBe('#3');
    expect(ledger.orders.nextAwake(clock.now())).toBe(clock.now() + 7_200_000);

    const before = clock.now();
    await clock.advance(7_200_000);
    expect(numbers({ view: 'open' })).toBe('#3 #2');
    expect(numbers({ view: 'snoozed' })).toBe('');
    expect(ledger.orders.awokenIn(before, clock.now())).toEqual([later]);
    expect(ledger.orders.nextAwake(clock.now())).toBeNull();

    await clock.advance(24 * 3_600_000);
    expect(numbers({ view: 'scheduled' })).toBe('');
    expect(numbers({ view: 'open' })).toBe('#3 #2 #1');
  });

  it('shows a new order for a later day among the new ones', () => {
    add('1', { wanted: { date: '2026-04-01' } });
    expect(numbers({ view: 'new' })).toBe('#1');
    expect(numbers({ view: 'open' })).toBe('');
    expect(numbers({ view: 'scheduled' })).toBe('#1');
  });

  it('holds for unpaid what money is still to come for', () => {
    add('1', { paymentStatus: 'pending' });
    add('2', { paymentStatus: 'paid' });
    add('3', { paymentStatus: 'unknown' });
    add('4', { paymentStatus: 'partially-paid' });
    add('5', { paymentStatus: 'pending', test: true });
    say(add('6', { paymentStatus: 'pending' }), 'status-set', { status: 'cancelled' });
    say(add('7', { paymentStatus: 'pending' }), 'status-set', { status: 'handed-over' });
    expect(numbers({ view: 'unpaid' })).toBe('#7 #4 #1');
  });

  it('begins with what comes next where that is what it is about', () => {
    add('1', { wanted: { date: '2026-03-09' } });
    add('2', { wanted: { date: '2026-03-06', from: '10:00', to: '11:00' } });
    add('3', { wanted: { date: '2026-03-06', to: '09:00' } });
    expect(numbers({ view: 'scheduled' })).toBe('#3 #2 #1');
    for (const [id, hours] of [
      ['1', 3],
      ['2', 1],
      ['3', 2],
    ] as const) {
      say(orderIdOf('shopify', id), 'snoozed', { until: clock.now() + hours * 3_600_000 });
    }
    expect(numbers({ view: 'snoozed' })).toBe('#2 #3 #1');
  });
});

it('reports the orders that became unread or read, and no others', () => {
  const [one, two, three] = [add('1'), add('2'), add('3')];
  expect(ledger.orders.markUnread([two], true)).toEqual([two]);
  expect(ledger.orders.markUnread([one, two, orderIdOf('shopify', 'none')], true)).toEqual([one]);
  expect(ledger.orders.markUnread([two, three], false)).toEqual([two]);
  const { rows } = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 9 }, at());
  expect(rows.filter(({ unread }) => unread).map(({ id }) => id)).toEqual([one]);
});

describe('what a view is narrowed by', () => {
  it('lets through what meets every condition by any of its values', () => {
    const gift = add('1', { total: { minor: 50_000, currency: 'UAH' } });
    add('2', { source: 'mail:dostavo', total: { minor: 150_000, currency: 'UAH' }, paymentStatus: 'paid' });
    const both = add('3', { source: 'manual', total: { minor: 90_000, currency: 'UAH' } });
    add('4', { total: { minor: 90_000, currency: 'EUR' } });
    say(gift, 'tag-set', { tag: 'gift', on: true });
    say(both, 'tag-set', { tag: 'gift', on: true });
    say(both, 'tag-set', { tag: 'call', on: true });
    say(both, 'assigned', { manager: 'Taras' });
    say(gift, 'taken', { manager: 'Anna' });
    const only = (conditions: OrderChoice['only']) => numbers({ only: conditions });
    expect(only({ sources: ['shopify', 'manual'] })).toBe('#4 #3 #1');
    expect(only({ tags: ['gift'] })).toBe('#3 #1');
    expect(only({ tags: ['call', 'none'] })).toBe('#3');
    expect(only({ tags: ['gift'], sources: ['shopify'] })).toBe('#1');
    expect(only({ payments: ['paid'] })).toBe('#2');
    expect(only({ statuses: ['taken'] })).toBe('#1');
    expect(only({ assignees: ['Taras'] })).toBe('#3');
    expect(only({ assignees: ['Anna', 'Taras'] })).toBe('#3 #1');
    expect(only({ assignees: [''] })).toBe('#4 #2');
    expect(only({ total: { currency: 'UAH', min: 90_000 } })).toBe('#3 #2');
    expect(only({ total: { currency: 'UAH', max: 90_000 } })).toBe('#3 #1');
    expect(only({ total: { currency: 'EUR' } })).toBe('#4');
    expect(numbers({ only: { tags: ['gift'] }, text: 'olena' })).toBe('#3 #1');
    expect(numbers({ only: { tags: ['gift'] }, text: 'gift', view: 'new' })).toBe('#3');
    expect(ledger.orders.tags()).toEqual([
      { tag: 'gift', orders: 2 },
      { tag: 'call', orders: 1 },
    ]);
  });

  it('goes by the days of the shop’s calendar, both included', async () => {
    clock = fakeClock('2026-03-28T21:59:59Z'); // a second before midnight in Kyiv, and a day of 23 hours after it
    ledger = memoryLedger({ clock });
    add('1');
    await clock.advance(1_000);
    add('2');
    await clock.advance(23 * 3_600_000);
    add('3');
    const days = (from?: string, to?: string) =>
      numbers({ only: { days: { ...(from && { from }), ...(to && { to }) } } });
    expect(days('2026-03-29', '2026-03-29')).toBe('#2');
    expect(days('2026-03-29')).toBe('#3 #2');
    expect(days(undefined, '2026-03-28')).toBe('#1');
    expect(days('2026-03-30')).toBe('#3');
  });

  it('comes in the order that is asked for', async () => {
    add('1', { total: { minor: 5, currency: 'UAH' }, wanted: { date: '2026-03-04', to: '18:00' } });
    await clock.advance(1);
    add('2', { total: { minor: 7, currency: 'UAH' } });
    await clock.advance(1);
    add('3', { total: undefined, wanted: { date: '2026-03-04', from: '12:00' } });
    const sorted = orderSorts.map((sort) => `${sort}: ${numbers({ sort })}`);
    expect(sorted).toEqual(['newest: #3 #2 #1', 'oldest: #1 #2 #3', 'due: #3 #1 #2', 'total: #2 #1 #3']);
    expect(orderSorts.map((sort) => `${sort}: ${numbers({ sort, text: 'olena' })}`)).toEqual(sorted);
  });
});

it('counts, lists and pages the same orders, with any filter', () => {
  for (let index = 1; index <= 30; index += 1) {
    const id = add(String(index), {
      source: ['shopify', 'manual', 'mail:dostavo'][index % 3] ?? 'shopify',
      paymentStatus: index % 4 === 0 ? 'paid' : 'pending',
      total: { minor: index * 100, currency: 'UAH' },
      ...(index % 5 === 0 && { wanted: { date: '2026-03-10' } }),
      ...(index % 7 === 0 && { review: [{ code: 'no-total' as const }] }),
      ...(index % 11 === 0 && { review: [{ code: 'unverified-sender' as const }] }),
      customer: { name: index % 2 === 0 ? 'Olena Koval' : 'Taras Melnyk' },
    });
    if (index % 3 === 0) say(id, 'tag-set', { tag: 'gift', on: true });
    if (index % 6 === 0) say(id, 'snoozed', { until: clock.now() + 1_000 });
    if (index % 4 === 0) say(id, 'taken', { manager: 'Anna' });
  }
  const choice = fc.record(
    {
      view: fc.constantFrom(...inboxViews),
      text: fc.constantFrom('', 'olena', 'taras', '#7', 'gift', 'nobody'),
      sort: fc.constantFrom(...orderSorts),
      only: fc.record(
        {
          sources: fc.constantFrom(['shopify'], ['shopify', 'manual']),
          tags: fc.constant(['gift']),
          payments: fc.constant(['pending' as const]),
          assignees: fc.constantFrom([''], ['Anna']),
          total: fc.constant({ currency: 'UAH', min: 500 }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['view', 'text'] },
  );
  fc.assert(
    fc.property(choice, fc.integer({ min: 1, max: 9 }), (asked, limit) => {
      const [howMany] = ledger.orders.howMany([asked], at());
      const looks = ledger.orders.ids(asked, at());
      const ids = looks.map(({ id }) => id);
      expect(looks).toEqual(ids.map(lookOf));
      expect(ids).toHaveLength(howMany ?? -1);
      const paged: OrderId[] = [];
      for (let offset = 0; offset <= ids.length; offset += limit) {
        const { rows, total } = ledger.orders.rows({ ...asked, offset, limit }, at());
        expect(total).toBe(howMany);
        paged.push(...rows.map(({ id }) => id));
      }
      expect(paged.toSorted()).toEqual(ids.toSorted());
      if (!/\d/.test(asked.text)) expect(paged).toEqual(ids); // a number that is exactly what was typed comes first
    }),
    { numRuns: 150 },
  );
  expect(ledger.verify()).toEqual([]);
});
