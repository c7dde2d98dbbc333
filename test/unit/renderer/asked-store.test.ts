import { expect, it } from 'vitest';
import { createQueryStore } from '../../../src/renderer/state/queries/query-store.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

function openStore(ask: () => Promise<string>) {
  const clock = pageClock();
  const fake = createFakeBridge({ now: clock.now });
  const client = pageClient(fake.bridge);
  const store = createQueryStore({
    client,
    clock,
    ask,
    when: ({ kind }) => kind === 'chats-changed',
    everyMs: 30_000,
  });
  return { clock, fake, store, end: store.start() };
}

it('queries at start, once per burst, and every half minute', async () => {
  let asked = 0;
  const { clock, fake, end } = openStore(() => {
    asked += 1;
    return Promise.resolve(String(asked));
  });
  await settle();
  for (let time = 0; time < 10; time += 1) fake.emit({ kind: 'chats-changed' });
  fake.emit({ kind: 'app-changed' });
  await clock.advance(1000);
  expect(asked).toBe(2);
  await clock.advance(30_000);
  expect(asked).toBe(3);
  end();
  await clock.advance(90_000);
  expect(asked).toBe(3);
});

it('never lets an older answer overwrite a newer one', async () => {
  const slow = gate();
  let asked = 0;
  const { store } = openStore(async () => {
    asked += 1;
    const mine = asked;
    if (mine === 1) await slow.opened;
    return `answer ${mine}`;
  });
  await store.refresh();
  slow.open();
  await settle();
  expect(store.getState()).toMatchObject({ value: 'answer 2' });
});

it('keeps the last value on screen while asking fails, beside the reason', async () => {
  let isBroken = false;
  const { store } = openStore(() =>
    isBroken ? Promise.reject(new Error('Orderbell is not responding')) : Promise.resolve('14 of 14'),
  );
  await settle();
  isBroken = true;
  await store.refresh();
  expect(store.getState()).toMatchObject({
    state: 'ready',
    value: '14 of 14',
    error: { message: 'Orderbell is not responding' },
  });
});
