import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contactKeys } from '../../../src/main/ledger/contact-keys.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { createInsightsReader } from '../../../src/main/ledger/insights/insights-reader.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { entryIdSchema, orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { commissionOn, commissionsOf } from '../../../src/shared/insights/commission.ts';
import { tookOf } from '../../../src/shared/insights/report.ts';
import type { Sale } from '../../../src/shared/insights/sale.ts';
import { saleLinesOf, saleOf } from '../../../src/shared/insights/sale.ts';
import { dayText, zonedTime } from '../../../src/shared/insights/zoned-time.ts';
import type { Order } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import { report } from '../../support/insights.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { fillAtRandom } from '../warehouse/random-ledger.ts';

const clock = fakeClock('2025-03-04T20:00:00Z');
type Counted = { readonly order: Order; readonly sale: Sale; readonly buyer: string };

/** The definitions order by order, without any table. */
function countedOf(ledger: Ledger): readonly Counted[] {
  const entries = ledger.entries.list();
  const facts = [...ledger.orders.each()].flatMap(({ order }) => {
    const [first] = entries
      .filter((entry) => entry.kind === 'taken')
      .filter((entry) => entry.orderId === order.id)
      .toSorted((a, b) => a.data.decision - b.data.decision || a.at - b.at || a.seq - b.seq);
    const sale = saleOf(order, first?.at ?? null);
    return sale === null
      ? []
      : [{ order, sale, keys: contactKeys(order).filter((key) => !key.startsWith('order:')) }];
  });
  const sold = facts.filter(({ sale }) => !sale.cancelled);
  return facts.map(({ order, sale, keys }) => {
    const isBefore = (other: (typeof sold)[number]): boolean =>
      other.keys.some((key) => keys.includes(key)) &&
      (other.sale.at < sale.at || (other.sale.at === sale.at && other.order.id < order.id));
    const buyer = sale.cancelled || keys.length === 0 ? 'unknown' : sold.some(isBefore) ? 'returning' : 'new';
    return { order, sale, buyer };
  });
}

const ofMail = { source: 'mail:dostavo', sourceId: 'D-1', placedAt: '2025-03-04T22:58:00' } as const;
const mailedAt = Date.parse('2025-03-04T23:00:00Z');
const nextMailAt = Date.parse('2025-03-05T10:00:00Z');

it.each([
  ['its mail is read better', { version: mailedAt + 1, note: 'Ring twice' }, 1],
  ['its service changes it', { version: nextMailAt, note: 'Ring twice' }, 1],
  ['its service cancels it', { version: nextMailAt, cancelledAt: '2025-03-05T10:00:00Z' }, 0],
] as const)('assigns a night order fetched later to its day when %s', (_what, later, sold) => {
  const ownClock = fakeClock('2025-03-05T08:00:00Z');
  const ledger = memoryLedger({ clock: ownClock });
  const days = () =>
    report(ledger, { range: { from: '2025-03-04', to: '2025-03-05' } }).buckets.map((one) => [
      one.from,
      one.orders,
      one.cancelled,
    ]);
  const nextDay = ['2025-03-05', 0, 0];
  ledger.entries.append(received(incomingOrder({ ...ofMail, version: mailedAt })));
  expect(days()).toEqual([['2025-03-04', 1, 0], nextDay]);
  ownClock.sleep(2 * 3_600_000);
  const orderId = orderIdOf(ofMail.source, ofMail.sourceId);
  const data = { order: incomingOrder({ ...ofMail, ...later }) };
  ledger.entries.append(fact({ id: 'later', kind: 'order-updated', orderId, data }));
  expect(days()).toEqual([['2025-03-04', sold, 1 - sold], nextDay]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
});

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it.each([1, 2, 3, 4, 5, 6])('sums order by order in any order of events (seed %i)', (seed) => {
  const ledger = memoryLedger({ clock });
  fillAtRandom(ledger, seed, 700);
  const result = report(ledger);
  const counted = countedOf(ledger);
  const sold = counted.filter(({ sale }) => !sale.cancelled);
  const terms = commissionsOf(ledger.entries.list());
  expect(counted.length).toBeGreaterThan(3);
  expect(result.totals.orders).toBe(sold.length);
  expect(result.totals.cancelled).toBe(counted.length - sold.length);
  expect(result.totals.items).toBe(sum(sold.map(({ sale }) => sale.items)));
  for (const { currency, ...amounts } of result.totals.amounts) {
    const own = sold.filter(({ sale }) => sale.currency === currency && sale.total !== null);
    const revenue = sum(own.map(({ sale }) => (sale.total ?? 0) - sale.refunded));
    expect(amounts).toEqual({
      orders: own.length,
      revenue,
      total: sum(own.map(({ sale }) => sale.total ?? 0)),
      refunded: sum(own.map(({ sale }) => sale.refunded)),
      commission: sum(
        own.map(({ sale: { source, total, refunded } }) => {
          const term = terms.get(source)?.commission;
          return term ? commissionOn((total ?? 0) - refunded, currency, term) : 0;
        }),
      ),
    });
  }
  for (const buyer of ['new', 'returning', 'unknown'] as const) {
    expect(result.buyers[buyer].orders, buyer).toBe(sold.filter((one) => one.buyer === buyer).length);
  }
  const zone = ledger.insights.timeZone();
  expect(Object.fromEntries(result.hours.map(({ weekHour, orders }) => [weekHour, orders]))).toEqual(
    Object.fromEntries(
      [...Map.groupBy(sold, ({ sale }) => zonedTime(zone, sale.at).weekHour)].map(([hour, some]) => [
        hour,
        some.length,
      ]),
    ),
  );
  expect(result.took).toEqual(
    tookOf(
      counted
        .flatMap(({ sale }) => (sale.took === null ? [] : [{ seconds: sale.took, orders: 1 }]))
        .toSorted((a, b) => a.seconds - b.seconds),
    ),
  );
  const pieces = sold.flatMap(({ order }) => saleLinesOf(order));
  expect(Object.fromEntries(result.products.map(({ product, quantity }) => [product, quantity]))).toEqual(
    Object.fromEntries(
      [...Map.groupBy(pieces, ({ product }) => product)].map(([product, some]) => [
        product,
        sum(some.map(({ quantity }) => quantity)),
      ]),
    ),
  );
  expect(ledger.verify()).toEqual([]);
  ledger.close();
});

it('has the same sum in a range, its parts, sources and buyers', () => {
  const ledger = memoryLedger({ clock });
  fillAtRandom(ledger, 9, 700);
  const { totals, buckets, sources, attributions, hours, buyers } = report(ledger);
  for (const parts of [buckets, sources, attributions, hours, Object.values(buyers)]) {
    expect(sum(parts.map(({ orders }) => orders))).toBe(totals.orders);
    for (const { currency, revenue } of totals.amounts) {
      const own = parts.flatMap(({ amounts }) => amounts.filter((one) => one.currency === currency));
      expect(sum(own.map((one) => one.revenue))).toBe(revenue);
    }
  }
  ledger.close();
});

it.each([3, 14, 17])('reports one source as it does among all (seed %i)', (seed) => {
  const ledger = memoryLedger({ clock });
  fillAtRandom(ledger, seed, 700);
  const among = report(ledger).sources;
  expect(among.length).toBeGreaterThan(1);
  for (const source of among) {
    const alone = report(ledger, { source: source.source });
    // each report sorts its own currencies, those of more orders first
    const places = alone.totals.amounts.map(({ currency }) => currency);
    const inOrder = source.amounts.toSorted(
      (a, b) => places.indexOf(a.currency) - places.indexOf(b.currency),
    );
    expect(alone.sources).toEqual([{ ...source, amounts: inOrder }]);
    expect(alone.totals.orders).toBe(source.orders);
  }
  ledger.close();
});

it('recalculates every day when the shop’s time zone becomes known', () => {
  const zone = {
    at: 0,
    by: 'orderbell',
    kind: 'zone-set',
    data: { timeZone: 'Pacific/Auckland', decision: 9 },
  } as const;
  const late = memoryLedger({ clock });
  fillAtRandom(late, 4, 500);
  const days = late.insights.timeZone();
  late.entries.append({ ...zone, id: 'zone-set:x:9' as never, orderId: null });
  const early = memoryLedger({ clock });
  early.entries.append({ ...zone, id: 'zone-set:x:9' as never, orderId: null });
  fillAtRandom(early, 4, 500);
  expect(days).not.toBe('Pacific/Auckland');
  expect(report(late)).toEqual(report(early));
  expect(late.verify()).toEqual([]);
});

it('counts an order on the days with a clock change', () => {
  const ledger = memoryLedger({ clock: fakeClock('2025-11-01T00:00:00Z') });
  const zone = 'Europe/Kyiv';
  // clocks go from 4 back to 3 on 26 October: the hour from 0:00 to 1:00 UTC is the second three o'clock
  expect([
    zonedTime(zone, Date.parse('2025-10-26T00:30:00Z')),
    zonedTime(zone, Date.parse('2025-10-26T01:30:00Z')),
  ]).toEqual([
    { day: zonedTime(zone, Date.parse('2025-10-26T12:00:00Z')).day, weekHour: 6 * 24 + 3 },
    { day: zonedTime(zone, Date.parse('2025-10-26T12:00:00Z')).day, weekHour: 6 * 24 + 3 },
  ]);
  const dayOf = (at: string): string => dayText(zonedTime(zone, Date.parse(at)).day);
  expect(
    ['2025-10-25T20:59:59Z', '2025-10-25T21:00:00Z', '2025-10-26T21:59:59Z', '2025-10-26T22:00:00Z'].map(
      dayOf,
    ),
  ).toEqual(['2025-10-25', '2025-10-26', '2025-10-26', '2025-10-27']);
  ledger.close();
});

it('counts no test, part or unverified order until a manager releases it', () => {
  const ledger = memoryLedger({ clock });
  const doubtful = incomingOrder({ sourceId: '3', review: [{ code: 'unverified-sender' }] });
  for (const order of [
    incomingOrder({ sourceId: '1' }),
    incomingOrder({ sourceId: '2', test: true }),
    doubtful,
    incomingOrder({ sourceId: '4' }),
  ]) {
    ledger.entries.append(received(order));
  }
  const of = (sourceId: string) => orderIdOf(doubtful.source, sourceId);
  const fact = { at: 1, by: 'Anna' };
  const part = { id: entryIdSchema.parse('part'), orderId: of('4'), kind: 'copy-of' } as const;
  ledger.entries.append({ ...fact, ...part, data: { of: of('1'), tag: 't' } });
  expect(report(ledger).totals.orders).toBe(1);
  ledger.entries.append({
    ...fact,
    id: entryIdSchema.parse('out'),
    orderId: of('3'),
    kind: 'released',
    data: {},
  });
  expect(report(ledger).totals.orders).toBe(2);
  expect(ledger.verify()).toEqual([]);
});

it('recalculates new buyers when an earlier purchase arrives or is cancelled', () => {
  const ledger = memoryLedger({ clock });
  const customer = { phone: '+380671234567' };
  const order = (sourceId: string, day: string) =>
    incomingOrder({ sourceId, customer, placedAt: `${day}T10:00:00Z` });
  const range = { range: { from: '2025-03-01', to: '2025-03-04' } };
  const days = () =>
    report(ledger, range).buckets.flatMap(({ from, buyers, orders }) =>
      orders === 0 ? [] : [`${from} ${buyers.new.orders} new ${buyers.returning.orders} returning`],
    );
  ledger.entries.append(received(order('2', '2025-03-02')));
  ledger.entries.append(received(order('3', '2025-03-03')));
  expect(days()).toEqual(['2025-03-02 1 new 0 returning', '2025-03-03 0 new 1 returning']);
  const first = order('1', '2025-03-01');
  ledger.entries.append(received(first));
  expect(days()).toEqual([
    '2025-03-01 1 new 0 returning',
    '2025-03-02 0 new 1 returning',
    '2025-03-03 0 new 1 returning',
  ]);
  ledger.entries.append({
    id: entryIdSchema.parse('cancelled'),
    orderId: orderIdOf(first.source, first.sourceId),
    at: 1,
    by: 'Anna',
    kind: 'status-set',
    data: { status: 'cancelled', decision: 1 },
  });
  expect(days()).toEqual(['2025-03-02 1 new 0 returning', '2025-03-03 0 new 1 returning']);
  expect(ledger.verify()).toEqual([]);
});

it('sums years month by month with the same result as by day', () => {
  const ledger = memoryLedger({ clock });
  const days = Array.from({ length: 80 }, (_, nth) =>
    dayText(zonedTime('UTC', Date.parse('2024-01-01T12:00:00Z') + nth * 5 * 86_400_000).day),
  );
  for (const [nth, day] of days.entries())
    ledger.entries.append(received(incomingOrder({ sourceId: `${nth}`, placedAt: `${day}T12:00:00Z` })));
  const alone = days.map((day) => report(ledger, { range: { from: day, to: day } }).totals);
  const asked = { before: null, source: null, currency: 'UAH', commissions: [], most: 50 };
  for (const range of [
    { from: days[0] ?? '', to: days.at(-1) ?? '' },
    { from: '1900-01-01', to: '2900-12-31' },
  ]) {
    const steps = ledger.insights.report({ ...asked, range });
    let count = 1;
    let step = steps.next();
    for (; !step.done; step = steps.next()) count += 1;
    const { totals, buckets } = step.value;
    expect(totals.orders).toBe(80);
    expect(totals.amounts).toMatchObject([
      { revenue: sum(alone.map(({ amounts }) => amounts[0]?.revenue ?? 0)) },
    ]);
    expect(sum(buckets.map(({ orders }) => orders))).toBe(80);
    // thirteen months, and a step for each of the rest
    expect(count).toBeGreaterThan(13);
    expect(count).toBeLessThan(30);
  }
  ledger.close();
});

it('reports the same by indexes as by sorting, for long ranges', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-insights-'));
  const file = join(dir, 'ledger.db');
  const ledger = openLedger({ file, clock, deskId: workstationIdSchema.parse('desk-1') });
  fillAtRandom(ledger, 8, 700);
  for (let nth = 0; nth < 35; nth += 1) {
    const items = [`Vase ${nth}`, 'Card'].map((title) => ({ title, quantity: nth + 1, options: [] }));
    const placedAt = '2025-03-04T10:00:00Z';
    ledger.entries.append(received(incomingOrder({ sourceId: `vase-${nth}`, placedAt, items })));
  }
  const { totals, products } = report(ledger);
  ledger.close();
  const database = openDatabase(file, { readOnly: true });
  const [short, long] = [Number.MAX_SAFE_INTEGER, 0].map((fewOrders) =>
    report({ insights: createInsightsReader(database, () => 'UTC', fewOrders) }),
  );
  expect(totals.orders).toBeGreaterThan(38);
  // more than are added up at once
  expect(products.length).toBeGreaterThan(35);
  expect(long).toEqual(short);
  database.close();
  rmSync(dir, { recursive: true, force: true });
});
