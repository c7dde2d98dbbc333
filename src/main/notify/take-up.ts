import type { Way } from '../../shared/bell/ways.ts';
import { lookBackMs } from '../../shared/notices.ts';
import type { Order } from '../../shared/order.ts';
import { noticeKinds, wayOfKind } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { managerOf } from './notice.ts';

type Parts = { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log };

/** Set while a notice is parked because the account that was to send it was signed out: it never left. */
const signedOutOf = ({ key }: Pick<OutboxMessage, 'key'>): string => `notify.signedOut:${key}`;

export const noteSignedOut = (ledger: Ledger, message: Pick<OutboxMessage, 'key'>, isSo: boolean): void =>
  ledger.settings.set(signedOutOf(message), isSo ? 'yes' : null);

/** Whether the manager may have been told since, by whichever way. */
const mayKnow = ({ notifications }: Order, name: string | null): boolean =>
  notifications.some(
    ({ manager, channel, state }) =>
      manager === name && channel !== 'desktop' && (state === 'sent' || state === 'unknown'),
  );

/** Sends what a way could not while its account was signed out, once it can: to whoever an order still waits for. */
export function createTakeUp({ ledger, clock, log }: Parts, way: Way) {
  let works: boolean | null = null;

  function takeUp(): void {
    const now = clock.now();
    const isWanted = (message: OutboxMessage): boolean => {
      if (!noticeKinds.includes(message.kind) || wayOfKind(message.kind) !== way) return false;
      if (now - message.createdAt >= lookBackMs || message.orderId === null) return false;
      if (ledger.settings.get(signedOutOf(message)) === null) return false;
      const order = ledger.orders.get(message.orderId);
      return order !== null && reasonToKeepQuiet(order) === null && !mayKnow(order, managerOf(message));
    };
    const wanted = ledger.outbox.parked().filter(isWanted);
    if (wanted.length === 0) return;
    ledger.transaction(() => {
      for (const message of wanted) {
        noteSignedOut(ledger, message, false);
        ledger.outbox.unpark(message.id, now);
      }
    });
    log.info('notices are taken up again', { way, notices: wanted.length });
  }

  /** Told by whoever looks whether the account answers; at the first look since the start it may have been mended before. */
  return (worksNow: boolean): void => {
    const isNews = worksNow && works !== true;
    works = worksNow;
    if (!isNews) return;
    try {
      takeUp();
    } catch (error) {
      log.error('taking up notices again stopped at a fault', { error });
    }
  };
}
