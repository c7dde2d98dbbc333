import type { Way } from '../../shared/alert-rules/channels.ts';
import type { SubscriberId } from '../../shared/ids.ts';
import { lookBackMs } from '../../shared/notices.ts';
import type { Contact } from '../manychat/client.ts';
import { kindsBy } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { contactNow } from './addressee.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { mayBeNotified } from './may-notify.ts';
import { managerOf, noticeSchema } from './notice.ts';
import { forgetWhyParked, wasSignedOut, windowShutAt } from './why-parked.ts';

type Parts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly managers: () => readonly ManagerConfig[];
};

/** Resumes parked notifications when a channel works again, for orders that still wait. */
export type ResumeChannel = {
  /**
   * Reports whether the account answers. The first check after start also resumes, because the fault may have been fixed before.
   */
  account(worksNow: boolean): void;
  /** Call when last interactions were refreshed, because an interaction opens the messaging window. */
  windows(lastInteraction: (id: SubscriberId) => Contact['lastInteraction']): void;
};

export function createResumeChannel({ ledger, clock, log, managers }: Parts, way: Way): ResumeChannel {
  const kinds: readonly string[] = Object.values(kindsBy[way]);
  let works = false;

  /** @param wasStopped whether the reason for parking has passed */
  function takeUp(wasStopped: (message: OutboxMessage) => boolean): void {
    const now = clock.now();
    const isWanted = (message: OutboxMessage): boolean => {
      if (!kinds.includes(message.kind)) return false;
      if (now - message.createdAt >= lookBackMs || message.orderId === null) return false;
      if (!wasStopped(message)) return false;
      const order = ledger.orders.get(message.orderId);
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
      log.info('notices are taken up again', { way, notices: wanted.length });
    } catch (error) {
      log.error('taking up notices again stopped at a fault', { error });
    }
  }

  return {
    account(worksNow) {
      const isNews = worksNow && !works;
      works = worksNow;
      if (isNews) takeUp((message) => wasSignedOut(ledger, message));
    },
    windows(lastInteraction) {
      takeUp((message) => {
        const shutAt = windowShutAt(ledger, message);
        if (shutAt === null) return false;
        const owed = noticeSchema.safeParse(message.payload).data;
        const id = owed ? contactNow(managers(), owed) : null;
        if (id === null) return false;
        // without a newer interaction it would be refused again; a time in the future comes from a clock that was fast
        return shutAt > clock.now() || (lastInteraction(id) ?? 0) > shutAt;
      });
    },
  };
}
