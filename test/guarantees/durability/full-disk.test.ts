import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byForm, inFullForm } from '../../support/form.ts';
import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import type { IntakeOptions } from '../kill/desk-process.ts';
import { addressOf, end, startIntake } from '../kill/desk-process.ts';
import { inspect } from '../kill/inspect.ts';
import { prove } from '../prove.ts';
import { canTrace } from './power-cut/traced.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-disk-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A disk fault that begins at the n-th call and lasts for a number of calls, or forever. */
type Fault = {
  readonly call: 'pwrite64' | 'fsync';
  readonly error: 'ENOSPC' | 'EIO';
  readonly from: number;
  readonly lasts: number;
};

type Seen = {
  readonly taken: readonly string[];
  /** Refused deliveries; a run with none proves nothing. */
  readonly refused: number;
  readonly others: readonly number[];
  /** Seconds from the last fault to the next accepted delivery; null when the process stays stuck. */
  readonly takenAgainAfter: number | null;
};

const mostDeliveries = 60;
/** Consecutive accepted deliveries of a recovered process. */
const recoveredAfter = 5;

/**
 * Sends orders one by one to an app whose disk fails for a while, and repeats refused ones. @param patienceMs how
 * long the app may refuse orders
 */
async function deliverThrough(
  { call, error, from, lasts }: Fault,
  { patienceMs = 30_000, ...wishes }: IntakeOptions & { readonly patienceMs?: number } = {},
): Promise<Seen> {
  const log = join(dir, 'strace.log');
  const when = Number.isFinite(lasts) ? `${from}..${from + lasts}` : `${from}+`;
  // the tracer runs detached, so that the app is our direct child
  const tracer = ['strace', '-D', '-f', '-ttt', '-s', '0', '-o', log, '-e', `trace=${call}`];
  const inject = ['-e', `inject=${call}:error=${error}:when=${when}`];
  const app = startIntake(dir, { ...wishes, before: [...tracer, ...inject] });
  try {
    const url = await addressOf(app);
    const taken: { readonly id: string; readonly at: number }[] = [];
    const others: number[] = [];
    let refused = 0;
    let refusesSince = 0;
    let inARow = 0;
    const goesOn = (sent: number): boolean =>
      refused === 0
        ? sent < mostDeliveries
        : inARow < recoveredAfter && (inARow > 0 || Date.now() - refusesSince < patienceMs);
    for (let sent = 0; goesOn(sent); sent += 1) {
      const id = String(taken.length + 1);
      const body = shopifyOrderBody({ id: Number(id), name: `#${id}` });
      const status = await deliverTo(url, shopifyDelivery({ body }));
      if (status === 200) {
        taken.push({ id, at: Date.now() });
        inARow += 1;
      } else if (status === 503) {
        if (refused === 0 || inARow > 0) refusesSince = Date.now();
        refused += 1;
        inARow = 0;
      } else others.push(status);
    }
    const again = taken.find(({ at }) => at > lastStrike(log));
    const isWell = refused > 0 && inARow >= recoveredAfter && again !== undefined;
    return {
      taken: taken.map(({ id }) => id),
      refused,
      others,
      takenAgainAfter: isWell ? (again.at - lastStrike(log)) / 1_000 : null,
    };
  } finally {
    await end(app);
  }
}

/** The time of the last fault in strace's log, epoch milliseconds. */
function lastStrike(log: string): number {
  const strikes = readFileSync(log, 'utf8').matchAll(/ (\d+\.\d+) .*\(INJECTED\)$/gm);
  return Math.max(...[...strikes].map(([, seconds]) => Number(seconds) * 1_000));
}

const faultsWanted = byForm({ short: 2, full: 6, long: 50 });
const faultAt = (nth: number): Fault =>
  nth % 2 === 0
    ? { call: 'pwrite64', error: 'ENOSPC', from: 700 + 37 * (nth % faultsWanted), lasts: 12 }
    : { call: 'fsync', error: 'EIO', from: 36 + (nth % faultsWanted), lasts: 2 };

async function lostBy(seen: Seen): Promise<number> {
  const { orders, faults } = await inspect(dir);
  expect(faults).toEqual([]);
  return seen.taken.filter((id) => !orders.includes(id)).length;
}

describe.skipIf(!canTrace())('a disk that fails (no strace that may trace)', () => {
  it('refuses deliveries, loses no accepted one, and recovers', {
    timeout: 600_000,
  }, async () => {
    const sum = { faults: 0, lost: 0, stuck: 0 };
    const after: number[] = [];
    for (let nth = 0; sum.faults < faultsWanted && nth < 2 * faultsWanted; nth += 1) {
      const seen = await deliverThrough(faultAt(nth));
      sum.lost += await lostBy(seen);
      expect(seen.others).toEqual([]);
      if (seen.refused > 0) {
        sum.faults += 1;
        if (seen.takenAgainAfter === null) sum.stuck += 1;
        else after.push(seen.takenAgainAfter);
      }
      rmSync(dir, { recursive: true, force: true });
      mkdirSync(dir);
    }
    prove(5, 'faults', sum.faults);
    prove(5, 'lost', sum.lost);
    prove(5, 'stuck', sum.stuck);
    prove(5, 'accepted again after', Math.round(Math.max(...after) * 1_000) / 1_000);
  });

  inFullForm(() => {
    it('detects a stuck app when the disk fails forever', { timeout: 60_000 }, async () => {
      const fault = { ...faultAt(0), lasts: Number.POSITIVE_INFINITY };
      const seen = await deliverThrough(fault, { patienceMs: 1_000 });
      expect(seen.refused).toBeGreaterThan(0);
      expect(seen.takenAgainAfter).toBeNull();
    });
  });

  inFullForm(() => {
    it('detects lost orders when the app answers before it writes', { timeout: 60_000 }, async () => {
      const seen = await deliverThrough(faultAt(0), { hasty: 20 });
      expect(await lostBy(seen)).toBeGreaterThan(0);
    });
  });
});
