import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { DeskId } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { LoadBatch } from '../warehouse-port.ts';

export const loadKind = 'warehouse.load';

/** What the outbox keeps of a batch: which entries, and the job that carries them. */
export const batchSchema = z
  .object({
    firstSeq: z.int().positive(),
    lastSeq: z.int().positive(),
    job: z.string(),
    /** From 1; one more for each job of this batch that failed and so used its id up. */
    turn: z.int().positive(),
    /** How often everything was begun anew before, because the table was another one. */
    round: z.int().nonnegative().default(0),
  })
  .readonly();
export type Batch = z.infer<typeof batchSchema>;

/** The same entries always make the same job id, so that BigQuery itself refuses to load them twice. */
export function batchOf(desk: DeskId, { firstSeq, lastSeq }: LoadBatch, round: number, turn = 1): Batch {
  const owner = desk.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  // ids are taken for good, also those of the jobs that filled a table that is gone
  const name = `${owner}${round === 0 ? '' : `-n${round}`}-${firstSeq}-${lastSeq}`;
  return { firstSeq, lastSeq, turn, round, job: turn === 1 ? name : `${name}-r${turn}` };
}

export const nextTurn = (desk: DeskId, batch: Batch): Batch =>
  batchOf(desk, batch, batch.round, batch.turn + 1);

const roundSetting = 'warehouse.round';
/** The round that is loaded now; a batch of an earlier one is void. */
export const roundOf = (settings: Settings): number => Number(settings.get(roundSetting) ?? 0);
/** Begins another one, in the transaction that forgets what was loaded. */
export const beginRound = (settings: Settings): void =>
  settings.set(roundSetting, String(roundOf(settings) + 1));

/** Two halves of a batch that BigQuery refused for one of its rows; null when that row is found. */
export function halvesOf(
  desk: DeskId,
  entries: readonly Entry[],
  round: number,
): readonly [Batch, Batch] | null {
  const middle = Math.ceil(entries.length / 2);
  const [first, before, after, last] = [entries.at(0), entries[middle - 1], entries[middle], entries.at(-1)];
  if (!first || !before || !after || !last) return null;
  return [
    batchOf(desk, { firstSeq: first.seq, lastSeq: before.seq }, round),
    batchOf(desk, { firstSeq: after.seq, lastSeq: last.seq }, round),
  ];
}
