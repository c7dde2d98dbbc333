import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files beside the bundle, relative to the entry point: `out/main/headless.js` and the like. */
export type Place = {
  readonly mailProcess: URL;
  readonly mailWorker: URL;
  readonly ledgerWorker: URL;
  readonly checkProcess: URL;
  readonly trustWorker: URL;
  readonly page: string;
  readonly preload: string;
  readonly packageFile: URL;
  readonly schemaFile: string;
  /** A black bell, which macOS recolours, and a coloured one for bars of any colour. */
  readonly trayIcon: { readonly template: string; readonly color: string };
  readonly windowIcon: string;
};

export const placeOf = (entry: string): Place => ({
  mailProcess: new URL('./mail-process.js', entry),
  mailWorker: new URL('./mail-worker.js', entry),
  ledgerWorker: new URL('./ledger-worker.js', entry),
  checkProcess: new URL('./check-process.js', entry),
  trustWorker: new URL('./trust-worker.js', entry),
  page: fileURLToPath(new URL('../renderer', entry)),
  preload: fileURLToPath(new URL('../preload/index.cjs', entry)),
  packageFile: new URL('../../package.json', entry),
  schemaFile: schemaFileOf(entry),
  trayIcon: {
    template: fileURLToPath(new URL('../../resources/tray.png', entry)),
    color: fileURLToPath(new URL('../../resources/tray-color.png', entry)),
  },
  windowIcon: fileURLToPath(new URL('../../resources/window.png', entry)),
});

const schemaName = 'admin-2026-10.json.gz';

/** An installed app contains it; in the project it is downloaded beside the dependencies. */
function schemaFileOf(entry: string): string {
  const packed = fileURLToPath(new URL(`../../resources/${schemaName}`, entry));
  if (existsSync(packed)) return packed;
  return fileURLToPath(new URL(`../../node_modules/.cache/orderbell/${schemaName}`, entry));
}
