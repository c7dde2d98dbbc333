import { fileURLToPath } from 'node:url';

/** Files that lie beside the bundle, seen from the entry point: `out/main/headless.js` and its like. */
export type Place = {
  readonly mailWorker: URL;
  readonly ledgerWorker: URL;
  readonly page: string;
  readonly preload: string;
  readonly packageFile: URL;
  readonly schemaFile: string;
  readonly trayIcon: string;
};

export const placeOf = (entry: string): Place => ({
  mailWorker: new URL('./mail-worker.js', entry),
  ledgerWorker: new URL('./ledger-worker.js', entry),
  page: fileURLToPath(new URL('../renderer', entry)),
  preload: fileURLToPath(new URL('../preload/index.cjs', entry)),
  packageFile: new URL('../../package.json', entry),
  schemaFile: fileURLToPath(new URL('../../node_modules/.cache/orderbell/admin-2026-10.json.gz', entry)),
  trayIcon: fileURLToPath(new URL('../../resources/tray.png', entry)),
});
