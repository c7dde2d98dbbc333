import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskWishes } from '../kill/desk-process.ts';
import { addressOf, end, startDesk } from '../kill/desk-process.ts';
import { inspect } from '../kill/inspect.ts';
import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../support/shopify-delivery.ts';
import { canTrace } from './power-cut/traced.ts';
import { isLong } from './promises.ts';
import { prove } from './prove.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-disk-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A fault of the disk that begins at the so-manieth call and is over some calls later. */
type Fault = { readonly call: 'pwrite64' | 'fsync'; readonly error: 'ENOSPC' | 'EIO'; readonly from: number };

type Seen = {
  readonly taken: readonly string[];
  readonly refused: number;
  readonly others: readonly number[];
  /** Whether, the fault being over, orders were taken again by the same process. */
  readonly recovered: boolean;
};

const mostDeliveries = 60;

/** Delivers orders, one after the other, to a desk whose disk fails for a while; refused ones are sent again. */
async function deliverThrough({ call, error, from }: Fault, wishes?: DeskWishes): Promise<Seen> {
  const when = `${from}..${from + (call === 'pwrite64' ? 12 : 2)}`;
  // the tracer beside it, so that the desk is our own child
  const tracer = ['strace', '-D', '-f', '-o', '/dev/null', '-e', `trace=${call}`];
  const inject = ['-e', `inject=${call}:error=${error}:when=${when}`];
  const desk = startDesk(dir, { ...wishes, before: [...tracer, ...inject] });
  try {
    const url = await addressOf(desk);
    const taken: string[] = [];
    const others: number[] = [];
    let refused = 0;
    let since = 0;
    for (let nth = 1; nth <= mostDeliveries && since < 5; nth += 1) {
      const id = String(taken.length + 1);
      const body = shopifyOrderBody({ id: Number(id), name: `#${id}` });
      const status = await deliverTo(url, shopifyDelivery({ body }));
      if (status === 200) {
        taken.push(id);
        if (refused > 0) since += 1;
      } else if (status === 503) {
        refused += 1;
        since = 0;
      } else others.push(status);
    }
    return { taken, refused, others, recovered: since >= 5 || refused === 0 };
  } finally {
    await end(desk);
  }
}

const faultsTried: readonly Fault[] = Array.from({ length: isLong ? 50 : 6 }, (_, nth) =>
  nth % 2 === 0
    ? { call: 'pwrite64', error: 'ENOSPC', from: 700 + 37 * nth }
    : { call: 'fsync', error: 'EIO', from: 29 + nth },
);

async function lostBy(seen: Seen): Promise<number> {
  const { orders, faults } = await inspect(dir);
  expect(faults).toEqual([]);
  return seen.taken.filter((id) => !orders.includes(id)).length;
}

describe.skipIf(!canTrace())('a disk that fails (no strace that may trace)', () => {
  it('is told of by a refusal, loses nothing that was taken, and is written to again when it can be', {
    timeout: 600_000,
  }, async () => {
    const sum = { lost: 0, stuck: 0, refused: 0 };
    for (const fault of faultsTried) {
      const seen = await deliverThrough(fault);
      sum.lost += await lostBy(seen);
      sum.refused += seen.refused;
      if (!seen.recovered) sum.stuck += 1;
      expect(seen.others).toEqual([]);
      rmSync(dir, { recursive: true, force: true });
    }
    expect(sum.refused).toBeGreaterThan(faultsTried.length);
    prove(5, 'faults', faultsTried.length);
    prove(5, 'lost', sum.lost);
    prove(5, 'stuck', sum.stuck);
  });

  it('would be seen to lose, did the desk answer before it has written', { timeout: 60_000 }, async () => {
    const seen = await deliverThrough({ call: 'pwrite64', error: 'ENOSPC', from: 700 }, { hasty: 20 });
    expect(await lostBy(seen)).toBeGreaterThan(0);
  });
});
