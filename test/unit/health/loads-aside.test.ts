import { expect, it } from 'vitest';
import { loadsAsideOf } from '../../../src/main/health/completeness/unlisted-loads.ts';
import { messageIdSchema, orderIdOf } from '../../../src/shared/ids.ts';

const id = (name: string) => messageIdSchema.parse(name);
const parked = [
  { id: id('m1'), reason: 'no such field' },
  { id: id('m2'), reason: 'the row is too large' },
  { id: id('m3'), reason: null },
];

it('counts the loads that were set aside and that no order in the list tries again, with why the first one was', () => {
  const differences = [
    { next: { do: 'retry', message: id('m1') } },
    { next: { do: 'open', order: orderIdOf('shopify', '1') } },
    { next: { do: 'hurry' } },
  ] as const;
  expect(loadsAsideOf(parked, differences)).toEqual({ count: 2, reason: 'the row is too large' });
});

it('tells of none where each is tried again by its order', () => {
  const differences = parked.map(({ id: message }) => ({ next: { do: 'retry', message } as const }));
  expect(loadsAsideOf(parked, differences)).toBeNull();
});
