import type { Way } from '../../shared/bell/ways.ts';
import { lookBackMs } from '../../shared/notices.ts';
import { kindsBy } from '../notice-kinds.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import { reasonToKeepQuiet } from './may-be-sent.ts';
import { managerOf } from './notice.ts';
import { mayBeTold } from './one-teller.ts';
import { noteSignedOut, wasSignedOut } from './signed-out.ts';

type Parts = { readonly ledger: Ledger; readonly clock: Clock; readonly log: Log };

/** Sends what a way could not while its account was signed out, once it can: to whoever an order still waits for. */
export function createTakeUp({ ledger, clock, log }: Parts, way: Way) {
  const kinds: readonly string[] = Object.values(kindsBy[way]);
  let works = false;

  function takeUp(): void {
    const now = clock.now();
    const isWanted = (message: OutboxMessage): boolean => {
      if (!kinds.includes(message.kind)) return false;
      if (now - message.createdAt >= lookBackMs || message.orderId === null) return false;
      if (!wasSignedOut(ledger, message)) return false;
      const order = ledger.orders.get(message.orderId);
      return order !== null && reasonToKeepQuiet(order) === null && !mayBeTold(order, managerOf(message));
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
    const isNews = worksNow && !works;
    works = worksNow;
    if (!isNews) return;
    try {
      takeUp();
    } catch (error) {
      log.error('taking up notices again stopped at a fault', { error });
    }
  };
}
