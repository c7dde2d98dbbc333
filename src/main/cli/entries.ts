import type { Command } from './command.ts';
import { withLedger } from './find-ledger.ts';

/** The log itself, one entry a line, oldest first. */
export const entries: Command = {
  usage: 'entries',
  flags: {},
  takesNoWords: true,
  run: ({ dataDir, output }) =>
    withLedger(dataDir, (ledger) => {
      for (let afterRow = 0; ; ) {
        const page = ledger.entries.list({ afterRow, limit: 1000 });
        for (const entry of page) output.line(JSON.stringify(entry));
        if (page.length < 1000) return 0;
        afterRow += page.length;
      }
    }),
};
