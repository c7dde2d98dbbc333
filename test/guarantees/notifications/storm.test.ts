import { expect, it } from 'vitest';
import { storm } from '../../unit/notify/alert-rules/storm.ts';

it('sends one notification per order despite failures and crashes', async () => {
  const end = await storm({ orders: 60, kills: 12, seed: 3 });
  expect(end).toMatchObject({ twice: 0, silent: 0, unparked: 0, orders: 60 });
  // enough crashes happened
  expect(end.kills).toBeGreaterThan(5);
  expect(Object.keys(end.faults).length).toBe(12);
  expect(end.states).toMatchObject({ sent: expect.any(Number), unknown: expect.any(Number) });
  expect(end.passedOn).toMatchObject({ 'not-taken': expect.any(Number) });
}, 60_000);
