import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../src/main/intake/shopify/understand.ts';
import { openDataDir } from '../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { quietLog } from '../support/log.ts';
import { noticeKind, realClock } from './notices.ts';

export type Found = {
  /** Source ids of the orders. */
  readonly orders: readonly string[];
  readonly entries: number;
  readonly notices: number;
  readonly parked: number;
  readonly faults: readonly string[];
};

/** Opens what the killed desk left, lets it read what waits, and counts. */
export async function inspect(dir: string): Promise<Found> {
  const clock = realClock;
  const data = openDataDir(dir);
  const ledger = openLedger({ file: data.ledgerFile('shop'), clock, deskId: data.deskId });
  const recorder = createRecorder({
    ledger,
    clock,
    oweNotices: (orderId) => {
      ledger.outbox.put({ kind: noticeKind, key: `${noticeKind}:${orderId}`, orderId, payload: {} });
    },
  });
  const understander = createUnderstander({ ledger, recorder, clock, log: quietLog() });
  understander.start();
  while (ledger.documents.waiting('webhook', 1).length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await understander.stop();

  const now = clock.now();
  const found = {
    orders: [...ledger.orders.each()].map(({ order }) => order.sourceId),
    entries: ledger.entries.list({ limit: 1_000_000 }).length,
    notices: ledger.outbox.lease(noticeKind, { now, leaseMs: 1, limit: 1_000_000 }).length,
    parked: ledger.documents.parked().length,
    faults: ledger.verify(),
  };
  ledger.close();
  data.close();
  return found;
}
