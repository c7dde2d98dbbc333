import { beforeEach, expect, it } from 'vitest';
import { createPaletteStore } from '../../../src/renderer/app/palette/palette-store.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { pageClock, settle } from './page-clock.ts';

let clock: ReturnType<typeof pageClock>;
let fake: ReturnType<typeof createFakeBridge>;
let store: ReturnType<typeof createPaletteStore>;
/** The delayed answers, by query. */
let held: Map<string, () => void>;
let isHeld: boolean;

beforeEach(() => {
  clock = pageClock();
  held = new Map();
  isHeld = false;
  fake = createFakeBridge({
    now: clock.now,
    orders: 40,
    before: (name: CommandName, input) => {
      if (!isHeld || name !== 'orders.list') return Promise.resolve();
      const { text } = input as { readonly text: string }; // the store's latest query
      return new Promise((resolve) => held.set(text, resolve));
    },
  });
  store = createPaletteStore({
    client: pageClient(fake.bridge),
    clock,
  });
});

const asked = (): number => fake.calls().filter((name) => name === 'orders.list').length;
async function type(text: string): Promise<void> {
  store.search(text);
  await clock.advance(50);
  await settle();
}
const found = () => {
  const now = store.getState();
  return now.state === 'ready' ? now.found : null;
};

it('finds a few orders and customers, and counts further orders', async () => {
  await type('Olena');
  expect(found()?.orders.map(({ customerName }) => customerName)).toEqual(Array(5).fill('Olena Kovalenko'));
  expect(found()?.customers).toMatchObject([{ name: 'Olena Kovalenko', orders: 5 }]);
  await type('e');
  expect(found()?.orders).toHaveLength(6);
  expect(found()?.more).toBeGreaterThan(0);
});

it('asks once for a word that is typed in one go', async () => {
  for (const text of ['O', 'Ol', 'Ole', 'Olen']) store.search(text);
  await type('Olena');
  expect(asked()).toBe(1);
});

it('shows the last query’s answer, not a later old one', async () => {
  isHeld = true;
  await type('Olena');
  await type('Sofia');
  held.get('Sofia')?.();
  await settle();
  expect(found()?.text).toBe('Sofia');
  held.get('Olena')?.();
  await settle();
  expect(found()?.text).toBe('Sofia');
});

it('keeps results while searching, and clears them with the text', async () => {
  await type('Olena');
  isHeld = true;
  await type('Sofia');
  expect(store.getState()).toMatchObject({ state: 'searching', before: { text: 'Olena' } });
  store.search('  ');
  expect(store.getState()).toEqual({ state: 'idle' });
  held.get('Sofia')?.();
  await settle();
  expect(store.getState()).toEqual({ state: 'idle' });
});

it('says why nothing could be looked for', async () => {
  fake.refuse('customers.search', new Problem('unreachable', 'the ledger is busy'));
  await type('Olena');
  expect(store.getState()).toMatchObject({ state: 'failed', error: { message: 'the ledger is busy' } });
});
