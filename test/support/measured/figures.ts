import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { z } from 'zod';
import { isWithin } from './budget.ts';
import type { List } from './verdicts.ts';

export const figureSchema = z
  .object({
    of: z.number(),
    name: z.string(),
    value: z.number(),
    runs: z.array(z.number()).readonly(),
  })
  .readonly();
/** One measured figure; `runs` are what it is the median of. */
export type Figure = z.infer<typeof figureSchema>;

/** The file a run that prints a table collects its figures in. */
const place = (): string | undefined => process.env.ORDERBELL_FIGURES;

export function figuresOfRun(): readonly Figure[] {
  const file = place();
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => figureSchema.parse(JSON.parse(line)));
}

/**
 * @returns a function that notes a figure for the table of a list, and sees that it is within its budget. How fast something
 * is depends on the machine, and is held to its budget only where a table is made of it.
 */
export const createReport =
  <L extends List>(list: L) =>
  <N extends keyof L & number>(
    of: N,
    name: keyof L[N]['budgets'] & string,
    measured: number | readonly number[],
  ): void => {
    const runs = typeof measured === 'number' ? [measured] : measured;
    const value = median(runs);
    const file = place();
    const figure: Figure = { of, name, value, runs };
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(figure)}\n`);
    const budget = list[of]?.budgets[name];
    if (budget === undefined) throw new Error(`number ${of} has no budget ${name}`);
    if (file === undefined && budget.unit === 'ms') return;
    expect
      .soft(isWithin(value, budget), `${name}: ${value} ${budget.unit}, runs ${runs.join(', ')}`)
      .toBe(true);
  };

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
