import type { SleepSummary } from '../../shared/sleep.ts';
import type { GmailPoller } from '../intake/gmail/poller.ts';
import type { Reconciliation } from '../intake/shopify/reconcile.ts';
import type { PollingLoop } from '../polling-loop.ts';
import type { Connection, Log } from '../ports.ts';
import type { SleepParts } from './sleep.ts';

export type CatchUpParts = {
  /** Whether this desk asks the sources; else another computer does, and what it hears comes from the dataset. */
  readonly listens: boolean;
  readonly reconciliation: Pick<
    Reconciliation,
    'now' | 'status' | 'hasAllOrders' | 'subscribed' | 'woke' | 'askAnew'
  > | null;
  readonly gmail: (Pick<Connection, 'status'> & Pick<GmailPoller, 'now' | 'isRead'>) | null;
  /** Whose mailbox it is, and whether the managers can be told, where another computer listens. */
  readonly whose: Pick<PollingLoop, 'askAnew'> | null;
  readonly reachability: Pick<PollingLoop, 'askAnew'>;
  readonly tunnel: Connection;
  /** Carries at once what is owed, to BigQuery, to Messenger and to Shopify. */
  readonly hurry: () => void;
  readonly log: Log;
};

/** Whom to ask after sleep, and how to see that all of them have answered. */
export function createCatchUp(
  parts: CatchUpParts,
): Pick<SleepParts, 'onWake' | 'ask' | 'behind' | 'subscription'> {
  const { tunnel, hurry, log } = parts;
  const { reconciliation, gmail } = parts.listens ? parts : { reconciliation: null, gmail: null };
  let renewalsBefore = 0;

  async function ask(): Promise<void> {
    hurry();
    // this one may take over now, and does not know what became of its keys meanwhile; nobody waits for it
    if (!parts.listens)
      for (const account of [parts.reconciliation, parts.whose, parts.reachability]) account?.askAnew();
    // a poll that began before the sleep may have asked for what was there then
    const mails = gmail?.now().then(() => gmail.now());
    const answers = await Promise.allSettled([tunnel.check(), reconciliation?.now(), mails]);
    for (const answer of answers) {
      if (answer.status === 'rejected') log.error('asking failed', { error: answer.reason });
    }
  }

  return {
    ask,
    onWake() {
      reconciliation?.woke();
      renewalsBefore = reconciliation?.subscribed()?.renewals ?? 0;
    },
    behind() {
      const silent: SleepSummary['unheard'][number][] = [];
      // one that has to be signed in anew waits for a person
      if (reconciliation && !reconciliation.hasAllOrders() && reconciliation.status().state !== 'signed-out')
        silent.push('shopify');
      // also one that works may have mails under way that no poll waits for
      if (gmail && !gmail.isRead() && gmail.status().state !== 'signed-out') silent.push('gmail');
      return silent;
    },
    subscription() {
      const subscribed = reconciliation?.subscribed();
      if (!subscribed || tunnel.status().state === 'off') return 'off';
      const { ensured, renewals } = subscribed;
      if (!ensured || tunnel.status().state !== 'working') return 'waiting';
      return renewals > renewalsBefore ? 'renewed' : 'kept';
    },
  };
}
