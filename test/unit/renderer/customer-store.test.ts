import { describe, expect, it } from 'vitest';
import { createCustomerStore } from '../../../src/renderer/features/customers/customer-store.ts';
import { createClient } from '../../../src/renderer/lib/client/client.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { CustomerDetail } from '../../../src/shared/customer/view.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { pageClock, settle } from './page-clock.ts';

const anna = orderIdOf('manual', '1');
const taras = orderIdOf('manual', '2');
const olena = orderIdOf('manual', '3');

/** An app whose answers name the customer of the call, each given when the test says so. */
function openStore() {
  const clock = pageClock();
  const asked: string[] = [];
  const answers = new Map<string, () => void>();
  const bridge: Bridge = {
    call(_name, input) {
      const { id } = input as { readonly id: string }; // the store's latest query
      asked.push(id);
      return new Promise((resolve) => answers.set(id, () => resolve({ ok: true, value: { row: { id } } })));
    },
    on: () => () => {},
  };
  const client = createClient(bridge, { soundWithoutGesture: true, printsByItself: true });
  const store = createCustomerStore({ client, clock });
  const answer = async (id: string): Promise<void> => {
    answers.get(id)?.();
    await settle();
  };
  return { clock, asked, answer, store, end: store.start() };
}

it('keeps the last customer shown while moving fast, until the next loads', async () => {
  const { store, answer, clock } = openStore();
  store.follow(anna);
  await answer(anna);
  store.follow(taras);
  store.follow(olena);
  expect(store.getState()).toMatchObject({ state: 'loading', id: olena, before: { row: { id: anna } } });
  await clock.advance(90);
  await answer(taras);
  await answer(olena);
  expect(store.getState()).toMatchObject({ state: 'ready', id: olena, customer: { row: { id: olena } } });
});

it('loads the first of a run at once, and then the last', async () => {
  const { store, asked, clock } = openStore();
  for (const id of [anna, taras, olena, taras]) store.follow(id);
  expect(asked).toEqual([anna]);
  await clock.advance(89);
  expect(asked).toEqual([anna]);
  await clock.advance(1);
  expect(asked).toEqual([anna, taras]);
});

it('ignores the late answer of a customer who was passed by', async () => {
  const { store, answer } = openStore();
  store.follow(anna);
  store.follow(taras);
  await answer(anna);
  expect(store.getState()).toEqual({ state: 'loading', id: taras, before: null });
});

it('loads nothing after its page closed, and the same customer on return', async () => {
  const { store, asked, clock, end } = openStore();
  store.follow(anna);
  store.follow(taras);
  end();
  await clock.advance(1_000);
  expect(asked).toEqual([anna]);
  store.start();
  store.follow(taras);
  expect(asked).toEqual([anna, taras]);
});

describe('the answer to a decision', () => {
  const detailOf = (id: string): CustomerDetail => ({ row: { id } }) as CustomerDetail; // the fields that the store reads

  it('shows whom it was made about', async () => {
    const { store, answer } = openStore();
    store.follow(anna);
    await answer(anna);
    const take = store.taking();
    const decided = detailOf(anna);
    expect(take(decided)).toBe(true);
    expect(store.getState()).toEqual({ state: 'ready', id: anna, customer: decided });
  });

  it('never replaces a customer opened in the meantime, and blocks no loading', async () => {
    const { store, answer, clock } = openStore();
    store.follow(anna);
    await answer(anna);
    const take = store.taking();
    store.follow(olena);
    await clock.advance(90);
    expect(take(detailOf(anna))).toBe(false);
    await answer(olena);
    expect(store.getState()).toMatchObject({ state: 'ready', id: olena, customer: { row: { id: olena } } });
  });
});
