import { expect, it } from 'vitest';
import { buildStrip } from '../../src/main/health/strip.ts';
import { orderIdOf } from '../../src/shared/ids.ts';
import type { Order } from '../../src/shared/order.ts';

function order(source: 'shopify' | 'manual', sourceId: string, part: Partial<Order> = {}): Order {
  return {
    id: orderIdOf(source, sourceId),
    source,
    sourceId,
    version: 1,
    content: { number: sourceId, paymentStatus: 'paid', customer: {}, items: [] },
    status: 'new',
    paymentStatus: 'paid',
    needsReview: false,
    quarantined: false,
    receivedAt: 1,
    changedAt: 1,
    notes: [],
    notifications: [],
    decisions: 0,
    ...part,
  };
}

const facts = { todayFrom: 0, touches: 3, parked: 0, quarantined: 0, warehouseOff: false, notifyOff: false };

it('shows an order missing at each stage as a smaller number there', () => {
  const told = { notifications: [{ manager: 'Anna', channel: 'messenger', state: 'sent' }] } as const;
  const strip = buildStrip({
    ...facts,
    today: [
      { order: order('shopify', '1', { ...told, status: 'taken' }), warehouse: 'committed' },
      { order: order('shopify', '2', told), warehouse: 'committed' },
      { order: order('shopify', '3'), warehouse: 'committed' },
      { order: order('manual', '4'), warehouse: 'pending' },
    ],
    sources: [{ source: 'shopify', atSource: 4, provenAt: 77 }],
  });
  expect(strip).toMatchObject({ orders: 4, committed: 3, notified: 2, taken: 1, provenAt: 77 });
  expect(strip.sources).toEqual([
    { source: 'shopify', atSource: 4, inLedger: 3, provenAt: 77 },
    { source: 'manual', atSource: null, inLedger: 1, provenAt: null },
  ]);
});

it('does not call an order extra that came after the source was asked', () => {
  const { sources } = buildStrip({
    ...facts,
    today: [
      { order: order('shopify', '1', { receivedAt: 50 }), warehouse: 'committed' },
      { order: order('shopify', '2', { receivedAt: 90 }), warehouse: 'pending' },
    ],
    sources: [{ source: 'shopify', atSource: 1, provenAt: 77 }],
  });
  expect(sources).toEqual([{ source: 'shopify', atSource: 2, inLedger: 2, provenAt: 77 }]);
});

it('does not call history extra that was fetched today', () => {
  const content = { number: '1', paymentStatus: 'paid', customer: {}, items: [] } as const;
  const placed = (sourceId: string, placedAt: string) => ({
    order: order('shopify', sourceId, { content: { ...content, placedAt } }),
    warehouse: 'committed' as const,
  });
  const { sources } = buildStrip({
    ...facts,
    todayFrom: Date.parse('2025-03-04T00:00:00Z'),
    today: [placed('1', '2025-03-03T23:59:59Z'), placed('2', '2025-03-04T00:00:00Z')],
    sources: [{ source: 'shopify', atSource: 1, provenAt: 77 }],
  });
  expect(sources).toEqual([{ source: 'shopify', atSource: 1, inLedger: 1, provenAt: 77 }]);
});

it('claims no proof where no source was asked', () => {
  expect(buildStrip({ ...facts, today: [], sources: [] }).provenAt).toBeNull();
});

it('counts no order in quarantine among those of the day, and says how many wait there', () => {
  const strip = buildStrip({
    ...facts,
    today: [
      { order: order('shopify', '1'), warehouse: 'committed' },
      { order: order('manual', '2', { quarantined: true }), warehouse: 'committed' },
    ],
    quarantined: 3,
    sources: [{ source: 'shopify', atSource: null, provenAt: null }],
  });
  expect(strip).toMatchObject({ orders: 1, committed: 1, taken: 0, quarantined: 3 });
  expect(strip.sources).toEqual([{ source: 'shopify', atSource: null, inLedger: 1, provenAt: null }]);
});

it('counts a copy where its source counts it, and among the orders of the day only once', () => {
  const partOf = { id: orderIdOf('manual', '2'), why: 'copy' } as const;
  const strip = buildStrip({
    ...facts,
    today: [
      { order: order('shopify', '1', { partOf }), warehouse: 'committed' },
      { order: order('manual', '2'), warehouse: 'committed' },
    ],
    sources: [{ source: 'shopify', atSource: 1, provenAt: 77 }],
  });
  expect(strip.sources).toMatchObject([
    { source: 'shopify', atSource: 1, inLedger: 1 },
    { source: 'manual', inLedger: 1 },
  ]);
  expect(strip).toMatchObject({ orders: 1, committed: 1 });
});
