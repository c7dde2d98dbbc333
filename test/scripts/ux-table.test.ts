import { expect, it } from 'vitest';
import { requirements } from '../ux/support/requirements.ts';
import { numbers, tableOf, verdicts } from '../ux/support/table.ts';

const passedAll = numbers.map((requirement) => ({ requirement, name: 'holds', state: 'passed' }));
const measuredAll = numbers.flatMap((requirement) =>
  Object.entries(requirements[requirement].budgets).map(([name, budget]) => ({
    requirement,
    name,
    value: 'atMost' in budget ? budget.atMost : budget.atLeast,
    runs: [],
  })),
);
const missed = (...of: Parameters<typeof verdicts>): readonly number[] =>
  verdicts(...of)
    .filter(({ misses }) => misses.length > 0)
    .map(({ number }) => number);

it('has all twenty-five requirements, and misses none that is tested and within its budget', () => {
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  expect(missed(passedAll, measuredAll)).toEqual([]);
});

it('counts a requirement without a test as missed', () => {
  const others = passedAll.filter(({ requirement }) => requirement !== 12);
  expect(missed(others, measuredAll)).toEqual([12]);
});

it('counts a test that failed or was skipped as missed', () => {
  const more = [
    { requirement: 4, name: 'fails', state: 'failed' },
    { requirement: 6, name: 'is left out', state: 'skipped' },
  ];
  expect(missed([...passedAll, ...more], measuredAll)).toEqual([4, 6]);
});

it('counts a figure out of its budget, or none at all, as missed, and says which', () => {
  const slow = measuredAll
    .filter(({ name }) => name !== 'layout shift')
    .map((figure) => (figure.requirement === 13 ? { ...figure, value: 151 } : figure));
  expect(missed(passedAll, slow)).toEqual([1, 13]);
  const table = tableOf(verdicts(passedAll, slow));
  expect(table).toContain('first results 151 (≤ 150 ms)');
  expect(table).toContain('layout shift was not measured');
  expect(table).toMatch(/23 of 25 pass, 2 miss$/);
});
