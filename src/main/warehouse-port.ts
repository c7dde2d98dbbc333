import type { Entry } from '../shared/entry.ts';
import type { EntryId, MessageId, OrderId } from '../shared/ids.ts';

export type LoadBatch = { readonly firstSeq: number; readonly lastSeq: number };

/** An entry with its data as they are kept: those of a newer version say more than this one reads of them. */
export type KeptEntry = Omit<Entry, 'data'> & { readonly data: unknown };

/** Which of this desk's entries are in the warehouse. */
export interface WarehouseProgress {
  /** This desk's entries from `firstSeq` to `lastSeq` that are not yet loaded or parked, oldest first. */
  range(batch: LoadBatch): readonly KeptEntry[];
  /** Their ids alone. */
  idsIn(batch: LoadBatch): readonly EntryId[];
  /** As many of these, from the first on, as what they say has room in so many bytes; one at least. */
  fitting(batch: LoadBatch, bytes: number): LoadBatch;
  /** The running numbers of this desk's entries that no batch covers yet. */
  unbatched(): LoadBatch | null;
  /** Marks entries as covered by a batch (written with its outbox message). */
  batched(batch: LoadBatch): void;
  committed(ids: readonly EntryId[], job: string, at: number): readonly OrderId[];
  /** Sets one entry aside with its message; giving the message back gives back the entry. */
  parked(id: EntryId, reason: string, messageId: MessageId): void;
  /**
   * Switches every order's state between `off` and `pending` when the connection is made or removed. A long time without it
   * is made up for beside what happens from now on, so that new orders do not wait behind old ones.
   */
  setConnected(connected: boolean): void;
  /** The running numbers that are still to be made up for; null when none are. */
  missed(): LoadBatch | null;
  /** Marks the first of them as covered by a batch (written with its outbox message). */
  missedBatched(batch: LoadBatch): void;
  /** How much of what is made up for has arrived; null when nothing is. */
  catchUp(): { readonly done: number; readonly total: number } | null;
  /**
   * Forgets what was loaded and what is owed: it is another table now, and all entries are missed there. What other desks had
   * loaded waits until it shows them, as what came by the link does.
   */
  startOver(): void;
  counts(): { readonly waiting: number; readonly committed: number; readonly parked: number };
}
