import { asProblem } from '../shared/problem.ts';
import type { Cluster } from './cluster/cluster.ts';
import { listenedElsewhere, withUnread } from './cluster/read-elsewhere.ts';
import { addWarnings } from './health/add-warnings.ts';
import type { MailHealth } from './health/mail-health.ts';
import { notConnected } from './health/not-connected.ts';
import type { GmailPoller } from './intake/gmail/poller.ts';
import type { Reconciliation } from './intake/shopify/reconcile.ts';
import type { Sending } from './notify/email/sending-status.ts';
import { addSendingStatus } from './notify/email/sending-status.ts';
import type { Notifier } from './notify/notifier.ts';
import type { Connection } from './ports.ts';
import type { Standing } from './standing.ts';

type Account = Connection & { readonly standing: Standing };
type Parts = {
  readonly reconciliation: (Account & Pick<Reconciliation, 'identify'>) | null;
  readonly gmail: (Account & Pick<GmailPoller, 'whose'>) | null;
  readonly mailHealth: Pick<MailHealth, 'ofMails'>;
  readonly cluster: Pick<Cluster, 'connection' | 'unread'>;
  readonly notifier: Sending & Pick<Notifier, 'connection' | 'isOpen'>;
  readonly tunnel: Connection;
  /** Whether this computer is the leader, which polls the sources. */
  readonly listens: boolean;
};

/** The connections of all accounts of the shop. */
export function connectionsOf(parts: Parts): readonly Connection[] {
  const { reconciliation, mailHealth, cluster, notifier, tunnel, listens } = parts;
  const gmail = parts.gmail && addWarnings(parts.gmail, mailHealth.ofMails);
  const heard = (source: Connection, account: Account | null, ask?: () => Promise<unknown>): Connection =>
    withUnread(listens ? source : listenedElsewhere(source, account?.standing.refusal, ask), cluster.unread);
  return [
    heard(reconciliation ?? notConnected('shopify'), reconciliation, reconciliation?.identify),
    heard(
      gmail && notifier.isOpen('email')
        ? addSendingStatus(gmail, notifier)
        : (gmail ?? notConnected('gmail')),
      parts.gmail,
      async () => parts.gmail?.whose().catch(asProblem),
    ),
    cluster.connection,
    notifier.connection,
    listens ? tunnel : listenedElsewhere(tunnel),
  ];
}
