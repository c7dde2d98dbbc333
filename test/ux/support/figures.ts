import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Budget, BudgetName, RequirementNumber } from './requirements.ts';
import { isWithin, requirements } from './requirements.ts';

export const figureSchema = z
  .object({
    requirement: z.number(),
    name: z.string(),
    value: z.number(),
    runs: z.array(z.number()).readonly(),
  })
  .readonly();
/** One measured figure; `runs` are what it is the median of. */
export type Figure = z.infer<typeof figureSchema>;

export const budgetsOf = (requirement: RequirementNumber): Readonly<Record<string, Budget>> =>
  requirements[requirement].budgets;

/** Notes a figure for the table, and sees that it is within its budget. */
export function report<N extends RequirementNumber>(
  requirement: N,
  name: BudgetName<N>,
  measured: number | readonly number[],
): void {
  const runs = typeof measured === 'number' ? [measured] : measured;
  const value = median(runs);
  const figure: Figure = { requirement, name, value, runs };
  const file = process.env.ORDERBELL_UX_FIGURES;
  if (file === undefined) console.info(`${requirement} ${name}: ${value} (${runs.join(', ')})`);
  else appendFileSync(file, `${JSON.stringify(figure)}\n`);
  const budget = budgetsOf(requirement)[name];
  if (budget === undefined) throw new Error(`requirement ${requirement} has no budget ${name}`);
  expect
    .soft(isWithin(value, budget), `${name}: ${value} ${budget.unit}, runs ${runs.join(', ')}`)
    .toBe(true);
}

export function median(runs: readonly number[]): number {
  const middle = runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** The value that so many of a hundred runs stay within. */
export function percentile(runs: readonly number[], hundredths: number): number {
  const sorted = runs.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? Number.NaN;
}

/** Does the same five times, one after the other. @returns what each took */
export async function fiveTimes(work: (run: number) => Promise<number>): Promise<readonly number[]> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run += 1) runs.push(Math.round((await work(run)) * 10) / 10);
  return runs;
}
