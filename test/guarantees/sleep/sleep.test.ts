import { expect, it, onTestFinished } from 'vitest';
import { topics } from '../../../src/main/intake/shopify/subscriptions.ts';
import type { ShopOrder } from '../../../src/sample-shop/shopify/types.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { OrderRow } from '../../../src/shared/views.ts';
import { everyNth, inFullForm } from '../../support/form.ts';
import { schemaMissing, schemaNote } from '../../unit/sample-shop/schema-file.ts';
import { prove } from '../prove.ts';
import type { World } from './world.ts';
import { openWorld } from './world.ts';

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const mailCount = 30;
const everything = { view: 'all', text: '', offset: 0 } as const;

async function open(): Promise<World> {
  const world = await openWorld();
  onTestFinished(() => world.close());
  await world.pass(30 * seconds);
  return world;
}

async function allRows({ call }: World): Promise<readonly OrderRow[]> {
  const first = await call('orders.list', { ...everything, limit: 500 });
  return first.rows;
}

const subscribed = ({ shopify, roads }: World): number =>
  [...shopify.store.subscriptions.values()].filter(({ uri }) => uri.startsWith(roads.here.url)).length;

/** A night of 200 store orders and 30 marketplace orders, some changed later. */
async function twoHundredOrders(world: World, ms: number): Promise<void> {
  const { shopify, marketplaces } = world;
  for (let count = 0; count < 200; count += 1) {
    const order = shopify.shopping.buyOnline();
    if ((count * mailCount) % 200 < mailCount) marketplaces.bloomdash();
    await world.pass(ms / 200, ms / 200 / 4);
    if (count % 10 === 3) shopify.store.changeOrder(order.id, { financial: 'paid' });
    if (count % 20 === 5)
      shopify.store.changeOrder(order.id, { financial: 'refunded', cancelledAt: world.world.now() });
  }
}

type Slept = {
  readonly early: readonly ShopOrder[];
  readonly hours: number;
  readonly timers: 'late' | 'paused';
};

/** Falls asleep, runs a night of orders, and wakes up. @returns the number of orders of the night still missing */
async function sleepThroughOrders(world: World, { early, hours: length, timers }: Slept, asks = true) {
  world.fallAsleep();
  const [changed] = early;
  if (changed) world.shopify.store.changeOrder(changed.id, { cancelledAt: world.world.now() });
  await twoHundredOrders(world, length * hours);
  world.gmail.mailbox.forget();
  expect(subscribed(world)).toBeLessThan(topics.length);
  world.annaWrites();
  if (asks) world.wakeUp(timers);
  else world.openRoads();
  return async (): Promise<number> => early.length + 200 + mailCount - (await allRows(world)).length;
}

it.skipIf(schemaMissing).each(
  everyNth(2, [
    [6, 'paused'],
    [72, 'late'],
  ] as const),
)(
  `imports the orders of %i h sleep within 10 minutes (timers %s)${schemaNote}`,
  async (length, timers) => {
    const world = await open();
    const { shopify, manychat, toasts, rings, call } = world;
    const early = [1, 2, 3].map(() => shopify.shopping.buyOnline());
    await world.pass(3 * minutes);
    expect(await allRows(world)).toHaveLength(early.length);
    expect(subscribed(world)).toBe(topics.length);
    const [before, sentBefore] = [{ toasts: toasts.length, rings: rings.length }, manychat.sent.length];

    const missing = await sleepThroughOrders(world, { early, hours: length, timers });
    const took = await world.until(async () => {
      const done = (await allRows(world)).every(({ warehouse }) => warehouse === 'committed');
      return (await missing()) === 0 && done && subscribed(world) === topics.length;
    }, 10 * minutes);
    expect(took).toBeLessThan(10 * minutes);
    prove(12, 'complete after', Math.round(took / seconds));
    await world.pass(10 * minutes - took);

    const rows = await allRows(world);
    const fromMails = rows.filter(({ source }) => source === 'mail:bloomdash');
    expect(new Set(fromMails.map(({ number }) => number)).size).toBe(mailCount);
    expect(fromMails.filter(({ needsReview }) => needsReview)).toEqual([]);
    expect(await call('health.counts', undefined)).toMatchObject({ parked: 0 });
    const fromShopify = rows.filter(({ source }) => source === 'shopify');
    expect(fromShopify.map(({ number }) => number).sort()).toEqual(
      [...shopify.store.orders.values()].map(({ number }) => `#${number}`).sort(),
    );
    const orders = rows.length - early.length;
    prove(12, 'not recovered', await missing());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const cancelled = [...shopify.store.orders.values()].filter(({ cancelledAt }) => cancelledAt !== null);
    expect(fromShopify.filter(({ status }) => status === 'cancelled')).toHaveLength(cancelled.length);

    const shown = toasts.slice(before.toasts).map(({ title, body }) => `${title} ${body}`);
    const sums = shown.filter((words) => words.includes('orders arrived'));
    expect(sums).toEqual([expect.stringContaining(`${orders} orders arrived, 11 cancelled`)]);
    // an order notified before the sleep was cancelled during it, and a recent cancellation is reported
    const [one] = cancelled.filter(({ number }) => early.some((known) => known.number === number));
    expect(shown.filter((words) => !sums.includes(words))).toEqual(
      length > 12 ? [] : [expect.stringContaining(`#${one?.number}`)],
    );
    expect(rings.length - before.rings).toBe(1);
    expect(rings.at(-1)).toHaveLength(orders);
    const summary = await call('health.sleep', undefined);
    expect(summary).toMatchObject({ orders, cancelled: 11, subscription: 'renewed', unheard: [] });
    const span = { from: summary?.from ?? 0, to: summary?.at ?? 0 };
    const slept = await call('orders.list', { ...everything, span, limit: 500 });
    expect([slept.total, slept.rows.length]).toEqual([orders, orders]);
    expect(slept.rows.filter(({ id }) => !rings.at(-1)?.includes(id))).toEqual([]);
    expect(Math.round((summary?.sleptMs ?? 0) / hours)).toBe(length);

    const messages = manychat.sent.slice(sentBefore);
    expect(messages.length).toBeLessThanOrEqual(4);
    for (const row of rows) {
      const { order } = await call('orders.get', { id: row.id });
      expect(order.notifications.map(({ state }) => state)).toEqual([
        order.status === 'cancelled' && !early.some(({ number }) => row.number === `#${number}`)
          ? 'off'
          : 'sent',
      ]);
    }
  },
  120_000,
);

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `detects lost orders when nothing polls after the sleep${schemaNote}`,
    async () => {
      const world = await open();
      const missing = await sleepThroughOrders(world, { early: [], hours: 6, timers: 'paused' }, false);
      await world.pass(10 * minutes);
      expect(await missing()).toBeGreaterThan(0);
      world.wakeUp('paused');
    },
    120_000,
  );
});

