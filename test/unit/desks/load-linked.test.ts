import { beforeEach, describe, expect, it } from 'vitest';
import { authorsTimeMs, createLoadLinked } from '../../../src/main/desks/load-linked.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';

let clock: FakeClock;
let owed: number[];
let lease: { isOurs: boolean; isSure: boolean };
let provenAt: number | null;
beforeEach(() => {
  clock = fakeClock();
  owed = [];
  lease = { isOurs: true, isSure: true };
  provenAt = clock.now();
});

function run(owe: (before: number) => number = (before) => owed.push(before)) {
  const faults: unknown[] = [];
  const loop = createLoadLinked({
    lease: { role: () => ({ receiver: null, isOurs: lease.isOurs }), isSure: () => lease.isSure },
    sync: { status: () => ({ restore: null, provenAt, otherDesks: 1, unreadable: 0, problem: null }) },
    clock,
    owe,
    onFault: (error) => faults.push(error),
  });
  loop.start();
  return { loop, faults };
}
const look = () => clock.advance(10 * 60_000);

describe('what came by the link an hour before BigQuery was read to its end', () => {
  it('is loaded by the desk that listens', async () => {
    run();
    await look();
    expect(owed).toEqual([(provenAt ?? 0) - authorsTimeMs]);
    await look();
    expect(owed).toHaveLength(2);
  });

  it.each([
    ['another listens', () => Object.assign(lease, { isOurs: false })],
    ['another may have taken over by now', () => Object.assign(lease, { isSure: false })],
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
