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

/** Sends what a way could not, once it can: to whoever an order still waits for. */
export type ResumeChannel = {
  /** Told by whoever looks whether the account answers; at the first look since the start it may have been mended before. */
  account(worksNow: boolean): void;
  /** Told whenever it is known anew when contacts were last heard, which opens Messenger's window to them. */
  windows(lastInteraction: (id: SubscriberId) => Contact['lastInteraction']): void;
};

export function createResumeChannel({ ledger, clock, log, managers }: Parts, way: Way): ResumeChannel {
  const kinds: readonly string[] = Object.values(kindsBy[way]);
  let works = false;

  /** @param wasStopped whether what had stopped it has passed */
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
        // what was refused since he was heard would be refused again; a clock that was ahead then says nothing of that
        return shutAt > clock.now() || (lastInteraction(id) ?? 0) > shutAt;
      });
    },
  };
}
