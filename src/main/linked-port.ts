import type { WorkstationId } from '../shared/ids.ts';

export type DeskNumber = { readonly desk: WorkstationId; readonly seq: number };

/** An entry of another desk as a row is made of it: also one of a kind or a shape that this version does not know. */
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

/** What other desks wrote, as long as BigQuery has not shown it: it came by the link, or the table that showed it is gone. */
export interface LinkedNumbers {
  /** How many there are. */
  count(): number;
  /** Those that came before this moment and that no load is owed for here, oldest first. */
  waiting(before: number, most: number): readonly DeskNumber[];
  /** Which of these numbers BigQuery has not shown. */
  unseenOf(numbers: readonly DeskNumber[]): readonly DeskNumber[];
  /** The entries of such numbers that a row can be made of, by desk and number. */
  entriesOf(numbers: readonly DeskNumber[]): readonly LinkedEntry[];
  /** Marks them as covered by a load (written with its outbox message). */
  owed(numbers: readonly DeskNumber[]): void;
}
