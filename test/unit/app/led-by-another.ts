import type { Host } from '../../../src/main/host.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';

/** Another computer was the one that listened, as far as was known when the app was closed. */
export function ledByAnother({ dataDir, clock }: Pick<Host, 'dataDir' | 'clock'>): void {
  const directory = openDataDir(dataDir);
  const ledger = openLedger({ file: directory.ledgerFile('shop'), clock, deskId: directory.deskId });
  ledger.settings.set('cluster.leader', 'desk-2');
  const named = {
    kind: 'desk-named',
    orderId: null,
    at: 1,
    recordedAt: 1,
    by: 'Olena',
    data: { name: 'Olena' },
  };
  ledger.entries.importRemote([{ id: 'named', desk: 'desk-2', seq: 1, ...named }], { by: 'link' });
  ledger.close();
  directory.close();
}
