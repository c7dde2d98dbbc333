import { expect, it } from 'vitest';
import { createSetupStore } from '../../../src/renderer/state/setup-store.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { pageClock } from './page-clock.ts';

function setUp(before: (name: string) => Promise<void> = async () => {}) {
  const bridge = createFakeBridge({ now: () => 0, orders: 1, before });
  const client = pageClient(bridge.bridge);
  return { store: createSetupStore({ client, clock: pageClock() }), bridge };
}

it('shows what is noted before main has answered', async () => {
  const held = Promise.withResolvers<void>();
  const { store } = setUp((name) => (name === 'setup.note' ? held.promise : Promise.resolve()));
  await store.refresh();
  const noted = store.note({ kind: 'open', step: 'gmail' });
  expect(store.getState()).toMatchObject({ value: { open: 'gmail' } });
  held.resolve();
  await noted;
  await store.refresh();
  expect(store.getState()).toMatchObject({ value: { open: 'gmail' } });
});

it('keeps notes in the order in which they were made', async () => {
  const { store } = setUp();
  await store.refresh();
  await Promise.all([
    store.note({ kind: 'open', step: 'gmail' }),
    store.note({ kind: 'open', step: 'tunnel' }),
    store.note({ kind: 'open', step: null }),
  ]);
  await store.refresh();
  expect(store.getState()).toMatchObject({ value: { open: null } });
});

it('shows again what main has where it did not take a note', async () => {
  const { store, bridge } = setUp();
  await store.refresh();
  bridge.refuse('setup.note', new Problem('unreachable', 'Orderbell is not responding'));
  await store.note({ kind: 'open', step: 'gmail' });
  expect(store.getState()).toMatchObject({ value: { open: null } });
});
