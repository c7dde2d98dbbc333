import { existsSync } from 'node:fs';
import type { Mode } from '../../shared/mode.ts';
import { Problem } from '../../shared/problem.ts';
import { ledgerFileIn } from '../ledger/data-dir.ts';
import { openLedgerForReading } from '../ledger/open.ts';
import type { Ledger } from '../ports.ts';
import { readMode } from '../settings/mode.ts';

/**
 * The ledger that is in use in a data directory; the shop's own if no app has recorded one.
 * @throws Problem `not-found` when there is none
 */
export function findLedger(dataDir: string): { readonly mode: Mode; readonly file: string } {
  const said = readMode(dataDir);
  const candidates: readonly Mode[] = said === null ? ['shop', 'sample'] : [said];
  for (const mode of candidates) {
    const file = ledgerFileIn(dataDir, mode);
    if (existsSync(file)) return { mode, file };
  }
  throw new Problem(
    'not-found',
    `${dataDir} holds no ledger; start Orderbell once, or name its folder with --data-dir`,
  );
}

/** Opens the ledger for reading, beside the app that writes it. */
export function withLedger<T>(dataDir: string, work: (ledger: Ledger) => T): T {
  const ledger = openLedgerForReading({ file: findLedger(dataDir).file });
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}
