import { expect, it } from 'vitest';
import { goalTable } from '../../bench/goals.ts';
import type { Figure } from '../../support/measured/figures.ts';

const figure = (of: number, name: string, value: number): Figure => ({ of, name, value, runs: [value] });
const cost = 'cost of the last order / the 3,000th';
const notified = 'in BigQuery → accepted by ManyChat, p50';
const tableOf = (figures: readonly Figure[], isMillion = false) =>
  goalTable({ benches: ['search', 'bell'], isMillion, figures });
const within = [figure(4, 'p99', 10), figure(4, cost, 1.2)];

it('misses nothing where every figure is within its limit', () => {
  const { text, missed } = tableOf([...within, figure(2, notified, 100)]);
  expect(missed).toBe(0);
  expect(text).toContain('p99 10 (≤ 10 ms, aim 2)');
  expect(text).toContain(`${cost} 1.2 (≤ 1.5 ×, aim 1.2 ✓)`);
});

it('misses a goal beyond its limit, and one that was not measured', () => {
  expect(tableOf([...within, figure(2, notified, 101)]).missed).toBe(1);
  expect(tableOf([]).missed).toBe(2);
});

it('asks for the figures of a million orders only on demand', () => {
  const all = [...within, figure(2, notified, 100)];
  expect(tableOf(all, true).missed).toBe(1);
  expect(tableOf([...all, figure(5, 'p99', 40), figure(5, cost, 1.5)], true).missed).toBe(0);
});
