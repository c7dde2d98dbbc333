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

const script = fileURLToPath(new URL('desk.ts', import.meta.url));

/** How the desk is to write: as it does, or without waiting for the disk. */
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

/** Orders that came before: their notices have waited for BigQuery for as long as notices do, and are due now. */
function enqueueNotices(dir: string): void {
  const clock: Clock = { ...realClock, now: () => Date.now() - 120_000 };
  withLedger(dir, clock, (ledger) => {
    const recorder = recorderOver(ledger, clock);
    for (let nth = 1; nth <= 20; nth += 1) {
      recorder.record(incomingOrder({ sourceId: `before-${nth}` }), { by: 'shopify', ring: true });
    }
  });
}

/** The deliveries that are in what a desk has left. */
export function takenBy(dir: string): ReadonlySet<string> {
  const file = new DatabaseSync(ledgerFileIn(dir, 'shop'), { readOnly: true });
  const rows = file.prepare(`SELECT headers ->> '$."x-shopify-webhook-id"' AS id FROM documents`).all();
  file.close();
  return new Set(rows.map(({ id }) => String(id)));
}

/** How often what is owed to BigQuery and to ManyChat was tried and is owed still: of the two, the one tried less. */
export const refusedByOthers = (dir: string): number =>
  withLedger(dir, realClock, ({ outbox }) => {
    const tries = [loadKind, noticeKind].map((kind) =>
      outbox.open(kind).reduce((sum, { attempts }) => sum + attempts, 0),
    );
    return Math.min(...tries);
  });

/**
 * Starts a whole desk as its own process, with orders of which BigQuery and ManyChat are to hear, and both are down.
 * @param before what its command is put behind, such as a tracer
 */
export async function startWholeDesk(
  dir: string,
  {
    writing = 'synced',
    before = [],
  }: { readonly writing?: Writing; readonly before?: readonly string[] } = {},
): Promise<{ readonly desk: ChildProcess; readonly others: readonly Gate[] }> {
  enqueueNotices(dir);
  const nowhere = 'http://127.0.0.1:9';
  const [bigquery, manychat] = [await startGate(nowhere, systemClock), await startGate(nowhere, systemClock)];
  bigquery.fault = 'fails with 500';
  manychat.fault = 'refuses to be connected to';
  const env = {
    PATH: process.env.PATH,
    // its webhooks alone: with nothing behind the address there is nobody to ask
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
  const desk = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return { desk, others: [bigquery, manychat] };
}
