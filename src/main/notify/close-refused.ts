import type { EntryKind } from '../../shared/entry.ts';
import type { Order } from '../../shared/order.ts';
import { noticeKinds, wayOfKind } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import { closeParked } from './close-sent.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { createNextCheck } from './next-check.ts';
import { managerOf } from './notice.ts';
import { isGivenBack } from './notice-ends.ts';

/** Events that may end the wait for an order, or that record a notification of an order that does not wait. */
const endKinds: ReadonlySet<EntryKind> = new Set([
  'taken',
  'status-set',
  'order-updated',
  'copy-told',
  'same-decided',
  'notified',
]);
/** An assignment may be undone in its first seconds; then its notifications are needed again. */
const settleMs = 60_000;

/**
 * Ends parked notifications that were refused, for orders that do not wait any more. Their recorded outcomes stay. Notifications
 * with an unknown outcome stay parked for a person to decide.
 * @returns how many
 */
export const closeRefused = (ledger: Ledger): number =>
  closeParked(ledger, (message) => {
    if (!noticeKinds.includes(message.kind) || message.orderId === null) return false;
    const order = ledger.orders.get(message.orderId);
    return order !== null && !isWaitedFor(order) && wasRefused(ledger, message, order);
  });

/** An order in quarantine counts as waiting, because a manager may release it. */
const isWaitedFor = (order: Order): boolean => reasonToKeepQuiet({ ...order, quarantined: false }) === null;

function wasRefused(ledger: Ledger, message: OutboxMessage, { notifications }: Order): boolean {
  if (isGivenBack(ledger, message)) return false;
  const channel = wayOfKind(message.kind);
  const own = notifications.filter(
    (notice) => notice.manager === managerOf(message) && notice.channel === channel,
  );
  return own.length > 0 && own.every(({ state }) => state === 'refused');
}

/** Runs this when orders are taken, cancelled or fulfilled. */
export function createCloseRefused({ ledger, clock, log }: CloseRefusedParts): Loop {
  let unsubscribe = (): void => {};
  const next = createNextCheck(clock, () => {
    try {
      closeRefused(ledger);
    } catch (error) {
      log.error('letting go of refused notices stopped at a fault', { error });
    }
  });
  return {
    start() {
      unsubscribe = ledger.entries.onAppended((entries) => {
        if (entries.some(({ kind }) => endKinds.has(kind))) next.in(settleMs);
      });
      next.in(settleMs);
    },
    async stop() {
      unsubscribe();
      next.end();
    },
  };
}

type CloseRefusedParts = { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log };
