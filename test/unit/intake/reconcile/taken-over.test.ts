import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { rememberConnection } from '../../../../src/main/intake/shopify/connected-since.ts';
import { createOrderSweep } from '../../../../src/main/intake/shopify/reconcile-orders.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { noteRestoring } from '../../../../src/main/restoring.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeShopify } from '../../shopify/fake-shopify.ts';
import { startFakeShopify } from '../../shopify/fake-shopify.ts';
import { graphqlOrder, ordersPage } from './graphql-orders.ts';

const day = 86_400_000;

function deskOf(deskId: string, clock: FakeClock, { config }: FakeShopify) {
  const ledger = memoryLedger({ clock, deskId });
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) });
  const client = createShopifyClient({ config, clock, log });
  const { sweep } = createOrderSweep({ client, ledger, recorder, clock, log });
  return { ledger, rung, sweep };
}

/** All that the one desk wrote, as it comes to the other. */
const bring = (from: Ledger, to: Ledger) =>
  to.entries.importRemote(from.entries.ofNumbers(from.deskId, 1, 1000));

/** A desk that has listened since January, and told its last order on a Friday evening. */
async function untilFriday() {
  const clock = fakeClock('2025-01-10T08:00:00Z');
  const shopify = await startFakeShopify();
  const before = deskOf('desk-before', clock, shopify);
  shopify.on('Orders', ordersPage([graphqlOrder({ id: '1', updatedAt: '2025-01-10T07:00:00Z' })]));
  await before.sweep();
  await clock.advance(Date.parse('2025-02-28T18:00:00Z') - clock.now());
  const friday = graphqlOrder({ id: '2', updatedAt: '2025-02-28T17:58:00Z' });
  shopify.on('Orders', ordersPage([friday]));
  await before.sweep();
  const taker = deskOf('desk-taker', clock, shopify);
  return { clock, shopify, before, taker, friday };
}

const lastQuestion = (shopify: FakeShopify) => shopify.callsOf('Orders').at(-1)?.variables.query;

describe('a desk that takes over and has never listened', () => {
  it.each([
    [2, "updated_at:>='2025-02-23T18:00:00.000Z'"],
    [10, "updated_at:>='2025-02-28T17:48:00.000Z'"],
  ])(
    'asks for all that came in the %i days without anybody, and rings for what was not told',
    async (days, question) => {
      const { clock, shopify, before, taker, friday } = await untilFriday();
      bring(before.ledger, taker.ledger);
      await clock.advance(days * day);
      const missed = graphqlOrder({ id: '3', updatedAt: '2025-02-28T19:00:00Z' });
      const changed = graphqlOrder({
        id: '9',
        updatedAt: '2025-03-02T10:00:00Z',
        createdAt: '2024-12-01T10:00:00Z',
      });
      shopify.on('Orders', ordersPage([friday, missed, changed]));
      await taker.sweep();
      await taker.sweep();
      expect(shopify.callsOf('Orders').at(-2)?.variables.query).toBe(question);
      expect(taker.rung).toEqual(['shopify:3']);
    },
  );

  it('asks for no more than two months, however long nobody has listened', async () => {
    const { clock, shopify, before, taker } = await untilFriday();
    bring(before.ledger, taker.ledger);
    await clock.advance(700 * day);
    await taker.sweep();
    expect(lastQuestion(shopify)).toBe(`updated_at:>='${new Date(clock.now() - 60 * day).toISOString()}'`);
  });

  it('goes on where the others left off, though an order has been delivered to it first', async () => {
    const { clock, shopify, before, taker } = await untilFriday();
    bring(before.ledger, taker.ledger);
    await clock.advance(10 * day);
    const own = createRecorder({ ledger: taker.ledger, clock, enqueueNotices: () => {} });
    const order = before.ledger.orders.first('shopify');
    if (order === null) throw new Error('nothing was brought');
    const { source, content, version } = order;
    own.record({ source, content, version, sourceId: '4' }, { by: 'shopify', ring: true });
    await taker.sweep();
    expect(lastQuestion(shopify)).toBe("updated_at:>='2025-02-28T17:48:00.000Z'");
  });

  it('passes nothing over while its ledger is being filled', async () => {
    const { clock, shopify, before, taker, friday } = await untilFriday();
    await clock.advance(2 * day);
    noteRestoring(taker.ledger, true);
    shopify.on('Orders', ordersPage([]));
    expect(await taker.sweep()).toMatchObject({ isWhole: false });
    expect(lastQuestion(shopify)).toBe("updated_at:>='2025-03-01T18:00:00.000Z'");

    bring(before.ledger, taker.ledger);
    noteRestoring(taker.ledger, false);
    shopify.on('Orders', ordersPage([friday, graphqlOrder({ id: '3', updatedAt: '2025-02-28T19:00:00Z' })]));
    expect(await taker.sweep()).toMatchObject({ isWhole: true });
    expect(taker.rung).toEqual(['shopify:3']);
  });
});

it('keeps silent about the history of a shop that nobody has listened to', async () => {
  const { clock, shopify, taker } = await untilFriday();
  shopify.on('Orders', ordersPage([graphqlOrder({ id: '5', updatedAt: '2025-02-26T10:00:00Z' })]));
  await taker.sweep();
  await clock.advance(day);
  await taker.sweep();
  expect([...taker.ledger.orders.each()]).toHaveLength(1);
  expect(taker.rung).toEqual([]);
});

it('rings for what comes late though the clock was days ahead when the shop was connected', async () => {
  const { clock, shopify, taker } = await untilFriday();
  rememberConnection(taker.ledger.settings, shopify.config.shop, clock.now() + 5 * day);
  await taker.sweep();
  await clock.advance(3 * day);
  shopify.on('Orders', ordersPage([graphqlOrder({ id: '6', updatedAt: '2025-02-28T20:00:00Z' })]));
  await taker.sweep();
  expect(taker.rung).toEqual(['shopify:2', 'shopify:6']);
});
