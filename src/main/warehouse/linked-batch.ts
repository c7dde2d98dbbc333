import { createHash } from 'node:crypto';
import { z } from 'zod';
import { workstationIdSchema } from '../../shared/ids.ts';
import type { LinkedEntry } from '../linked-port.ts';

export const linkedKind = 'warehouse.linked';

/** What the outbox keeps of a load for other desks: which entries, and the job that carries them. */
export const linkedBatchSchema = z
  .object({
    numbers: z.array(z.object({ desk: workstationIdSchema, seq: z.int().positive() }).readonly()).readonly(),
    job: z.string(),
    /** The table they are loaded into, as every desk names it. */
    table: z.string(),
    /** From 1; one more for each job of these entries that failed and so used its id up. */
    turn: z.int().positive(),
    /** The round of this desk's loads it was owed in; void in a later one. */
    round: z.int().nonnegative(),
  })
  .readonly();
export type LinkedBatch = z.infer<typeof linkedBatchSchema>;

export type Into = { readonly table: string; readonly round: number };

/**
 * The same entries make the same job id on every desk, so that of two that load them for the desk that wrote them BigQuery
 * takes one. The table is in it: ids are taken for good, also those of the jobs that filled a table that is gone.
 */
export function linkedBatchOf(
  entries: readonly Pick<LinkedEntry, 'id' | 'desk' | 'seq'>[],
  { table, round }: Into,
  turn = 1,
): LinkedBatch {
  const ids = entries.map(({ id }) => id).toSorted();
  const hash = createHash('sha256')
    .update(JSON.stringify([table, ...ids]))
    .digest('hex');
  return {
    numbers: entries.map(({ desk, seq }) => ({ desk, seq })),
    job: `linked-${hash}${turn === 1 ? '' : `-r${turn}`}`,
    table,
    turn,
    round,
  };
}
