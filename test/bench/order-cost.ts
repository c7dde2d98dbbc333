import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { shareOf } from '../support/steady-load.ts';

/** What is done for the first time takes longer, however small the ledger is. */
export const warming = 2_000;
export const measured = 1_000;
const rounds = 3;
const script = fileURLToPath(new URL('one-by-one.ts', import.meta.url));

/** The mean holds what one in fifty pays for all: the log written back into the file, which the app does in a quiet moment. */
const costSchema = z.object({ middle: z.number(), mean: z.number() });
export type Cost = z.infer<typeof costSchema>;

async function costIn(file: string, there: number): Promise<Cost> {
  const flags = ['--disable-warning=ExperimentalWarning'];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, file, String(there)]);
  return costSchema.parse(JSON.parse(stdout));
}

/**
 * What an order by itself costs in a new ledger and in a large one, in milliseconds. Each is asked by turns in a process of its
 * own: what else the machine does meets both alike, and neither finds what the other, or filling the large one, left in memory.
 */
export async function orderCosts(
  dir: string,
  file: string,
  orders: number,
): Promise<{ readonly early: Cost; readonly late: Cost }> {
  const early: Cost[] = [];
  const late: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    early.push(await costIn(join(dir, `small-${round}.db`), 0));
    late.push(await costIn(file, orders + round * (warming + measured)));
  }
  const middle = (costs: readonly Cost[]): Cost => ({
    middle: shareOf(
      costs.map((one) => one.middle),
      0.5,
    ),
    mean: shareOf(
      costs.map((one) => one.mean),
      0.5,
    ),
  });
  return { early: middle(early), late: middle(late) };
}