it.skipIf(schemaMissing)(
  `polls again when the network is back, and reports once${schemaNote}`,
  async () => {
    const world = await open();
    const { shopify, marketplaces, toasts, call } = world;
    await world.pass(3 * minutes);
    world.fallAsleep();
    await world.pass(2 * hours, 10 * minutes);
    for (let count = 0; count < 5; count += 1) shopify.shopping.buyOnline();
    marketplaces.bloomdash();
    await world.pass(hours, 10 * minutes);
    const before = toasts.length;
    world.wakeUp('paused', false);

    await world.pass(5 * minutes);
    expect(await allRows(world)).toEqual([]);
    expect([toasts.length, await call('health.sleep', undefined)]).toEqual([before, null]);

    world.openRoads();
    const took = await world.until(async () => (await allRows(world)).length === 6, 2 * minutes);
    expect(took).toBeLessThanOrEqual(2 * minutes);
    await world.until(async () => (await call('health.sleep', undefined)) !== null, 5 * minutes);
    expect(await call('health.sleep', undefined)).toMatchObject({ orders: 6, unheard: [] });
    expect(toasts.length - before).toBe(1);
  },
  60_000,
);

it.skipIf(schemaMissing)(
  `loads a batch once that was under way when sleep began${schemaNote}`,
  async () => {
    const world = await open();
    const { shopify, bigquery, call } = world;
    await world.pass(3 * minutes);
    const jobsBefore = bigquery.jobs.size;
    const asleep = world.fallAsleepUnheard((method, path) => method === 'POST' && path.includes('/jobs'));
    shopify.shopping.buyOnline();
    await Promise.all([asleep, world.pass(3 * minutes)]);
    expect(bigquery.jobs.size).toBe(jobsBefore + 1);
    expect((await allRows(world)).map(({ warehouse }) => warehouse)).toEqual(['pending']);
    await world.pass(8 * hours, 10 * minutes);
    world.wakeUp('paused');

    await world.until(
      async () => (await allRows(world)).every(({ warehouse }) => warehouse === 'committed'),
      5 * minutes,
    );
    await world.pass(5 * minutes);
    const ids = bigquery.rows(bigquery.config.dataset, 'entries').map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await call('health.counts', undefined)).toMatchObject({ parked: 0 });
  },
  60_000,
);

it.skipIf(schemaMissing).each(everyNth(2, ['paused', 'late'] as const))(
  `never repeats a message whose answer was lost in sleep (%s timers)${schemaNote}`,
  async (timers) => {
    const world = await open();
    const { shopify, manychat, call } = world;
    await world.pass(3 * minutes);
    const asleep = world.fallAsleepUnheard((_method, path) => path.includes('sendContent'));
    shopify.shopping.buyOnline();
    await Promise.all([asleep, world.pass(3 * minutes)]);
    expect(manychat.sent).toHaveLength(1);
    await world.pass(3 * hours, 10 * minutes);
    world.wakeUp(timers);

    await world.pass(15 * minutes);
    const [row, ...others] = await allRows(world);
    expect(others).toEqual([]);
    const { order } = await call('orders.get', { id: row?.id ?? orderIdSchema.parse('none') });
    expect(order.notifications.map(({ state }) => state)).toEqual(['unknown']);
    expect(manychat.sent).toHaveLength(1);
    expect(await call('health.counts', undefined)).toMatchObject({ parked: 0, noticesToLook: 1 });
  },
  60_000,
);
