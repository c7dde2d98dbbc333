import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EntryId, WorkstationId } from '../../shared/ids.ts';
import type { Settings } from '../ports.ts';
import type { KeptEntry, LoadBatch } from '../warehouse-port.ts';

export const loadKind = 'warehouse.load';

/** Number of events: more are loaded in several jobs. */
export const largestLoad = 2_000;

/** The outbox content of a batch: its events and its load job. */
export const batchSchema = z
  .object({
    firstSeq: z.int().positive(),
    lastSeq: z.int().positive(),
    job: z.string(),
    /** From 1; incremented for each failed job of this batch, which used up its id. */
    turn: z.int().positive(),
    /** How often all loads were restarted because the table was replaced. */
    round: z.int().nonnegative().default(0),
  })
  .readonly();
export type Batch = z.infer<typeof batchSchema>;

/**
 * The same events always make the same job id, so that BigQuery refuses to load them twice. The id includes event ids, because a
 * data directory restored from a backup reuses sequences for other events, which must not count as loaded. A batch enqueued by
 * an earlier version keeps its id.
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
  // job ids cannot be reused, even those of jobs that filled a deleted table
  const name = `${owner}${round === 0 ? '' : `-n${round}`}-${firstSeq}-${lastSeq}-${which}`;
  return { firstSeq, lastSeq, turn, round, job: turn === 1 ? name : `${name}-r${turn}` };
}

/** @param entries the remaining events of the batch */
export const nextTurn = (desk: WorkstationId, batch: Batch, entries: readonly KeptEntry[]): Batch =>
  batchOf(desk, batch, idsOf(entries), batch.round, batch.turn + 1);

export const idsOf = (entries: readonly KeptEntry[]): readonly EntryId[] => entries.map(({ id }) => id);

const roundSetting = 'warehouse.round';
/** The current round of loads; a batch of an earlier round is void. */
export const roundOf = (settings: Settings): number => Number(settings.get(roundSetting) ?? 0);
/** Starts another round, in the transaction that resets what was loaded. */
export const beginRound = (settings: Settings): void =>
  settings.set(roundSetting, String(roundOf(settings) + 1));

/** Two halves of a batch that BigQuery refused for one of its rows; null when that row is isolated. */
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
