import type { Host } from '../../../src/main/host.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';

/** Another computer was the one that listened, as far as was known when the app was closed. */
export function heardByAnother({ dataDir, clock }: Pick<Host, 'dataDir' | 'clock'>): void {
  const directory = openDataDir(dataDir);
  const ledger = openLedger({ file: directory.ledgerFile('shop'), clock, deskId: directory.deskId });
  ledger.settings.set('desks.receiver', 'desk-2');
  ledger.close();
  directory.close();
}
