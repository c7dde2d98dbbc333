import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../../src/main/intake/same-order/decide-same.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { startOfDay } from '../../../../src/shared/shop-days.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { OrderParts } from '../../../support/orders.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';

/** A desk that records orders and decides which of them are the same. */
export function desk(deskId = 'desk-1') {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock, deskId });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const same = createSameOrders({ ledger, clock });
  const record = (parts: OrderParts, ring = true): OrderId =>
    recorder.record(incomingOrder(parts), { by: 'gmail', ring }).orderId;
  const counts = () =>
    ledger.orders.rows(
      { view: 'all', text: '', offset: 0, limit: 50 },
      shopTimeAt(startOfDay('Europe/Kyiv', clock.now()), clock.now()),
    ).counts;
  const rowOf = (id: OrderId) =>
    ledger.orders
      .rows({ view: 'all', text: '', offset: 0, limit: 50 }, shopTimeAt())
      .rows.find((row) => row.id === id);
  return { clock, ledger, recorder, same, record, counts, rowOf };
}

export const mailedAt = Date.parse('2025-03-04T10:00:00Z');
export const mail = { source: 'mail:dostavo', sourceId: 'DS-1', version: mailedAt } as const;
export const chat = { source: 'manual', sourceId: 'a', number: 'M-1', items: [] } as const;

/** A mail and a chat order of the same phone and total, with the guess on both. */
export function twins() {
  const shop = desk();
  const [one, other] = [shop.record(mail), shop.record(chat)];
  return { ...shop, one, other };
}
