import { beforeEach } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { type FakeClock, fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts, received } from '../../support/orders.ts';

export let clock: FakeClock;
export let ledger: Ledger;

/** Gives each test a ledger of its own. */
export function eachWithOrders(): void {
  beforeEach(() => {
    clock = fakeClock('2025-03-04T10:00:00Z');
    ledger = memoryLedger({ clock });
  });
}

export const add = (sourceId: string, parts: OrderParts = {}) =>
  ledger.entries.append(received(incomingOrder({ sourceId, ...parts }), clock.now()));

export const setStatus = (sourceId: string, status: string, decision = 1) =>
  ledger.entries.append(
    fact({
      id: `status:${sourceId}:${decision}`,
      kind: 'status-set',
      orderId: `shopify:${sourceId}`,
      at: clock.now(),
      data: { status, decision },
    }),
  );
