import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { LoadBatch } from '../ports.ts';

export const loadKind = 'warehouse.load';

/** What the outbox keeps of a batch: which entries, and the job that carries them. */
export const batchSchema = z
  .object({
    firstSeq: z.int().positive(),
    lastSeq: z.int().positive(),
    job: z.string(),
    /** From 1; one more for each job of this batch that failed and so used its id up. */
    turn: z.int().positive(),
  })
  .readonly();
export type Batch = z.infer<typeof batchSchema>;

/** The same entries always make the same job id, so that BigQuery itself refuses to load them twice. */
export function batchOf(desk: DeskId, { firstSeq, lastSeq }: LoadBatch, turn = 1): Batch {
  const name = `${desk.replaceAll(/[^A-Za-z0-9_-]/g, '_')}-${firstSeq}-${lastSeq}`;
  return { firstSeq, lastSeq, turn, job: turn === 1 ? name : `${name}-r${turn}` };
}

export const nextTurn = (desk: DeskId, batch: Batch): Batch => batchOf(desk, batch, batch.turn + 1);

/** Two halves of a batch that BigQuery refused for one of its rows; null when that row is found. */
export function halvesOf(desk: DeskId, entries: readonly Entry[]): readonly [Batch, Batch] | null {
  const middle = Math.ceil(entries.length / 2);
  const [first, before, after, last] = [entries.at(0), entries[middle - 1], entries[middle], entries.at(-1)];
  if (!first || !before || !after || !last) return null;
  return [
    batchOf(desk, { firstSeq: first.seq, lastSeq: before.seq }),
    batchOf(desk, { firstSeq: after.seq, lastSeq: last.seq }),
  ];
}
