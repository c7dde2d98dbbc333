import type { Ledger } from '../ports.ts';
import type { FlagKinds, Flags } from '../shell/flags.ts';
import type { Command } from './command.ts';
import { withLedger } from './find-ledger.ts';

/** The output: an optional head, then a line for each item. */
export type Listed<T> = {
  readonly head?: string;
  readonly items: (ledger: Ledger) => Iterable<T>;
  readonly line: (item: T) => string;
};

export type ListingParts<T> = {
  readonly usage: string;
  readonly flags?: FlagKinds;
  /**
   * Parses the flags before a ledger is opened.
   * @throws Problem `bad-input`
   */
  readonly asked: (flags: Flags) => Listed<T>;
};

/** A command that prints the content of a ledger, oldest first, in pages, beside the app that writes it. */
export const listing = <T>({ usage, flags = {}, asked }: ListingParts<T>): Command => ({
  usage,
  flags,
  takesNoWords: true,
  run: ({ flags: given, dataDir, output }) => {
    const { head, items, line } = asked(given);
    return withLedger(dataDir, (ledger) => {
      if (head !== undefined) output.line(head);
      for (const item of items(ledger)) output.line(line(item));
      return 0;
    });
  },
});
