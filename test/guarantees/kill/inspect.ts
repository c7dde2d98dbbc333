import { createUnderstander } from '../../../src/main/intake/shopify/understand.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { noticeKinds } from '../../../src/main/notice-kinds.ts';
import { owedIn } from '../../../src/main/notify/notice.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { quietLog } from '../../support/log.ts';
import { managers, realClock, recorderOver } from './notices.ts';

export type Found = {
  /** Source ids of the orders. */
  readonly orders: readonly string[];
  /** Orders with more than one event, or with several notifications for one manager. */
  readonly twice: readonly string[];
  /** Orders without a notification for some manager. */
  readonly withoutNotice: readonly string[];
  readonly parked: number;
  readonly faults: readonly string[];
};

/** Opens the data of the killed app, processes the waiting deliveries, and counts. */
export async function inspect(dir: string): Promise<Found> {
  const clock = realClock;
  const data = openDataDir(dir);
  const ledger = openLedger({ file: data.ledgerFile('shop'), clock, deskId: data.deskId });
  const recorder = recorderOver(ledger, clock);
  const understander = createUnderstander({ ledger, recorder, clock, log: quietLog() });
  understander.start();
  while (ledger.documents.waiting('webhook', 1).length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await understander.stop();

  const orders = [...ledger.orders.each()].map(({ order }) => order);
  const entries = Map.groupBy(ledger.entries.list({ limit: 1_000_000 }), ({ orderId }) => orderId);
  const pending = owedIn(noticeKinds.flatMap((kind) => ledger.outbox.open(kind)));
  const noticeCount = (id: OrderId, name: string): number =>
    pending.get(id)?.filter((one) => one === name).length ?? 0;
  const strays = [...pending.keys()].filter((id) => orders.every((order) => order.id !== id));
  const ids = (of: readonly Order[]): readonly string[] => of.map(({ sourceId }) => sourceId);
  const found = {
    orders: ids(orders),
    twice: ids(
      orders.filter(
        ({ id }) => entries.get(id)?.length !== 1 || managers.some(({ name }) => noticeCount(id, name) > 1),
      ),
    ),
    withoutNotice: ids(orders.filter(({ id }) => managers.some(({ name }) => noticeCount(id, name) === 0))),
    parked: ledger.documents.parked().length,
    faults: [...ledger.verify(), ...strays.map((id) => `a notice without its order: ${id}`)],
  };
  ledger.close();
  data.close();
  return found;
}
