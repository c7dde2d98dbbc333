import type { EntryKind } from '../../shared/entry.ts';
import type { Order } from '../../shared/order.ts';
import { noticeKinds, wayOfKind } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import { closeParked } from './close-sent.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { createNextCheck } from './next-check.ts';
import { managerOf } from './notice.ts';
import { isGivenBack } from './notice-ends.ts';

/** What may end that anybody waits for an order, or come of a notice of one that nobody waits for. */
const endKinds: ReadonlySet<EntryKind> = new Set([
  'taken',
  'status-set',
  'order-updated',
  'copy-told',
  'same-decided',
  'notified',
]);
/** A taking may be undone in its first seconds; then its notices are wanted again. */
const settleMs = 60_000;

/**
 * Ends the parked notices that were refused, of orders nobody waits for any more: sent now, they would be no news. What became
 * of each stays written down. One nobody knows the fate of stays, for a person to settle.
 * @returns how many
 */
export const closeRefused = (ledger: Ledger): number =>
  closeParked(ledger, (message) => {
    if (!noticeKinds.includes(message.kind) || message.orderId === null) return false;
    const order = ledger.orders.get(message.orderId);
    return order !== null && !isWaitedFor(order) && wasRefused(ledger, message, order);
  });

/** Who looks into a quarantine may let the order out. */
const isWaitedFor = (order: Order): boolean => reasonToKeepQuiet({ ...order, quarantined: false }) === null;

function wasRefused(ledger: Ledger, message: OutboxMessage, { notifications }: Order): boolean {
  if (isGivenBack(ledger, message)) return false;
  const channel = wayOfKind(message.kind);
  const own = notifications.filter(
    (notice) => notice.manager === managerOf(message) && notice.channel === channel,
  );
  return own.length > 0 && own.every(({ state }) => state === 'refused');
}

/** Does so as orders are taken, cancelled or handed over. */
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
