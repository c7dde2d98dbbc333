import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part } from '../../../../src/main/intake/mail/solve-sums.ts';
import { solve } from '../../../../src/main/intake/mail/solve-sums.ts';

const part = (kind: Part['kind'], minor: number, more: Partial<Part> = {}): Part => ({
  kind,
  minor,
  negative: false,
  included: false,
  place: 'within',
  ...more,
});
const cents = fc.integer({ min: 1, max: 1_000_000 });

describe('the sums of an order', () => {
  it('are solved at no cost when every part counts as its words say', () => {
    fc.assert(
      fc.property(cents, cents, cents, cents, cents, (lines, delivery, fee, tip, tax) => {
        const parts = [part('delivery', delivery), part('fee', fee), part('tip', tip), part('tax', tax)];
        const total = lines + delivery + fee + tip + tax;
        expect(solve(lines, total, parts, false)).toEqual({ signs: [1, 1, 1, 1], cost: 0 });
      }),
    );
  });

  it('are refused when off by a cent', () => {
    fc.assert(
      fc.property(cents, cents, cents, (lines, delivery, discount) => {
        const parts = [part('delivery', delivery), part('discount', discount, { negative: true })];
        expect(solve(lines, lines + delivery - discount + 1, parts, false)).toBeNull();
      }),
    );
  });

  it('never need the delivery left out, nor an amount counted twice', () => {
    expect(solve(1398, 1398, [part('delivery', 399)], false)).toBeNull();
    expect(solve(1000, 1200, [part('delivery', 100)], false)).toBeNull();
  });

  it('take an unknown row for a fee, or for a discount when it is negative', () => {
    const parts = [part(null, 100), part(null, 200, { negative: true })];
    expect(solve(1000, 900, parts, false)?.signs).toEqual([1, -1]);
  });

  it('take a tax for included when only that makes the total', () => {
    expect(solve(1000, 1000, [part('tax', 160)], false)?.signs).toEqual([0]);
    expect(solve(1000, 1160, [part('tax', 160)], false)?.signs).toEqual([1]);
  });

  it('know the sum of the items under a name nobody knows', () => {
    expect(solve(1000, 1100, [part(null, 1000), part('delivery', 100)], false)?.signs).toEqual([0, 1]);
  });

  it('count nothing below the total, as a marketplace prints its share there', () => {
    const share = part('other', 150, { negative: true, place: 'after' });
    expect(solve(1000, 1000, [share], false)).toEqual({ signs: [0], cost: 0 });
    expect(solve(1000, 850, [share], false)).toBeNull();
  });

  it('turn at most two parts from the usual, so that not any numbers make any total', () => {
    const parts = [part(null, 1), part(null, 10), part(null, 100)];
    expect(solve(1000, 1000, parts, false)).toBeNull();
    expect(solve(1000, 1100, parts, false)?.signs).toEqual([0, 0, 1]);
  });

  it('are given up on a mail with more loose rows than an order has', () => {
    const parts = Array.from({ length: 5000 }, (_, at) => part(null, at + 1));
    expect(solve(7, 3, parts, false)).toBeNull();
  });
});
