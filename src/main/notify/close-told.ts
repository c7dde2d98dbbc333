import { noticeKinds } from '../notice-kinds.ts';
import type { Ledger } from '../ports.ts';
import { managerOf } from './notice.ts';
import { letGo } from './notice-ends.ts';
import { wasToldBy } from './one-teller.ts';

/**
 * Ends the parked notices that another desk has sent after all: its word may come long after this one has given up waiting.
 * @returns how many
 */
export function closeTold(ledger: Ledger): number {
  const told = ledger.outbox.parked().filter((message) => {
    if (!noticeKinds.includes(message.kind)) return false;
    const manager = managerOf(message);
    const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
    return order !== null && manager !== null && wasToldBy(order, manager);
  });
  if (told.length > 0) {
    ledger.transaction(() => {
      for (const message of told) letGo(ledger, message);
    });
  }
  return told.length;
}
