import { expect, it } from 'vitest';
import { createClient } from '../../src/renderer/client/client.ts';
import { startBell } from '../../src/renderer/state/bell.ts';
import type { Bridge } from '../../src/shared/contract.ts';
import { Problem } from '../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClock, settle } from './page-clock.ts';

async function openBell({ orders = 3 } = {}) {
  const clock = pageClock();
  const desk = createFakeBridge({ orders, now: clock.now });
  const rang: string[] = [];
  let isCut = false;
  const bridge: Bridge = {
    ...desk.bridge,
    on: (listener) => desk.bridge.on((event) => !isCut && listener(event)),
  };
  startBell({
    client: createClient(bridge, { soundWithoutGesture: true }),
    clock,
    player: { play: (name) => void rang.push(name), try: () => undefined, unlock: () => undefined },
  });
  await settle();
  const cut = (yes: boolean): void => {
    isCut = yes;
  };
  return { clock, desk, rang, cut };
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

it('rings for an order that came while the page was cut off, once it is back, and not for older ones', async () => {
  const { clock, desk, rang, cut } = await openBell({ orders: 0 });
  cut(true);
  await clock.advance(5_000);
  desk.arrive();
  await clock.advance(5_000);
  cut(false);
  desk.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  await clock.advance(1_000);
  expect(rang).toEqual(['new-order']);
  desk.emit({ kind: 'orders-changed', ids: [], newIds: [] });
  await clock.advance(1_000);
  expect(rang).toEqual(['new-order']);
});

it('rings late for an order that became late while the list could not be asked', async () => {
  const { clock, desk, rang } = await openBell({ orders: 0 });
  desk.arrive();
  await clock.advance(9 * 60_000);
  desk.refuse('orders.list', new Problem('unreachable', 'Orderbell does not answer'));
  await clock.advance(3 * 60_000);
  desk.refuse('orders.list', null);
  await clock.advance(3 * 60_000);
  expect(rang).toEqual(['new-order', 'late']);
});
