import type { Reconciliation } from '../intake/shopify/reconcile.ts';
import { roundEveryMs } from '../intake/shopify/reconcile.ts';
import type { Clock, Connection, Ledger } from '../ports.ts';
import type { OtherSource } from './other-sources.ts';

type Parts = {
  readonly ledger: Pick<Ledger, 'orders' | 'people'>;
  readonly clock: Clock;
  readonly reconciliation: Reconciliation | null;
  readonly tunnel: Pick<Connection, 'status'>;
};

/** The sources of a shop with a usual rhythm, besides its mailbox. Manual orders have none. */
export function otherSources({ ledger, clock, reconciliation, tunnel }: Parts): readonly OtherSource[] {
  const shopify: OtherSource | null = reconciliation && {
    family: 'shopify',
    times: (since) => ledger.orders.timesOf('shopify', since),
    provenAt: reconciliation.ordersAt,
    polling: { everyMs: roundEveryMs, problem: () => reconciliation.status().problem },
  };
  const chatbot: OtherSource = {
    family: 'chat-bot',
    times: ledger.people.touchTimes,
    // no visit can arrive while the public address does not lead here, and the tunnel status reports that
    provenAt: () => (tunnel.status().state === 'working' ? clock.now() : null),
    polling: null,
  };
  return shopify ? [shopify, chatbot] : [chatbot];
}
