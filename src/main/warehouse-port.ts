import type { Entry } from '../shared/entry.ts';
import type { EntryId, MessageId, OrderId } from '../shared/ids.ts';

export type LoadBatch = { readonly firstSeq: number; readonly lastSeq: number };

/** An event with its data as stored: those of a newer version may have fields that this version does not read. */
export type KeptEntry = Omit<Entry, 'data'> & { readonly data: unknown };

/** Which of this computer's events are in the warehouse. */
export interface WarehouseProgress {
  /** This computer's events from `firstSeq` to `lastSeq` that are neither loaded nor parked, oldest first. */
  range(batch: LoadBatch): readonly KeptEntry[];
  /** Only their ids. */
  idsIn(batch: LoadBatch): readonly EntryId[];
  /** The longest prefix of the batch whose data fit in this many bytes; at least one event. */
  fitting(batch: LoadBatch, bytes: number): LoadBatch;
  /** The sequences of this computer's events that no batch covers yet. */
  unbatched(): LoadBatch | null;
  /** Marks events as covered by a batch (written with its outbox message). */
  batched(batch: LoadBatch): void;
  committed(ids: readonly EntryId[], job: string, at: number): readonly OrderId[];
  /** Parks one event with its message; unparking the message unparks the event. */
  parked(id: EntryId, reason: string, messageId: MessageId): void;
  /**
   * Switches every order's state between `off` and `pending` when the connection is added or removed. A long backlog is loaded in
   * parallel with new events, so that new orders do not wait behind old ones.
   */
  setConnected(connected: boolean): void;
  /** The sequences of the backlog that are still to be loaded; null for none. */
  missed(): LoadBatch | null;
  /** Marks the first part of the backlog as covered by a batch (written with its outbox message). */
  missedBatched(batch: LoadBatch): void;
  /** The progress of the backlog; null for none. */
  catchUp(): { readonly done: number; readonly total: number } | null;
  /**
   * Forgets loaded and pending events, because the table was replaced and all events are missing there. Events of other computers
   * wait until the new table shows them, like events from Pub/Sub.
   */
  startOver(): void;
  counts(): { readonly waiting: number; readonly committed: number; readonly parked: number };
}
