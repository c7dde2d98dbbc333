import { expect, it } from 'vitest';
import { startAlertSounds } from '../../../src/renderer/features/notifications/alert-sounds.ts';
import { createAlertRulesStore } from '../../../src/renderer/state/alert-rules-store.ts';
import type { AlertRules, Conditions } from '../../../src/shared/alert-rules/rules.ts';
import { defaultRules, lastRule } from '../../../src/shared/alert-rules/rules.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fakePlayer } from './fake-player.ts';
import { pageClient } from './page-client.ts';
import { pageClock, settle } from './page-clock.ts';

type Heard = Parameters<typeof startAlertSounds>[0]['soundFor'];

async function openBell({
  orders = 3,
  soundFor = (sound) => sound,
}: {
  readonly orders?: number;
  readonly soundFor?: Heard;
} = {}) {
  const clock = pageClock();
  const fake = createFakeBridge({ orders, now: clock.now });
  const { player, rang } = fakePlayer();
  let isCut = false;
  const bridge: Bridge = {
    ...fake.bridge,
    on: (listener) => fake.bridge.on((event) => !isCut && listener(event)),
  };
  const client = pageClient(bridge);
  const bell = createAlertRulesStore({ client, clock });
  const end = startAlertSounds({
    client,
    clock,
    player,
    bell,
    soundFor,
  });
  bell.start();
  await settle();
  const cut = (yes: boolean): void => {
    isCut = yes;
  };
  return { clock, fake, rang, bell, client, cut, end };
}

it('rings once for a burst of 20 orders', async () => {
  const { clock, fake, rang } = await openBell();
  for (let order = 0; order < 20; order += 1) fake.arrive();
  await clock.advance(1000);
  expect(rang).toHaveLength(1);
});

it('rings once for a burst of orders, as after a backlog', async () => {
  const { clock, fake, rang } = await openBell({ orders: 0 });
  for (let order = 0; order < 20; order += 1) {
    fake.arrive();
    await clock.advance(300);
  }
  await clock.advance(2_000);
  expect(rang).toHaveLength(1);
});

it('rings at once after the clock was set back', async () => {
  const { clock, fake, rang } = await openBell({ orders: 0 });
  fake.arrive();
  await clock.advance(5_000);
  clock.set(-3_600_000);
  fake.arrive();
  await clock.advance(1_000);
  expect(rang).toHaveLength(2);
});

it('rings repeatedly until the order is taken', async () => {
  const { clock, fake, rang, client } = await openBell({ orders: 0 });
  const id = fake.arrive();
  await clock.advance(90_000);
  expect(rang).toHaveLength(5);
  await client.call('orders.take', { id });
  await clock.advance(600_000);
  expect(rang).toHaveLength(5);
});

it('rings at once for the next order or one that needs review', async () => {
  const { clock, fake, rang } = await openBell({ orders: 0 });
  for (let order = 0; order < 4; order += 1) {
    fake.arrive();
    await clock.advance(5000);
  }
  expect(rang).toEqual(['new-order', 'new-order', 'new-order', 'needs-review']);
});

it('is silent for hushed orders, and rings for the next', async () => {
  const { clock, fake, rang, bell } = await openBell({ orders: 0 });
  fake.arrive();
  await clock.advance(1_000);
  bell.hush();
  await clock.advance(600_000);
  expect(rang).toHaveLength(1);
  fake.arrive();
  await clock.advance(1_000);
  expect(rang).toHaveLength(2);
});

it('rings for a hushed order that was taken and released', async () => {
  const { clock, fake, rang, bell, client } = await openBell({ orders: 0 });
  const id = fake.arrive();
  await clock.advance(1_000);
  bell.hush();
  await client.call('orders.take', { id });
  await clock.advance(5_000);
  await client.call('orders.setStatus', { id, status: 'new' });
  await clock.advance(1_000);
  expect(rang).toHaveLength(2);
});

it('is silent for history and for changes', async () => {
  const { clock, fake, rang } = await openBell();
  fake.emit({ kind: 'orders-changed', ids: fake.ids(), newIds: [] });
  await clock.advance(1000);
  expect(rang).toEqual([]);
});

it('rings once for an order that only needs review', async () => {
  const { clock, fake, rang } = await openBell();
  fake.emit({ kind: 'alert-once', sound: 'question' });
  await clock.advance(600_000);
  expect(rang).toEqual(['needs-review']);
});

it('rings for an order even when main cannot be asked what rings', async () => {
  const { clock, fake, rang } = await openBell();
  fake.refuse('alertRules.get', new Problem('unreachable', 'Orderbell is not responding'));
  fake.arrive();
  await clock.advance(2000);
  expect(rang).toEqual(['new-order']);
});

it('rings for an order that came during a disconnection', async () => {
  const { clock, fake, rang, cut } = await openBell({ orders: 0 });
  cut(true);
  await clock.advance(5_000);
  fake.arrive();
  await clock.advance(5_000);
  expect(rang).toEqual([]);
  cut(false);
  fake.emit({ kind: 'alert-rules-changed' });
  await clock.advance(1_000);
  expect(rang).toEqual(['new-order']);
});

it('ends with its window', async () => {
  const { clock, fake, rang, end } = await openBell({ orders: 0 });
  fake.arrive();
  await clock.advance(1_000);
  end();
  await clock.advance(600_000);
  expect(rang).toHaveLength(1);
});

it('sounds as this computer likes it, whatever the rule says', async () => {
  const { clock, fake, rang } = await openBell({ orders: 0, soundFor: () => 'knock' });
  fake.arrive();
  await clock.advance(1_000);
  expect(rang).toEqual(['late']);
});

it('mutes a source at once, and rings again when it is on', async () => {
  const { clock, fake, rang, bell, client } = await openBell({ orders: 0 });
  const id = fake.arrive();
  await clock.advance(1_000);
  const { order } = await client.call('orders.get', { id });
  await bell.ringHere(order.source, false);
  await clock.advance(600_000);
  expect(rang).toHaveLength(1);
  await bell.ringHere(order.source, true);
  await clock.advance(1_000);
  expect(rang).toHaveLength(2);
});

it('keeps no edit of a change that was reverted', async () => {
  const { bell } = await openBell();
  const hours = { days: [1, 2], from: '09:00', to: '20:00' };
  const alertRulesOf = (when: Conditions): AlertRules => ({
    ...defaultRules,
    rules: [{ ...lastRule, when }],
  });
  bell.edit(alertRulesOf({ needsReview: true, hours }));
  await bell.save();
  bell.edit(alertRulesOf({ hours }));
  expect(bell.edited.getState()).not.toBeNull();
  bell.edit(alertRulesOf({ hours, needsReview: true }));
  expect(bell.edited.getState()).toBeNull();
});
