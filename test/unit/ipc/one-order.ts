import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';

/** A computer with one order, and the manager who works there. */
export function withOneOrder() {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const rung: OrderId[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) });
  const { orderId } = recorder.record(
    {
      source: 'shopify',
      sourceId: '1',
      version: 1,
      content: { number: '#1', paymentStatus: 'pending', customer: {}, items: [] },
    },
    { by: 'shopify', ring: true },
  );
  let manager = 'Anna';
  const handlers = createOrderHandlers({
    ledger,
    clock,
    recorder,
    manager: () => manager,
  });
  const order = (id: OrderId = orderId) => ledger.orders.get(id);
  return { handlers, clock, ledger, recorder, rung, orderId, order, now: (name: string) => (manager = name) };
}
