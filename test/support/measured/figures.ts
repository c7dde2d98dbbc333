import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export const figureSchema = z
  .object({
    of: z.number(),
    name: z.string(),
    value: z.number(),
    runs: z.array(z.number()).readonly(),
  })
  .readonly();
/** One measured figure, the median of `runs`. */
export type Figure = z.infer<typeof figureSchema>;

/** The file in which a run that prints a table collects its figures. */
export const place = (): string | undefined => process.env.ORDERBELL_FIGURES;

export function figuresOfRun(): readonly Figure[] {
  const file = place();
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => figureSchema.parse(JSON.parse(line)));
}

/** Adds a figure to the table of this run, if it prints one. */
export function noteFigure(figure: Figure): void {
  const file = place();
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

export function median(runs: readonly number[]): number {
  const middle = runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** The value below which this percentage of the runs lies. */
export function percentile(runs: readonly number[], hundredths: number): number {
  const sorted = runs.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? Number.NaN;
}

/** Repeats the work five times in sequence. @returns the durations */
export async function fiveTimes(work: (run: number) => Promise<number>): Promise<readonly number[]> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run += 1) runs.push(Math.round((await work(run)) * 10) / 10);
  return runs;
}
