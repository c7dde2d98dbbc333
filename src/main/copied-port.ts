/** A row under this desk's name, as the dataset or another computer has it. */
export type OwnNumber = { readonly id: string; readonly seq: number };

/** The rows under this desk's name with these running numbers, the last included, as one word. */
export type OwnSlice = { readonly first: number; readonly last: number; readonly seal: string };

/** What is known of a data directory that was copied, or put back from a backup. Times are epoch milliseconds. */
export type CopiedStory = {
  /** The name it had, under which something was written elsewhere. */
  readonly desk: string;
  /** The first running number that is not this ledger's alone. */
  readonly first: number;
  readonly at: number;
};

/**
 * Whether this ledger is the only one that writes under its desk's name. Where it is not, what it wrote alone gets numbers of
 * a new desk when it is opened again, and nothing is lost.
 */
export interface CopiedDesk {
  /**
   * Whether a slice of the dataset, of what was written from a moment on (epoch milliseconds), is what this ledger wrote: all of
   * it, or what it has loaded. Where it is neither, its rows have to be looked at.
   */
  isOurs(slice: OwnSlice, since: number): boolean;
  /** Those of these rows that this ledger did not write: it gave their number to another entry, or never came so far. */
  strangeAmong(rows: readonly OwnNumber[]): readonly OwnNumber[];
  /** The least running number that a link has shown of this desk and that is another's; null while there is none. */
  shownByLink(): number | null;
  /**
   * Owes this ledger a new desk from the next opening on. What another copy wrote under numbers that this one has used as well
   * is taken in as this desk's, since nobody could tell the two apart by number.
   * @param rows whole rows under this desk's name, as they are adopted; those that are this ledger's own are passed over
   * @param first the least number of a row that is not
   */
  part(rows: readonly unknown[], first: number): void;
  /** True between `part` and the next opening. */
  isParting(): boolean;
  /** The last time it happened; null when it never did. */
  story(): CopiedStory | null;
}
