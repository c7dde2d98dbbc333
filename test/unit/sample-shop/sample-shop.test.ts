import { expect, it, onTestFinished } from 'vitest';
import { createLife } from '../../../src/sample-shop/activity.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { startSampleShop } from '../../../src/sample-shop/index.ts';
import { createStore } from '../../../src/sample-shop/shopify/store.ts';
import { samplePaths } from '../../../src/shared/sample-paths.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { listen } from './listener.ts';
import { loadedDice } from './open.ts';
import { schemaFile } from './schema-file.ts';

async function open() {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const log = quietLog();
  const listener = await listen();
  const shop = await startSampleShop({
    clock,
    log,
    schemaFile,
    receiverUrl: () => listener.url,
    random: loadedDice(3),
  });
  onTestFinished(async () => {
    await shop.stop();
    await listener.close();
  });
  return { clock, log, listener, shop };
}
const mailsIn = async (address: string) => (await (await fetch(address)).text()).match(/<tr>/g)?.length ?? 0;

it('starts at once with all accounts and one unreachable manager', async () => {
  const started = performance.now();
  const { shop } = await open();
  expect(performance.now() - started).toBeLessThan(2000);
  expect(shop.config).toMatchObject({
    shopify: { apiBase: shop.addresses.shopify },
    gmail: { apiBase: shop.addresses.gmail },
    manychat: { apiBase: shop.addresses.manychat },
    bigquery: { apiBase: shop.addresses.bigquery },
    managers: [{ name: 'Anna' }, { name: 'Taras' }],
  });
});

it('makes an order by each path', async () => {
  const { shop, listener, log } = await open();
  for (const path of samplePaths) await shop.order(path);
  expect(await mailsIn(shop.addresses.gmail)).toBe(4);
  const paths = new Set(listener.received.map(({ path }) => path));
  expect(paths).toEqual(new Set(['/manychat/touch', '/manychat/catalogue']));
  expect(listener.received.map(({ body }) => body).join('')).toContain('"intent":"manager"');
  expect(listener.received[0]?.headers['x-orderbell-key']).toBe(shop.config.manychat?.callbackKey);
  expect(JSON.parse(listener.received[0]?.body ?? '')).toMatchObject({
    contact: { id: expect.stringMatching(/^\d+$/), last_input_text: expect.any(String), custom_fields: {} },
    intent: expect.stringMatching(/^(manager|catalogue)$/),
  });
  expect(log.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
});

it('delivers an order by every path within 25 seconds, then slower', async () => {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const came: { path: string; at: number }[] = [];
  const start = clock.now();
  const life = createLife({
    clock,
    dice: createDice(loadedDice()),
    log: quietLog(),
    order: (path) => {
      came.push({ path, at: clock.now() - start });
      return Promise.resolve();
    },
    store: createStore({ clock, onOrder: () => {} }),
  });
  life.start();
  await clock.advance(25_000);
  expect(came.map(({ path }) => path).toSorted()).toEqual(samplePaths.toSorted());
  await clock.advance(3_600_000);
  const gaps = came.slice(1).map(({ at }, index) => at - (came[index]?.at ?? 0));
  expect(Math.max(...gaps.slice(0, 8))).toBeLessThanOrEqual(40_000);
  expect(Math.min(...gaps.slice(-5))).toBeGreaterThanOrEqual(120_000);
  const before = came.length;
  life.stop();
  await clock.advance(3_600_000);
  expect(came).toHaveLength(before);
});

it('never gives the same id or number again after a restart', async () => {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const first = createIds(clock);
  const given = [first.next(), first.next(), first.next()].map(String);
  const numbers = [first.marketplaceNumber(), first.marketplaceNumber()];
  const orders = [first.orderNumber()];
  await clock.advance(5000);
  const second = createIds(clock);
  expect(given).not.toContain(String(second.next()));
  expect(numbers).not.toContain(second.marketplaceNumber());
  expect(orders).not.toContain(second.orderNumber());
});
