import { expect, it } from 'vitest';
import { createSavedViewsStore } from '../../../src/renderer/state/inbox/saved-views-store.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import type { SavedView } from '../../../src/shared/saved-views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

const view: SavedView = {
  id: '7a5f4c1e-8f1f-4a57-9d5c-2f5e1d0b8a11',
  name: 'All of them',
  choice: { view: 'all', text: '' },
};

async function openViews(before?: (name: CommandName) => Promise<void>) {
  const clock = pageClock();
  const fake = createFakeBridge({ orders: 10, now: clock.now, ...(before && { before }) });
  const client = pageClient(fake.bridge);
  const store = createSavedViewsStore({ client, clock });
  store.start();
  await settle();
  await store.save(view);
  await clock.advance(1_100);
  await settle();
  const asked = () => fake.calls().filter((name) => name === 'orders.howMany').length;
  return { clock, fake, store, asked, count: () => store.getState().counts.get(view.id) };
}

it('counts a view that was saved, and again when an order comes', async () => {
  const { clock, fake, count } = await openViews();
  expect(count()).toBe(10);
  fake.arrive();
  await clock.advance(1_100);
  expect(count()).toBe(11);
});

it('counts again when an order comes after the clock was set back', async () => {
  const { clock, fake, count } = await openViews();
  clock.set(-3_600_000);
  fake.arrive();
  await clock.advance(1_100);
  expect(count()).toBe(11);
});

it('asks at most once a second, however many orders change', async () => {
  const { clock, fake, asked } = await openViews();
  const before = asked();
  for (let step = 0; step < 30; step += 1) {
    fake.arrive();
    await clock.advance(100);
  }
  expect(asked() - before).toBeLessThanOrEqual(4);
  expect(asked()).toBeGreaterThan(before);
});

it('never lets an older count overwrite a newer one', async () => {
  const slow = gate();
  let asks = 0;
  const { clock, fake, count } = await openViews(async (name) => {
    if (name !== 'orders.howMany') return;
    asks += 1;
    if (asks === 2) await slow.opened;
  });
  fake.arrive();
  await clock.advance(1_100);
  fake.arrive();
  await clock.advance(1_100);
  expect(count()).toBe(12);
  slow.open();
  await settle();
  expect(count()).toBe(12);
});

it('has no count left of a view that was removed', async () => {
  const { clock, store } = await openViews();
  await store.remove(view.id);
  await clock.advance(1_100);
  expect(store.getState().views).toEqual([]);
});
