import type { SleepSummary } from '../../shared/sleep.ts';
import type { GmailPoller } from '../intake/gmail/poller.ts';
import type { Reconciliation } from '../intake/shopify/reconcile.ts';
import type { PollingLoop } from '../polling-loop.ts';
import type { Connection, Log } from '../ports.ts';
import type { SleepParts } from './sleep.ts';

export type CatchUpParts = {
  /** Whether this computer is the leader, which polls the sources. If not, events of other computers come from the dataset. */
  readonly listens: boolean;
  readonly reconciliation: Pick<
    Reconciliation,
    'now' | 'status' | 'hasAllOrders' | 'subscribed' | 'woke' | 'askAnew'
  > | null;
  readonly gmail: (Pick<Connection, 'status'> & Pick<GmailPoller, 'now' | 'isRead'>) | null;
  /** Checks of the mailbox account, and of whether the managers can be notified. Needed while another computer is the leader. */
  readonly whose: Pick<PollingLoop, 'askAnew'> | null;
  readonly reachability: Pick<PollingLoop, 'askAnew'>;
  readonly tunnel: Connection;
  /** Sends what is pending at once: to BigQuery, Messenger and Shopify. */
  readonly hurry: () => void;
  readonly log: Log;
};

/** Polls every source after sleep, and reports which have not answered. */
export function createCatchUp(
  parts: CatchUpParts,
): Pick<SleepParts, 'onWake' | 'ask' | 'behind' | 'subscription'> {
  const { tunnel, hurry, log } = parts;
  const { reconciliation, gmail } = parts.listens ? parts : { reconciliation: null, gmail: null };
  let renewalsBefore = 0;

  async function ask(): Promise<void> {
    hurry();
    // this computer may become leader now, and its credentials may have changed meanwhile; not awaited
    if (!parts.listens)
      for (const account of [parts.reconciliation, parts.whose, parts.reachability]) account?.askAnew();
    // a poll that began before the sleep may have an outdated result
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
      // a connection that needs a new sign-in waits for a person
      if (reconciliation && !reconciliation.hasAllOrders() && reconciliation.status().state !== 'signed-out')
        silent.push('shopify');
      // a working mailbox may still have mails that no poll waits for
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
