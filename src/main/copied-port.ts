/** A row with this workstation's id, as found in the dataset or on another computer. */
export type OwnNumber = { readonly id: string; readonly seq: number };

/** Details of a data directory that was copied or restored from a backup. Times are epoch milliseconds. */
export type CopiedStory = {
  /** The previous workstation id, under which other events were written elsewhere. */
  readonly desk: string;
  /** The first sequence that another ledger has used too. */
  readonly first: number;
  readonly at: number;
};

/**
 * Detects whether another ledger writes with the same workstation id. If so, this ledger's own events get sequences of a new
 * workstation id when it is opened again, and no data are lost.
 */
export interface CopiedDesk {
  /** The rows that this ledger did not write: their sequence belongs to another event here, or was never reached. */
  strangeAmong(rows: readonly OwnNumber[]): readonly OwnNumber[];
  /** The lowest sequence of this workstation that arrived by Pub/Sub and is another ledger's; null for none. */
  shownByLink(): number | null;
  /**
   * Gives this ledger a new workstation id at the next opening. Events of the other copy whose
   * sequences collide with its own are imported with new sequences of this workstation.
   * @param rows whole rows with this workstation's id, as for an import; this ledger's own are skipped
   * @param first the lowest sequence of a row that is not its own
   */
  part(rows: readonly unknown[], first: number): void;
  /** True between `part` and the next opening. */
  isParting(): boolean;
  /** The last detected copy; null for none. */
  story(): CopiedStory | null;
}
