import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EntryId, WorkstationId } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { KeptEntry, LoadBatch } from '../warehouse-port.ts';

export const loadKind = 'warehouse.load';

/** In entries: more are loaded one after the other. */
export const largestLoad = 2_000;

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

/**
 * The same entries always make the same job id, so that BigQuery itself refuses to load them twice. Their ids are in it, not
 * their running numbers alone: a data directory that was put back from a backup gives a number to another entry, which must
 * not pass for loaded. A batch that an earlier version owes keeps the id it was given then.
 */
export function batchOf(
  desk: WorkstationId,
  { firstSeq, lastSeq }: LoadBatch,
  entries: readonly EntryId[],
  round: number,
  turn = 1,
): Batch {
  const owner = desk.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  const which = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 12);
  // ids are taken for good, also those of the jobs that filled a table that is gone
  const name = `${owner}${round === 0 ? '' : `-n${round}`}-${firstSeq}-${lastSeq}-${which}`;
  return { firstSeq, lastSeq, turn, round, job: turn === 1 ? name : `${name}-r${turn}` };
}

/** @param entries what is left of the batch */
export const nextTurn = (desk: WorkstationId, batch: Batch, entries: readonly KeptEntry[]): Batch =>
  batchOf(desk, batch, idsOf(entries), batch.round, batch.turn + 1);

export const idsOf = (entries: readonly KeptEntry[]): readonly EntryId[] => entries.map(({ id }) => id);

const roundSetting = 'warehouse.round';
/** The round that is loaded now; a batch of an earlier one is void. */
export const roundOf = (settings: Settings): number => Number(settings.get(roundSetting) ?? 0);
/** Begins another one, in the transaction that forgets what was loaded. */
export const beginRound = (settings: Settings): void =>
  settings.set(roundSetting, String(roundOf(settings) + 1));

/** Two halves of a batch that BigQuery refused for one of its rows; null when that row is found. */
export function halvesOf(
  desk: WorkstationId,
  entries: readonly KeptEntry[],
  round: number,
): readonly [Batch, Batch] | null {
  const middle = Math.ceil(entries.length / 2);
  const [before, after] = [entries.slice(0, middle), entries.slice(middle)].map((half) => {
    const [first, last] = [half.at(0), half.at(-1)];
    return first && last ? batchOf(desk, spanOf(first, last), idsOf(half), round) : null;
  });
  return before && after ? [before, after] : null;
}

const spanOf = (first: KeptEntry, last: KeptEntry): LoadBatch => ({ firstSeq: first.seq, lastSeq: last.seq });
