import { expect, it } from 'vitest';
import { storm } from '../../unit/notify/alert-rules/storm.ts';

it('tells nobody twice and leaves no order silent, whatever ManyChat does and wherever the app dies', async () => {
  const end = await storm({ orders: 60, kills: 12, seed: 3 });
  expect(end).toMatchObject({ twice: 0, silent: 0, unparked: 0, orders: 60 });
  // it was a storm
  expect(end.kills).toBeGreaterThan(5);
  expect(Object.keys(end.faults).length).toBe(12);
  expect(end.states).toMatchObject({ sent: expect.any(Number), unknown: expect.any(Number) });
  expect(end.passedOn).toMatchObject({ 'not-taken': expect.any(Number) });
}, 60_000);
