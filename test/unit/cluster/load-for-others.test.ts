import { expect, it } from 'vitest';
import { authorsTimeMs, createLoadForOthers } from '../../../src/main/cluster/load-for-others.ts';
import { fakeClock } from '../../support/clock.ts';

function run({ isLeader = true, isProven = true, isDiskFull = false } = {}) {
  const clock = fakeClock();
  const provenAt = isProven ? clock.now() : null;
  const enqueued: number[] = [];
  const faults: unknown[] = [];
  const loop = createLoadForOthers({
    isLeader: () => isLeader,
    sync: { status: () => ({ restore: null, provenAt, otherDesks: 1, unreadable: 0, problem: null }) },
    clock,
    enqueue(before) {
      if (isDiskFull) throw new Error('the disk is full');
      return enqueued.push(before);
    },
    onFault: (error) => faults.push(error),
  });
  loop.start();
  return { clock, loop, enqueued, faults, before: (provenAt ?? 0) - authorsTimeMs };
}
const look = 10 * 60_000;

it.each([
  ['loads what is an hour older than the last complete read', {}, 1],
  ['loads nothing where another computer is the leader', { isLeader: false }, 0],
  ['loads nothing before BigQuery was read to its end', { isProven: false }, 0],
])('%s', async (_, state, loads) => {
  const { clock, enqueued, before } = run(state);
  await clock.advance(look);
  expect(enqueued).toEqual(Array(loads).fill(before));
  await clock.advance(look);
  expect(enqueued).toHaveLength(2 * loads);
});

it('looks again after a fault, and no more once it has stopped', async () => {
  const { clock, loop, faults } = run({ isDiskFull: true });
  await clock.advance(2 * look);
  expect(faults).toHaveLength(2);
  await loop.stop();
  await clock.advance(look);
  expect(faults).toHaveLength(2);
  expect(clock.waiting).toBe(0);
});
