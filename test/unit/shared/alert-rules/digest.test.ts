import { describe, expect, it } from 'vitest';
import type { AlikeOrders, DigestParts } from '../../../../src/shared/alert-rules/digest.ts';
import { digestOf } from '../../../../src/shared/alert-rules/digest.ts';
import { sourceSchema } from '../../../../src/shared/ids.ts';

const minute = 60_000;
const order = (part: Partial<AlikeOrders> & { readonly from?: string } = {}): AlikeOrders => ({
  source: sourceSchema.parse(part.from ?? 'shopify'),
  status: 'new',
  takenBy: null,
  needsReview: false,
  quarantined: false,
  count: 1,
  total: { minor: 1_000, currency: 'UAH' },
  ...part,
});
const taken = (manager: string, count = 1) => order({ status: 'taken', takenBy: manager, count });
const digest = (
  alike: readonly AlikeOrders[],
  {
    waits = [],
    notices = [],
  }: { readonly waits?: readonly number[] } & Partial<Pick<DigestParts, 'notices'>> = {},
) => digestOf({ from: 0, to: 100 * minute, orders: { alike, waits }, notices });

describe('a digest', () => {
  it('counts and sums orders by source, each currency apart', () => {
    const { sources, orders, totals } = digest([
      order(),
      order({ total: { minor: 500, currency: 'EUR' } }),
      order({ from: 'mail:wolt', count: 2 }),
      order({ total: null }),
    ]);
    expect(orders).toBe(5);
    expect(sources).toEqual([
      {
        source: 'shopify',
        orders: 3,
        totals: [
          { minor: 1_000, currency: 'UAH' },
          { minor: 500, currency: 'EUR' },
        ],
      },
      { source: 'mail:wolt', orders: 2, totals: [{ minor: 1_000, currency: 'UAH' }] },
    ]);
    expect(totals).toEqual([
      { minor: 2_000, currency: 'UAH' },
      { minor: 500, currency: 'EUR' },
    ]);
  });

  it('counts nothing in quarantine, which is to be looked at', () => {
    const { orders, quarantined } = digest([
      order({ quarantined: true }),
      order({ quarantined: true, status: 'cancelled' }),
    ]);
    expect([orders, quarantined]).toEqual([0, 1]);
  });

  it('counts a cancelled order, and not what it would have come to', () => {
    expect(digest([order(), order({ status: 'cancelled' })])).toMatchObject({
      orders: 2,
      cancelled: 1,
      untaken: 1,
      totals: [{ minor: 1_000 }],
    });
  });

  it('lists takers with counts, and the median and longest time', () => {
    const waits = [40 * minute, 1 * minute, 4 * minute, 2 * minute];
    expect(digest([taken('Taras'), taken('Anna', 2), taken('Olena')], { waits })).toMatchObject({
      takenBy: [
        { manager: 'Anna', orders: 2 },
        { manager: 'Olena', orders: 1 },
        { manager: 'Taras', orders: 1 },
      ],
      timeToTake: { median: 3 * minute, worst: 40 * minute },
      untaken: 0,
    });
    const { timeToTake } = digest([taken('Anna', 3)], { waits: waits.slice(1) });
    expect(timeToTake).toEqual({ median: 2 * minute, worst: 4 * minute });
    expect(digest([order()])).toMatchObject({ takenBy: [], timeToTake: null, untaken: 1 });
  });

  it('takes no time below none from clocks that differ', () => {
    expect(digest([taken('Anna')], { waits: [-5] }).timeToTake).toEqual({ median: 0, worst: 0 });
  });

  it('says how the notices ended', () => {
    const { notices } = digest([], {
      notices: [
        { state: 'sent', count: 5 },
        { state: 'unknown', count: 1 },
      ],
    });
    expect(notices).toEqual({ waiting: 0, sent: 5, refused: 0, unknown: 1, off: 0 });
  });
});
