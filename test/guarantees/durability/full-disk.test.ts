import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byForm, inFullForm } from '../../support/form.ts';
import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import type { DeskWishes } from '../kill/desk-process.ts';
import { addressOf, end, startDesk } from '../kill/desk-process.ts';
import { inspect } from '../kill/inspect.ts';
import { prove } from '../prove.ts';
import { canTrace } from './power-cut/traced.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-disk-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A fault of the disk that begins at the so-manieth call and is over so many calls later, or never. */
type Fault = {
  readonly call: 'pwrite64' | 'fsync';
  readonly error: 'ENOSPC' | 'EIO';
  readonly from: number;
  readonly lasts: number;
};

type Seen = {
  readonly taken: readonly string[];
  /** One that refused nothing says nothing: it may have met what nobody waits for. */
  readonly refused: number;
  readonly others: readonly number[];
  /** How long after the fault's last strike a delivery was taken again, seconds; null when the process stays stuck. */
  readonly takenAgainAfter: number | null;
};

const mostDeliveries = 60;
/** So many in a row are taken by one that is well again. */
const wellAgain = 5;

/**
 * Delivers orders, one after the other, to a desk whose disk fails for a while; refused ones are sent again.
 * @param patienceMs how long one that refuses is given to take orders again
 */
async function deliverThrough(
  { call, error, from, lasts }: Fault,
  { patienceMs = 30_000, ...wishes }: DeskWishes & { readonly patienceMs?: number } = {},
): Promise<Seen> {
  const log = join(dir, 'strace.log');
  const when = Number.isFinite(lasts) ? `${from}..${from + lasts}` : `${from}+`;
  // the tracer beside it, so that the desk is our own child
  const tracer = ['strace', '-D', '-f', '-ttt', '-s', '0', '-o', log, '-e', `trace=${call}`];
  const inject = ['-e', `inject=${call}:error=${error}:when=${when}`];
  const desk = startDesk(dir, { ...wishes, before: [...tracer, ...inject] });
  try {
    const url = await addressOf(desk);
    const taken: { readonly id: string; readonly at: number }[] = [];
    const others: number[] = [];
    let refused = 0;
    let refusesSince = 0;
    let inARow = 0;
    const goesOn = (sent: number): boolean =>
      refused === 0
        ? sent < mostDeliveries
        : inARow < wellAgain && (inARow > 0 || Date.now() - refusesSince < patienceMs);
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
    const isWell = refused > 0 && inARow >= wellAgain && again !== undefined;
    return {
      taken: taken.map(({ id }) => id),
      refused,
      others,
      takenAgainAfter: isWell ? (again.at - lastStrike(log)) / 1_000 : null,
    };
  } finally {
    await end(desk);
  }
}

/** When the fault struck for the last time, as strace tells it, epoch milliseconds. */
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
  it('is told of by a refusal, loses nothing that was taken, and is written to again when it can be', {
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
    prove(5, 'taken again after', Math.round(Math.max(...after) * 1_000) / 1_000);
  });

  inFullForm(() => {
    it('would be seen to stay stuck, did the disk fail for good', { timeout: 60_000 }, async () => {
      const fault = { ...faultAt(0), lasts: Number.POSITIVE_INFINITY };
      const seen = await deliverThrough(fault, { patienceMs: 1_000 });
      expect(seen.refused).toBeGreaterThan(0);
      expect(seen.takenAgainAfter).toBeNull();
    });
  });

  inFullForm(() => {
    it('would be seen to lose, did the desk answer before it has written', { timeout: 60_000 }, async () => {
      const seen = await deliverThrough(faultAt(0), { hasty: 20 });
      expect(await lostBy(seen)).toBeGreaterThan(0);
    });
  });
});
