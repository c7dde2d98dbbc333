import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../src/main/host.ts';
import { systemClock } from '../../src/main/shell/system-clock.ts';
import { quietLog } from './log.ts';

/** The cached Shopify schema of the setup; the sample shop works without it. */
const schemaFile = join(import.meta.dirname, '../../node_modules/.cache/orderbell/admin-2026-10.json.gz');
export const hasShopifySchema = existsSync(schemaFile);

/** A host with secrets in memory, by default on a new data directory. */
export function testHost(part: Partial<Host> = {}) {
  const dataDir = part.dataDir ?? mkdtempSync(join(tmpdir(), 'orderbell-'));
  const secrets = new Map<string, string>();
  const host: Host = {
    dataDir,
    clock: systemClock,
    secrets: {
      read: async (name) => secrets.get(name),
      write: async (name, value) => void secrets.set(name, value),
      remove: async (name) => void secrets.delete(name),
    },
    log: quietLog(),
    environment: {},
    mailWorker: new URL('../../src/main/intake/mail/mail-worker.ts', import.meta.url),
    startMailProcess: null,
    ledgerWorker: new URL('../../src/main/ledger/repair/ledger-worker.ts', import.meta.url),
    startCheckProcess: null,
    sampleShop: { wanted: false, schemaFile },
    receiverPort: 0,
    openExternal: async () => {},
    toast: () => {},
    printer: null,
    updater: { kind: 'off', why: 'not-installed' },
    atLogin: null,
    catchingUp: () => {},
    version: '0.0.0-test',
    ...part,
  };
  return {
    host,
    secrets,
    // a stopping app does not wait for an unfinished copy, whose thread may still write here
    remove: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 }),
  };
}
