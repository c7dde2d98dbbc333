import { expect, it } from 'vitest';
import { insightsCsv } from '../../../src/main/insights/csv-tables.ts';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import { insightsTables } from '../../../src/shared/insights-commands.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';

const clock = fakeClock('2025-03-04T22:30:00Z');

function bookOf(listens = true) {
  const ledger = memoryLedger({ clock });
  let zone = 'Europe/Kyiv';
  let shopData: { readonly currency: string; readonly name: string; readonly country: null } | null = null;
  const book = createInsightsBook({
    ledger,
    clock,
    currency: () => 'UAH',
    timeZone: () => zone,
    told: () => shopData,
    listens,
  });
  return {
    ledger,
    book,
    moveTo: (next: string) => {
      zone = next;
      book.settleZone();
    },
    setShopData: (currency: string, name = 'Moss') => {
      shopData = { currency, name, country: null };
      book.settleZone();
    },
  };
}

it('records the shop’s time zone once, and again when it changes', () => {
  const { ledger, book, moveTo } = bookOf();
  book.settleZone();
  book.settleZone();
  expect(ledger.insights.timeZone()).toBe('Europe/Kyiv');
  moveTo('America/New_York');
  moveTo('No/Where');
  expect(ledger.insights.timeZone()).toBe('America/New_York');
  expect(ledger.entries.list().map(({ kind }) => kind)).toEqual(['zone-set', 'zone-set']);
});

it('records currency and name with the zone once they are known', () => {
  const { ledger, book, moveTo, setShopData } = bookOf();
  expect(book.settled()).toBeNull();
  book.settleZone();
  setShopData('EUR');
  setShopData('EUR');
  setShopData('euros');
  expect(book.settled()).toMatchObject({ timeZone: 'Europe/Kyiv', currency: 'EUR', name: 'Moss' });
  moveTo('Europe/Berlin');
  expect(book.settled()).toMatchObject({ timeZone: 'Europe/Berlin', currency: 'EUR', name: 'Moss' });
  expect(ledger.entries.list()).toHaveLength(3);
  setShopData('EUR', 'Fern');
  expect(book.settled()).toMatchObject({ currency: 'EUR', name: 'Fern' });
});

it('leaves it to the computer that listens to say whose clock counts', () => {
  const { ledger, book } = bookOf(false);
  book.settleZone();
  expect(ledger.entries.list()).toEqual([]);
});

it('shows today by the shop’s time zone, with the day before', async () => {
  const { ledger, book } = bookOf();
  book.settleZone();
  ledger.entries.append(received(incomingOrder({ placedAt: '2025-03-04T21:00:00Z' })));
  ledger.entries.append(received(incomingOrder({ sourceId: '2', placedAt: '2025-03-04T22:10:00Z' })));
  const { range, totals, before } = await book.report({ when: 'today', most: 10 });
  // half past midnight in Kyiv
  expect(range).toEqual({ from: '2025-03-05', to: '2025-03-05' });
  expect([totals.orders, before?.totals.orders]).toEqual([1, 1]);
});

it('counts all-time visitors of the bot before their first order too', async () => {
  const { ledger, book } = bookOf();
  const wrote = Date.parse('2025-02-01T12:00:00Z');
  const data = { subscriberId: '24680135790246802469', name: 'Olena', wantsManager: false };
  ledger.entries.append(fact({ id: 'touched:1', kind: 'touched', orderId: null, at: wrote, data }));
  expect((await book.report({ when: 'all', most: 10 })).funnel.touched).toBe(1);
  ledger.entries.append(received(incomingOrder({ placedAt: '2025-02-05T12:00:00Z' })));
  const later = incomingOrder({ source: 'manual', sourceId: '2', placedAt: '2025-02-09T12:00:00Z' });
  ledger.entries.append(received(later));
  for (const [source, from] of [
    [undefined, '2025-02-05'],
    ['manual', '2025-02-09'],
  ] as const) {
    const { range, funnel } = await book.report({ when: 'all', source, most: 10 });
    expect([range.from, funnel.touched]).toEqual([from, 1]);
  }
  const since = { from: '2025-02-05', to: '2025-03-04' };
  expect((await book.report({ when: since, most: 10 })).funnel.touched).toBe(0);
});

