import { beforeEach, describe, expect, it } from 'vitest';
import { authorsTimeMs, createLoadForOthers } from '../../../src/main/cluster/load-for-others.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

let clock: FakeClock;
let owed: number[];
let isLeader: boolean;
let provenAt: number | null;
beforeEach(() => {
  clock = fakeClock();
  owed = [];
  isLeader = true;
  provenAt = clock.now();
});

function run(owe: (before: number) => number = (before) => owed.push(before)) {
  const faults: unknown[] = [];
  const loop = createLoadForOthers({
    isLeader: () => isLeader,
    sync: { status: () => ({ restore: null, provenAt, otherDesks: 1, unreadable: 0, problem: null }) },
    clock,
    enqueue: owe,
    onFault: (error) => faults.push(error),
  });
  loop.start();
  return { loop, faults };
}
const look = () => clock.advance(10 * 60_000);

describe('what Pub/Sub brought an hour before BigQuery was read to its end', () => {
  it('is loaded by the leader', async () => {
    run();
    await look();
    expect(owed).toEqual([(provenAt ?? 0) - authorsTimeMs]);
    await look();
    expect(owed).toHaveLength(2);
  });

  it.each([
    [
      'another computer is the leader',
      () => {
        isLeader = false;
      },
    ],
    [
      'BigQuery has not been read to its end',
      () => {
        provenAt = null;
      },
    ],
  ])('is not when %s', async (_, change) => {
    run();
    change();
    await look();
    expect(owed).toEqual([]);
  });

  it('is looked for again after a fault, and no more once the desk has stopped', async () => {
    const { loop, faults } = run(() => {
      throw new Error('the disk is full');
    });
    await look();
    await look();
    expect(faults).toHaveLength(2);
    await loop.stop();
    await look();
    expect(faults).toHaveLength(2);
    expect(clock.waiting).toBe(0);
  });
});
