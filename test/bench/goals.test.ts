import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { goals, goalTable } from '../../bench/goals.ts';

const tableOf = (figures: Readonly<Record<string, number>>, isMillion = false) => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'figures');
  const lines = Object.entries(figures).map(([name, value]) => JSON.stringify({ name, value }));
  writeFileSync(file, lines.join('\n'));
  return goalTable({ benches: ['search', 'bell'], isMillion, file });
};
const { told, search, lastOrder, searchMillion, lastOrderMillion } = goals;
const reached = { told: told.aim, search: search.aim, lastOrder: lastOrder.aim };

it('misses nothing where all that was asked for is measured and within its floor', () => {
  expect(tableOf(reached).missed).toBe(0);
  expect(tableOf({ ...reached, told: told.floor }).missed).toBe(0);
});

it('misses what is beyond its floor, and what was to be measured and was not', () => {
  expect(tableOf({ ...reached, told: told.floor + 1 }).missed).toBe(1);
  expect(tableOf({}).missed).toBe(3);
});

it('asks for the figures of a million orders only where these were to be measured', () => {
  expect(tableOf(reached, true).missed).toBe(2);
  const ofMillion = { searchMillion: searchMillion.floor, lastOrderMillion: lastOrderMillion.floor };
  expect(tableOf({ ...reached, ...ofMillion }, true).missed).toBe(0);
});