it('is of one moment, though orders come between its steps', async () => {
  const { ledger, book } = bookOf();
  const asked = book.report({ when: 'today', most: 10 });
  ledger.entries.append(received(incomingOrder()));
  const { totals, sources, hours } = await asked;
  expect([totals.orders, sources.length, hours.length]).toEqual([1, 1, 1]);
});

it('subtracts a source’s commission from its revenue, and records it once', async () => {
  const { ledger, book } = bookOf();
  ledger.entries.append(received(incomingOrder()));
  const commission = { source: 'shopify', share: 1250, fixed: { minor: 500, currency: 'UAH' } };
  book.setCommission(commission, 'Anna');
  book.setCommission(commission, 'Anna');
  expect(book.commissions()).toEqual([commission]);
  expect(ledger.entries.list().filter(({ kind }) => kind === 'commission-set')).toHaveLength(1);
  const { totals } = await book.report({ when: 'all', most: 10 });
  expect(totals.amounts).toEqual([
    { currency: 'UAH', orders: 1, revenue: 124_000, total: 124_000, refunded: 0, commission: 16_000 },
  ]);
});

it('changes one field of what a source keeps, and leaves the other', () => {
  const { ledger, book } = bookOf();
  const fixed = { minor: 500, currency: 'UAH' };
  book.setCommission({ source: 'shopify', fixed }, 'Anna');
  expect(book.commissions()).toEqual([{ source: 'shopify', share: 0, fixed }]);
  book.setCommission({ source: 'shopify', share: 1250 }, 'Anna');
  expect(book.commissions()).toEqual([{ source: 'shopify', share: 1250, fixed }]);
  book.setCommission({ source: 'shopify', share: 1250 }, 'Anna');
  expect(ledger.entries.list()).toHaveLength(2);
  book.setCommission({ source: 'shopify', fixed: null }, 'Anna');
  expect(book.commissions()).toEqual([{ source: 'shopify', share: 1250, fixed: null }]);
});

it('saves one field before the settings of other computers arrive', () => {
  const { ledger, book } = bookOf();
  book.setCommission({ source: 'shopify', share: 1000 }, 'Anna');
  const data = { source: 'shopify', share: 1500, fixed: null, decision: 2 };
  const id = 'commission-set:desk-2:shopify:2';
  ledger.entries.importRemote([entryOf({ id, kind: 'commission-set', orderId: null, data, desk: 'desk-2' })]);
  const fixed = { minor: 500, currency: 'UAH' };
  book.setCommission({ source: 'shopify', fixed }, 'Anna');
  expect(book.commissions()).toEqual([{ source: 'shopify', share: 1500, fixed }]);
});

it('is exported with equal numbers, in which no cell is a formula', async () => {
  const { ledger, book } = bookOf();
  ledger.entries.append(
    received(incomingOrder({ items: [{ title: '=HYPERLINK("x")', quantity: 2, options: [] }] })),
  );
  const insights = await book.report({ when: 'all', most: 10 });
  for (const table of insightsTables) {
    const [head = '', ...lines] = insightsCsv(table, insights).trimEnd().split('\r\n');
    expect(head, table).not.toBe('');
    if (table !== 'visits') expect(lines.length, table).toBeGreaterThan(0);
  }
  expect(insightsCsv('sources', insights)).toContain(
    'shopify,1,0,2,UAH,1,1240.00,0.00,1240.00,0.00,1240.00,0,,',
  );
  expect(insightsCsv('products', insights)).toContain(`"'=HYPERLINK(""x"")",1,2,UAH,0.00`);
});
