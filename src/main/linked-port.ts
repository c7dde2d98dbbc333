import type { WorkstationId } from '../shared/ids.ts';

export type DeskNumber = { readonly desk: WorkstationId; readonly seq: number };

/** An event of another computer with the data for its row, even of a kind or shape that this version does not know. */
export type LinkedEntry = DeskNumber & {
  readonly id: string;
  readonly orderId: string | null;
  readonly kind: string;
  /** Epoch milliseconds, as `recordedAt`. */
  readonly at: number;
  readonly recordedAt: number;
  readonly by: string;
  readonly data: unknown;
};

/** Events of other computers that the dataset does not have yet: they arrived by Pub/Sub, or the table was replaced. */
export interface LinkedNumbers {
  /** The number of such events. */
  count(): number;
  /** Those that arrived before a time and have no pending load here, oldest first. */
  waiting(before: number, most: number): readonly DeskNumber[];
  /** Which of these events the dataset has not shown. */
  unseenOf(numbers: readonly DeskNumber[]): readonly DeskNumber[];
  /** The events among these that can become rows, by workstation and sequence. */
  entriesOf(numbers: readonly DeskNumber[]): readonly LinkedEntry[];
  /** Marks them as covered by a load (written with its outbox message). */
  owed(numbers: readonly DeskNumber[]): void;
}
