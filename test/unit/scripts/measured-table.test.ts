import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { outcomesOfAll } from '../../guarantees/outcomes.ts';
import type { Promised } from '../../guarantees/promises/promised.ts';
import { promises } from '../../guarantees/promises.ts';
import type { Budget } from '../../support/measured/budget.ts';
import type { Figure } from '../../support/measured/figures.ts';
import type { Ran } from '../../support/measured/table-reporter.ts';
import type { Outcome } from '../../support/measured/verdicts.ts';
import { numbersOf, tableOf, verdictsOn } from '../../support/measured/verdicts.ts';
import { requirements } from '../../ux/support/requirements.ts';

const numbers = numbersOf(requirements);
const passedAll = numbers.map((of) => ({ of, name: 'holds', state: 'passed' }));
const measuredAll = Object.entries(requirements).flatMap(([of, { budgets }]) =>
  Object.entries<Budget>(budgets).map(([name, budget]) => ({
    of: Number(of),
    name,
    value: 'atMost' in budget ? budget.atMost : 'atLeast' in budget ? budget.atLeast : budget.exactly,
    runs: [],
  })),
);
const verdicts = (outcomes: readonly Outcome[], figures: readonly Figure[]) =>
  verdictsOn(requirements, outcomes, figures);
const missed = (...given: Parameters<typeof verdicts>): readonly number[] =>
  verdicts(...given)
    .filter(({ misses }) => misses.length > 0)
    .map(({ number }) => number);

it('has all twenty-five requirements, each tested and within its budget', () => {
  expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  expect(missed(passedAll, measuredAll)).toEqual([]);
});

it('counts a requirement without a test as missed', () => {
  const others = passedAll.filter(({ of }) => of !== 12);
  expect(missed(others, measuredAll)).toEqual([12]);
});

it('counts a test that failed or was skipped as missed', () => {
  const more = [
    { of: 4, name: 'fails', state: 'failed' },
    { of: 6, name: 'is left out', state: 'skipped' },
  ];
  expect(missed([...passedAll, ...more], measuredAll)).toEqual([4, 6]);
});

it('counts a missing or exceeded figure as missed, and names it', () => {
  const slow = measuredAll
    .filter(({ name }) => name !== 'layout shift')
    .map((figure) => (figure.of === 13 ? { ...figure, value: 151 } : figure));
  expect(missed(passedAll, slow)).toEqual([1, 13]);
  const table = tableOf(verdicts(passedAll, slow));
  expect(table).toContain('first results 151 (≤ 150 ms)');
  expect(table).toContain('layout shift was not measured');
  expect(table).toMatch(/23 of 25 pass, 2 miss$/);
});

it('counts the worst of several runs, and negatives as none', () => {
  const list = {
    1: { name: 'lasts', budgets: { lost: { exactly: 0, unit: '' }, hours: { atLeast: 2, unit: 'h' } } },
  };
  const judge = (lost: readonly number[], hours: readonly number[]) => {
    const figure = (name: string, value: number): Figure => ({ of: 1, name, value, runs: [] });
    const all = [
      ...lost.map((value) => figure('lost', value)),
      ...hours.map((value) => figure('hours', value)),
    ];
    return verdictsOn(list, [{ of: 1, name: 'lasts', state: 'passed' }], all)[0];
  };
  expect(judge([0, 0], [3, 2])).toMatchObject({ figures: ['lost 0 (= 0)', 'hours 2 (≥ 2 h)'], misses: [] });
  expect(judge([1, 0], [1, 3])?.misses).toEqual(['lost is out of its budget', 'hours is out of its budget']);
  expect(judge([-1], [2])?.misses).toEqual(['lost is out of its budget']);
});

it('has all thirty promises, each with the tests that prove it', () => {
  expect(numbersOf(promises)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  const named = Object.values<Promised>(promises).flatMap(({ tests }) => tests);
  expect(named.filter((test) => !existsSync(new URL(`../../${test}`, import.meta.url)))).toEqual([]);
});

it('finds for each promise the test that shows the others can fail', () => {
  const at = (path: string) => new URL(`../../${path}`, import.meta.url);
  const textOf = (path: string): string =>
    path.endsWith('/')
      ? readdirSync(at(path), { encoding: 'utf8', recursive: true })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => readFileSync(at(path + name), 'utf8'))
          .join('')
      : readFileSync(at(path), 'utf8');
  const without = Object.values<Promised>(promises)
    .filter(({ tests, control }) => control !== undefined && !tests.map(textOf).join('').includes(control))
    .map(({ name }) => name);
  expect(without).toEqual([]);
});

/** A file whose only test passed; `broken` is the outcome of its group's hooks. */
const ran = (file: string, ...broken: readonly string[]): Ran => ({
  file,
  module: {
    errors: () => [],
    children: {
      allTests: () => [{ name: 'is kept', result: () => ({ state: 'passed' }) }],
      allSuites: () => [{ errors: () => broken.map((message) => ({ message })) }],
    },
  },
});

it('counts a promise as missed when one of its files was skipped', () => {
  const list = { 1: { name: 'kept', method: 'looked at', tests: ['one.test.ts', 'more/'], budgets: {} } };
  const misses = (...files: readonly string[]) => {
    const modules = files.map((file) => ran(file));
    return verdictsOn(list, outcomesOfAll(list, modules), [])[0]?.misses;
  };
  expect(misses('one.test.ts', 'more/two.test.ts', 'more/three.test.ts')).toEqual([]);
  expect(misses('one.test.ts', 'moved/two.test.ts')).toEqual(['not run: more/']);
  expect(misses('more/two.test.ts')).toEqual(['not run: one.test.ts']);
});

it('counts what fails after the last test of a group as missed', () => {
  const list = { 1: { name: 'kept', method: 'looked at', tests: ['one.test.ts'], budgets: {} } };
  const outcomes = outcomesOfAll(list, [ran('one.test.ts', 'it waited for 400 ms')]);
  expect(verdictsOn(list, outcomes, [])[0]?.misses).toEqual(['failed: it waited for 400 ms']);
});

it('counts a promise as missed without proof that tests can fail', () => {
  const list = { 1: { name: 'kept', budgets: {}, control: 'a mutant' } };
  const good = { of: 1, name: 'is kept', state: 'passed' };
  const misses = (...outcomes: readonly Outcome[]) => verdictsOn(list, outcomes, [])[0]?.misses;
  expect(misses(good)).toEqual(['nothing shows that its tests can fail']);
  expect(misses(good, { of: 1, name: 'sees a mutant of it', state: 'passed' })).toEqual([]);
  const tested = tableOf(verdictsOn(list, [good], []), { good: 'held', bad: 'MISS' });
  expect(tested).toMatch(/0 of 1 held, 1 miss$/);
});

it('lists under a subject what its tests leave unchecked', () => {
  const list = { 1: { name: 'holds', budgets: {}, unseen: 'the rest' } };
  const table = tableOf(verdictsOn(list, [{ of: 1, name: 'a test', state: 'passed' }], []));
  expect(table).toContain('not looked at: the rest');
  expect(table).toContain('1 of 1 pass');
});
