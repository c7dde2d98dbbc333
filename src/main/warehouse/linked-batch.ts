import { createHash } from 'node:crypto';
import { z } from 'zod';
import { workstationIdSchema } from '../../shared/ids.ts';
import type { LinkedEntry } from '../linked-port.ts';

export const linkedKind = 'warehouse.linked';

/** The outbox content of a load for other computers: its events and its load job. */
export const linkedBatchSchema = z
  .object({
    numbers: z.array(z.object({ desk: workstationIdSchema, seq: z.int().positive() }).readonly()).readonly(),
    job: z.string(),
    /** The table they are loaded into; all computers use the same name. */
    table: z.string(),
    /** From 1; incremented for each failed job of these events, which used up its id. */
    turn: z.int().positive(),
    /** This computer's round of loads in which it was enqueued; void in a later one. */
    round: z.int().nonnegative(),
  })
  .readonly();
export type LinkedBatch = z.infer<typeof linkedBatchSchema>;

export type Into = { readonly table: string; readonly round: number };

/**
 * The same events make the same job id on all computers, so that BigQuery accepts only one of two loads. The id includes the
 * table, because job ids cannot be reused, even those of jobs that filled a deleted table.
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
