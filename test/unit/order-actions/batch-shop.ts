import { createBatches } from '../../../src/main/order-actions/batches.ts';
import type { AppEvent } from '../../../src/shared/app-event.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { OrderParts } from '../../support/orders.ts';
import { incomingOrder, received } from '../../support/orders.ts';

/** A ledger in memory, and bulk actions on many of its orders by the current manager. */
export function batchShop(manager: () => string) {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const events: AppEvent[] = [];
  const batches = createBatches({
    ledger,
    clock,
    events: { emit: (event) => void events.push(event) },
    manager,
  });
  function add(sourceId: string, parts: OrderParts = {}): OrderId {
    ledger.entries.append(received(incomingOrder({ sourceId, ...parts }), clock.now()));
    return orderIdOf('shopify', sourceId);
  }
  return { clock, ledger, events, batches, add };
}
export type BatchShop = ReturnType<typeof batchShop>;
