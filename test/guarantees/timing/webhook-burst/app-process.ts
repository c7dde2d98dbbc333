import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { ledgerFileIn, openDataDir } from '../../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../../src/main/ledger/open.ts';
import { noticeKind } from '../../../../src/main/notice-kinds.ts';
import type { Clock, Ledger } from '../../../../src/main/ports.ts';
import { systemClock } from '../../../../src/main/shell/system-clock.ts';
import { loadKind } from '../../../../src/main/warehouse/batch.ts';
import type { Gate } from '../../../support/gate.ts';
import { startGate } from '../../../support/gate.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { testSecret, testShop } from '../../../support/shopify-delivery.ts';
import { managers, realClock, recorderOver } from '../../kill/notices.ts';

const script = fileURLToPath(new URL('app.ts', import.meta.url));

/** Whether commits wait for the disk. */
export type Writing = 'synced' | 'unsynced';

function withLedger<T>(dir: string, clock: Clock, work: (ledger: Ledger) => T): T {
  const data = openDataDir(dir);
  const ledger = openLedger({ file: data.ledgerFile('shop'), clock, deskId: data.deskId });
  try {
    return work(ledger);
  } finally {
    ledger.close();
    data.close();
  }
}

/** Earlier orders whose notifications have waited for BigQuery long enough to be due. */
function enqueueNotices(dir: string): void {
  const clock: Clock = { ...realClock, now: () => Date.now() - 120_000 };
  withLedger(dir, clock, (ledger) => {
    const recorder = recorderOver(ledger, clock);
    for (let nth = 1; nth <= 20; nth += 1) {
      recorder.record(incomingOrder({ sourceId: `before-${nth}` }), { by: 'shopify', ring: true });
    }
  });
}

/** The deliveries in the ledger of a stopped app. */
export function acceptedBy(dir: string): ReadonlySet<string> {
  const file = new DatabaseSync(ledgerFileIn(dir, 'shop'), { readOnly: true });
  const rows = file.prepare(`SELECT headers ->> '$."x-shopify-webhook-id"' AS id FROM documents`).all();
  file.close();
  return new Set(rows.map(({ id }) => String(id)));
}

/** The failed attempts of pending messages to BigQuery and ManyChat; the smaller count. */
export const refusedByOthers = (dir: string): number =>
  withLedger(dir, realClock, ({ outbox }) => {
    const tries = [loadKind, noticeKind].map((kind) =>
      outbox.open(kind).reduce((sum, { attempts }) => sum + attempts, 0),
    );
    return Math.min(...tries);
  });

/**
 * Starts a whole app as a separate process with pending messages while BigQuery and ManyChat are down. @param
 * before a command prefix, such as a tracer
 */
export async function startApp(
  dir: string,
  {
    writing = 'synced',
    before = [],
  }: { readonly writing?: Writing; readonly before?: readonly string[] } = {},
): Promise<{ readonly app: ChildProcess; readonly others: readonly Gate[] }> {
  enqueueNotices(dir);
  const nowhere = 'http://127.0.0.1:9';
  const [bigquery, manychat] = [await startGate(nowhere, systemClock), await startGate(nowhere, systemClock)];
  bigquery.fault = 'fails with 500';
  manychat.fault = 'refuses to be connected to';
  const env = {
    PATH: process.env.PATH,
    // only webhooks work: the API address has no server
    ORDERBELL_SHOPIFY_SHOP: testShop,
    ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
    ORDERBELL_SHOPIFY_CLIENT_SECRET: testSecret,
    ORDERBELL_SHOPIFY_API_BASE: nowhere,
    ORDERBELL_BIGQUERY_PROJECT: 'clay-and-kiln',
    ORDERBELL_BIGQUERY_API_BASE: bigquery.url,
    ORDERBELL_MANYCHAT_TOKEN: '1:not-taken',
    ORDERBELL_MANYCHAT_API_BASE: manychat.url,
    ORDERBELL_MANAGERS: managers.map(({ name, subscriberId }) => `${name}:${subscriberId}`).join(','),
  };
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', script, dir, writing];
  const [command = '', ...args] = [...before, ...node];
  const app = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return { app, others: [bigquery, manychat] };
}
