import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinedNumbers, joinedRanges } from '../../../src/main/ledger/ranges.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';

const anyRange = fc
  .record({ first: fc.integer({ min: 1, max: 40 }), wide: fc.nat(6) })
  .map(({ first, wide }) => ({ first, last: first + wide }));
const each = (ranges: readonly { readonly first: number; readonly last: number }[]) =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at));

it('joined ranges have the same numbers, rise, and neither touch nor overlap', () => {
  fc.assert(
    fc.property(fc.array(anyRange, { maxLength: 12 }), (ranges) => {
      const joined = joinedRanges(ranges);
      expect(each(joined)).toEqual([...new Set(each(ranges))].toSorted((one, other) => one - other));
      for (const [at, { first }] of joined.entries()) {
        expect(first).toBeGreaterThan((joined[at - 1]?.last ?? -1) + 1);
      }
    }),
  );
});

it('joined ranges have every workstation of either', () => {
  const [one, two] = ['desk-1', 'desk-2'].map((desk) => workstationIdSchema.parse(desk));
  if (!one || !two) throw new Error('two desks');
  expect(
    joinedNumbers(
      new Map([[one, [{ first: 1, last: 2 }]]]),
      new Map([
        [one, [{ first: 3, last: 3 }]],
        [two, [{ first: 9, last: 9 }]],
      ]),
    ),
  ).toEqual(
    new Map([
      [one, [{ first: 1, last: 3 }]],
      [two, [{ first: 9, last: 9 }]],
    ]),
  );
});
