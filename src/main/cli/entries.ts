import type { Command } from './command.ts';
import { withLedger } from './find-ledger.ts';

/** The log itself, one entry a line, oldest first. */
export const entries: Command = {
  usage: 'entries',
  flags: {},
  takesNoWords: true,
  run: ({ dataDir, output }) =>
    withLedger(dataDir, (ledger) => {
      for (const entry of ledger.entries.each()) output.line(JSON.stringify(entry));
      return 0;
    }),
};
