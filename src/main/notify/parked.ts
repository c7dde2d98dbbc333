import type { Way } from '../../shared/alert-rules/channels.ts';
import type { EntryKind } from '../../shared/entry.ts';
import type { SubscriberId } from '../../shared/ids.ts';
import { lookBackMs } from '../../shared/notices.ts';
import type { Contact } from '../manychat/client.ts';
import { alertKinds, noticeKinds, wayOfKind } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { alertOf, wasAlerted } from './alerts/alert-notice.ts';
import { mayBeNotified, reasonToKeepQuiet, wasToldBy } from './may-notify.ts';
import { createNextCheck } from './next-check.ts';
import { managerOf } from './notice.ts';
import { forgetWhyParked, isGivenBack, letGo, wasSignedOut, windowShutAt } from './notice-ends.ts';

/** Notifications that are parked: when they end without a person, and when they are resumed. */

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
    const order = orderOf(ledger, message);
    return order !== null && wasToldBy(order, manager);
  });

/**
 * Ends parked notifications that were refused, for orders that do not wait any more. Their recorded outcomes stay. Notifications
 * with an unknown outcome stay parked for a person to decide.
 * @returns how many
 */
export const closeRefused = (ledger: Ledger): number =>
  closeParked(ledger, (message) => {
    const order = orderOf(ledger, message);
    // an order in quarantine counts as waiting, because a manager may release it
    if (order === null || reasonToKeepQuiet({ ...order, quarantined: false }) === null) return false;
    if (isGivenBack(ledger, message)) return false;
    const own = order.notifications.filter(
      ({ manager, channel }) => manager === managerOf(message) && channel === wayOfKind(message.kind),
    );
    return own.length > 0 && own.every(({ state }) => state === 'refused');
  });

/** The order of a new-order notification; null for others. */
const orderOf = (ledger: Ledger, { kind, orderId }: OutboxMessage) =>
  noticeKinds.includes(kind) && orderId !== null ? ledger.orders.get(orderId) : null;

function closeParked(ledger: Ledger, isOver: (message: OutboxMessage) => boolean): number {
  const over = ledger.outbox.parked().filter(isOver);
  if (over.length > 0) {
    ledger.transaction(() => {
      for (const message of over) letGo(ledger, message);
    });
  }
  return over.length;
}

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

type Parts = { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log };

/** Ends refused notifications when orders are taken, cancelled or fulfilled. */
export function createCloseRefused({ ledger, clock, log }: Parts): Loop {
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

/** Resumes parked notifications when a channel works again, for orders that still wait. */
export type ResumeParked = {
  /**
   * Reports whether the account of a channel answers. The first check after start also resumes, because the fault may have been
   * fixed before.
   */
  account(way: Way, worksNow: boolean): void;
  /** Call when last interactions were refreshed, because an interaction opens the messaging window. */
  windows(lastInteraction: (id: SubscriberId) => Contact['lastInteraction']): void;
};

export function createResumeParked({
  ledger,
  clock,
  log,
  managers,
}: Parts & { readonly managers: () => readonly ManagerConfig[] }): ResumeParked {
  const works = new Set<Way>();

  /** @param hasPassed whether the reason for parking has passed */
  function resume(hasPassed: (message: OutboxMessage) => boolean): void {
    const now = clock.now();
    const isWanted = (message: OutboxMessage): boolean => {
      if (now - message.createdAt >= lookBackMs || !hasPassed(message)) return false;
      const order = orderOf(ledger, message);
      return order !== null && reasonToKeepQuiet(order) === null && !mayBeNotified(order, managerOf(message));
    };
    try {
      const wanted = ledger.outbox.parked().filter(isWanted);
      if (wanted.length === 0) return;
      ledger.transaction(() => {
        for (const message of wanted) {
          forgetWhyParked(ledger, message);
          ledger.outbox.unpark(message.id, now);
        }
      });
      log.info('notices are taken up again', { notices: wanted.length });
    } catch (error) {
      log.error('taking up notices again stopped at a fault', { error });
    }
  }

  return {
    account(way, worksNow) {
      const isNews = worksNow && !works.has(way);
      if (worksNow) works.add(way);
      else works.delete(way);
      if (isNews) resume((message) => wayOfKind(message.kind) === way && wasSignedOut(ledger, message));
    },
    windows(lastInteraction) {
      resume((message) => {
        const shutAt = windowShutAt(ledger, message);
        const manager = managers().find(({ name }) => name === managerOf(message));
        if (shutAt === null || !manager || manager.subscriberId === null) return false;
        // without a newer interaction it would be refused again; a time in the future comes from a clock that was fast
        return shutAt > clock.now() || (lastInteraction(manager.subscriberId) ?? 0) > shutAt;
      });
    },
  };
}

/**
 * Summarizes recent parked notifications that reached no manager, with the fix.
 * @param now epoch milliseconds
 * @returns null for none
 */
export function undelivered(
  parked: readonly OutboxMessage[],
  now: number,
): { readonly problem: string; readonly fix: string | null } | null {
  const recent = parked.filter(({ createdAt }) => now - createdAt < lookBackMs);
  if (recent.length === 0) return null;
  const names = [...new Set(recent.map(managerOf))].filter((name) => name !== null).join(', ');
  return {
    problem:
      recent.length === 1
        ? `1 notification of the last 24 hours did not reach ${names}`
        : `${recent.length} notifications of the last 24 hours did not reach ${names}`,
    fix: recent.at(-1)?.reason ?? null,
  };
}
