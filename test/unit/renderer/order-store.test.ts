import { expect, it } from 'vitest';
import { createOrderStore } from '../../../src/renderer/state/order-store.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { pageClock, settle } from './page-clock.ts';

async function openOrder() {
  const clock = pageClock();
  const fake = createFakeBridge({ orders: 3, now: clock.now });
  const store = createOrderStore({
    client: pageClient(fake.bridge),
    clock,
  });
  const end = store.start();
  const [first, second] = fake.ids();
  if (first === undefined || second === undefined) throw new Error('there are no orders');
  await store.open(first);
  return { clock, fake, store, end, first, second };
}

it('keeps the order on screen while asking fails', async () => {
  const { fake, store, first } = await openOrder();
  fake.refuse('orders.get', new Problem('unreachable', 'Orderbell is not responding'));
  fake.emit({ kind: 'orders-changed', ids: [first], newIds: [] });
  await settle();
  expect(store.getState()).toMatchObject({ state: 'ready', id: first });
});

it('shows no order of a shop that is no longer open', async () => {
  const { fake, store, first } = await openOrder();
  await fake.bridge.call('sample.remove', undefined);
  fake.emit({ kind: 'app-changed' });
  await settle();
  expect(store.getState()).toMatchObject({ state: 'failed', id: first, error: { kind: 'not-found' } });
});

it('asks for no order once its window is gone', async () => {
  const { clock, fake, store, end, second } = await openOrder();
  const follow = (id: OrderId): void => store.follow(id);
  follow(second);
  follow(second);
  const asked = fake.calls().length;
  end();
  await clock.advance(1_000);
  expect(fake.calls().length).toBe(asked);
});
