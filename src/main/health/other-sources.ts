import type { MailWarning } from '../../shared/trainer.ts';
import type { Reconciliation } from '../intake/shopify/reconcile.ts';
import { roundEveryMs } from '../intake/shopify/reconcile.ts';
import type { Clock, Connection, Ledger } from '../ports.ts';
import { lookedBackMs, silenceWarnings } from './silence.ts';
import { stoppedWarnings } from './stopped.ts';

/** A source besides the mailbox with a usual rhythm: the shop itself, the chat-bot. */
export type OtherSource = {
  readonly family: 'shopify' | 'chat-bot';
  /** Times of its orders or visits, oldest first. */
  readonly times: (since: number) => readonly number[];
  /** Until when everything of it is known to have arrived; null while that is unknown. */
  readonly provenAt: () => number | null;
  /** How it is polled; null for a source that only pushes. */
  readonly polling: { readonly everyMs: number; readonly problem: () => string | null } | null;
};

const names = { shopify: 'Shopify', 'chat-bot': 'Chat-bot' } as const;

/** Warns when such a source cannot be polled, or is silent when it usually is not. */
export const createOtherSources =
  (sources: readonly OtherSource[], clock: Clock) =>
  /** @param askingSince since when this computer has been awake and polling */
  (askingSince: number): readonly MailWarning[] =>
    sources.flatMap(({ family, times, provenAt, polling }) => {
      const sender = names[family];
      const proven = provenAt();
      const polled = { family: 'shopify', sender, lastSuccessAt: proven, askingSince } as const;
      return [
        ...(polling
          ? stoppedWarnings({ ...polled, ...polling, problem: polling.problem() }, clock.now())
          : []),
        ...(proven === null
          ? []
          : silenceWarnings(times(proven - lookedBackMs), proven, {
              family,
              sender,
              name: sender,
              document: null,
            })),
      ];
    });

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
