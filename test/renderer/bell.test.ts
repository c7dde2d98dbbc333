import { expect, it } from 'vitest';
import { createClient } from '../../src/renderer/client/client.ts';
import { startBell } from '../../src/renderer/state/bell.ts';
import { Problem } from '../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClock, settle } from './page-clock.ts';

async function openBell({ orders = 3 } = {}) {
  const clock = pageClock();
  const desk = createFakeBridge({ orders, now: clock.now });
  const rang: string[] = [];
  startBell({
    client: createClient(desk.bridge, { soundWithoutGesture: true }),
    clock,
    player: { play: (name) => void rang.push(name), try: () => undefined, unlock: () => undefined },
  });
  await settle();
  return { clock, desk, rang };
}

it('rings once for a burst of 20 orders', async () => {
  const { clock, desk, rang } = await openBell();
  for (let order = 0; order < 20; order += 1) desk.arrive();
  await clock.advance(1000);
  expect(rang).toHaveLength(1);
});

it('rings for what came, and otherwise when it needs a person to look', async () => {
  const { clock, desk, rang } = await openBell({ orders: 0 });
  for (let order = 0; order < 4; order += 1) {
    desk.arrive();
    await clock.advance(5000);
  }
  expect(rang).toEqual(['new-order', 'new-order', 'new-order', 'needs-review']);
});

it('is silent for history and for changes', async () => {
  const { clock, desk, rang } = await openBell();
  desk.emit({ kind: 'orders-changed', ids: desk.ids(), newIds: [] });
  await clock.advance(1000);
  expect(rang).toEqual([]);
});

it('rings once when an order that nobody took becomes late', async () => {
  const { clock, desk, rang } = await openBell({ orders: 0 });
  desk.arrive();
  await clock.advance(30 * 60_000);
  expect(rang).toEqual(['new-order', 'late']);
});

it('rings for an order even when the list cannot be asked', async () => {
  const { clock, desk, rang } = await openBell();
  desk.refuse('orders.list', new Problem('unreachable', 'Orderbell does not answer'));
  desk.arrive();
  await clock.advance(1000);
  expect(rang).toEqual(['new-order']);
});
