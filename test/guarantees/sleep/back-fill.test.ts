import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createSleep } from '../../../src/main/health/sleep.ts';
import type { Toast } from '../../../src/main/host.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createOrderSweep } from '../../../src/main/intake/shopify/reconcile-orders.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { graphqlOrder } from '../../unit/intake/reconcile/graphql-orders.ts';

const orders = 2_000;
/** Characters of a customer note, so that an order kept in memory is measurable. */
const noteLength = 8_000;
const hour = 3_600_000;

setFlagsFromString('--expose_gc');
const collect: () => void = runInNewContext('gc');
const heapNow = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

/** A fake Shopify without orders until the night is over, then with all of them, built page by page. */
function nightOf(onPage: () => void) {
  const made = (at: number) =>
    graphqlOrder({
      id: String(5_000_000 + at),
      updatedAt: new Date(Date.parse('2026-11-24T19:00:00Z') + at * 120_000).toISOString(),
      email: `buyer-${at}@example.com`,
      customer: null,
      shippingAddress: null,
      billingAddress: null,
      note: `${at} ${'a note of a buyer who has much to say '.repeat(300)}`.slice(0, noteLength),
    });
  const never = (): never => {
    throw new Error('a sweep requests only orders');
  };
  let pages = 0;
  let count = 0;
  return {
    pages: () => pages,
    pass: () => {
      count = orders;
      pages = 0;
    },
    client: {
      shop: 'night.myshopify.com',
      query: never,
      mutate: never,
      who: never,
      async queryPartly<T>(
        _query: string,
        variables: object,
        schema: { readonly parse: (raw: unknown) => T },
      ): Promise<{ readonly data: T; readonly denied: readonly [] }> {
        onPage();
        pages += 1;
        const { first, after } = variables as { readonly first: number; readonly after: string | null }; // variables of the sweep
        const from = Number(after ?? 0);
        const to = Math.min(count, from + first);
        const nodes = Array.from({ length: to - from }, (_, index) => made(from + index));
        const pageInfo = { hasNextPage: to < count, endCursor: to < count ? String(to) : null };
        return { data: schema.parse({ orders: { nodes, pageInfo } }), denied: [] };
      },
    },
  };
}

it('imports 2,000 orders after a sleep with the memory of one page', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-night-'));
  const clock = fakeClock('2026-11-24T18:00:00Z');
  const log = quietLog();
  const ledger = openLedger({
    file: join(dir, 'ledger.db'),
    clock,
    deskId: workstationIdSchema.parse('desk-1'),
  });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const events = createEvents((error) => {
    throw error;
  });
  const toasts: Toast[] = [];
  const rings: number[] = [];
  events.on((event) => {
    if (event.kind === 'orders-changed' && event.newIds.length > 0) rings.push(event.newIds.length);
  });
  let before: number | null = null;
  let most = 0;
  let isAwake = false;
  const night = nightOf(() => {
    // a heap snapshot is slow, so every tenth page is measured, after a warm-up
    if (night.pages() === 0 || night.pages() % 10 !== 0) return;
    const heap = heapNow();
    before ??= heap;
    most = Math.max(most, heap);
  });
  const sweep = createOrderSweep({ client: night.client, ledger, recorder, clock, log });
  const sleep = createSleep({
    ledger,
    clock,
    log,
    events,
    language: () => 'en',
    toast: (notice) => toasts.push(notice),
    onWake: () => {},
    ask: async () => {
      await sweep.sweep();
      isAwake = true;
    },
    behind: () => (isAwake ? [] : ['shopify']),
    subscription: () => 'kept',
  });
  const unsubscribe = ledger.entries.onAppended((entries, arrival) => void sleep.hear(entries, arrival));
  onTestFinished(async () => {
    unsubscribe();
    await sleep.stop();
    ledger.close();
    rmSync(dir, { recursive: true, force: true });
  });
  // connected before the sleep, so that no order counts as history
  await sweep.sweep();
  night.pass();
  sleep.start();
  clock.sleep(72 * hour);
  sleep.resumed();
  while (sleep.summary() === null) await clock.advance(0);

  expect(sleep.summary()).toMatchObject({ orders, cancelled: 0, review: 0, unheard: [] });
  expect(toasts.map(({ body }) => body)).toEqual([expect.stringContaining(`${orders} orders arrived`)]);
  expect(rings).toEqual([orders]);
  expect(night.pages()).toBe(orders / 20);
  // far less than the text of the orders alone
  expect(most - (before ?? 0)).toBeLessThan((orders * noteLength) / 4);
}, 300_000);
