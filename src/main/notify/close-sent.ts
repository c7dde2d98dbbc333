import type { EntryKind } from '../../shared/entry.ts';
import { noticeKinds } from '../notice-kinds.ts';
import type { Ledger, OutboxMessage } from '../ports.ts';
import { alertKinds, alertOf, wasAlerted } from './alerts/alert-notice.ts';
import { wasToldBy } from './may-notify.ts';
import { managerOf } from './notice.ts';
import { letGo } from './notice-ends.ts';
import { forgetWhyParked } from './why-parked.ts';

/** Events of other computers about notifications. */
export const toldKinds: ReadonlySet<EntryKind> = new Set(['notified', 'alert-ended']);

/**
 * Ends parked notifications that another computer has sent, as its events may arrive after this one stopped waiting.
 * @returns how many
 */
export const closeSent = (ledger: Ledger): number =>
  closeParked(ledger, (message) => {
    const manager = managerOf(message);
    if (manager === null) return false;
    if (alertKinds.includes(message.kind)) {
      const alert = alertOf(message.payload);
      return alert !== null && wasAlerted(ledger, { alert, manager });
    }
    if (!noticeKinds.includes(message.kind)) return false;
    const order = message.orderId === null ? null : ledger.orders.get(message.orderId);
    return order !== null && wasToldBy(order, manager);
  });

/** @returns how many */
export function closeParked(ledger: Ledger, isOver: (message: OutboxMessage) => boolean): number {
  const over = ledger.outbox.parked().filter(isOver);
  if (over.length > 0) {
    ledger.transaction(() => {
      for (const message of over) {
        letGo(ledger, message);
        forgetWhyParked(ledger, message);
      }
    });
  }
  return over.length;
}
