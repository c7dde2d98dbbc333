import type { SleepSummary } from '../../shared/sleep.ts';
import type { OrderSource } from '../intake/order-source.ts';
import type { Reconciliation } from '../intake/shopify/reconcile.ts';
import type { PollingLoop } from '../polling-loop.ts';
import type { Connection, Log } from '../ports.ts';
import type { SleepParts } from './sleep.ts';

export type CatchUpParts = {
  /** Whether this computer is the leader, which polls the sources. If not, events of other computers come from the dataset. */
  readonly listens: boolean;
  readonly reconciliation: Pick<
    Reconciliation,
    'now' | 'status' | 'isRead' | 'subscribed' | 'askAnew'
  > | null;
  readonly gmail: Pick<OrderSource, 'now' | 'status' | 'isRead' | 'askAnew'> | null;
  /** Checks whether the managers can be notified. */
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
      for (const account of [parts.reconciliation, parts.gmail, parts.reachability]) account?.askAnew();
    const answers = await Promise.allSettled([tunnel.check(), reconciliation?.now(), gmail?.now()]);
    for (const answer of answers) {
      if (answer.status === 'rejected') log.error('asking failed', { error: answer.reason });
    }
  }

  return {
    ask,
    onWake() {
      renewalsBefore = reconciliation?.subscribed()?.renewals ?? 0;
    },
    behind() {
      const silent: SleepSummary['unheard'][number][] = [];
      // a connection that needs a new sign-in waits for a person
      const isBehind = (source: Pick<OrderSource, 'isRead' | 'status'> | null): boolean =>
        source !== null && !source.isRead() && source.status().state !== 'signed-out';
      if (isBehind(reconciliation)) silent.push('shopify');
      if (isBehind(gmail)) silent.push('gmail');
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
