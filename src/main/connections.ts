import { asProblem } from '../shared/problem.ts';
import type { Cluster } from './cluster/cluster.ts';
import { listenedElsewhere, withUnread } from './cluster/read-elsewhere.ts';
import { tellWarnings } from './health/add-warnings.ts';
import type { MailHealth } from './health/mail-health.ts';
import { notConnected } from './health/not-connected.ts';
import type { GmailPoller } from './intake/gmail/poller.ts';
import type { AskBack } from './intake/shopify/reconcile.ts';
import type { Sending } from './notify/email/sending-status.ts';
import { tellSending } from './notify/email/sending-status.ts';
import type { Notifier } from './notify/notifier.ts';
import type { Connection } from './ports.ts';
import type { Standing } from './standing.ts';

type Account = Connection & { readonly standing: Standing };
type Parts = {
  readonly askBack: (Account & Pick<AskBack, 'identify'>) | null;
  readonly gmail: (Account & Pick<GmailPoller, 'whose'>) | null;
  readonly mailHealth: Pick<MailHealth, 'ofMails'>;
  readonly cluster: Pick<Cluster, 'connection' | 'unread'>;
  readonly notifier: Sending & Pick<Notifier, 'connection' | 'isOpen'>;
  readonly tunnel: Connection;
  /** Whether this computer is the leader, which polls the sources. */
  readonly listens: boolean;
};

/** Every account of the shop, as its state is told here. */
export function connectionsOf(parts: Parts): readonly Connection[] {
  const { askBack, mailHealth, cluster, notifier, tunnel, listens } = parts;
  const gmail = parts.gmail && tellWarnings(parts.gmail, mailHealth.ofMails);
  const heard = (source: Connection, account: Account | null, ask?: () => Promise<unknown>): Connection =>
    withUnread(listens ? source : listenedElsewhere(source, account?.standing.refusal, ask), cluster.unread);
  return [
    heard(askBack ?? notConnected('shopify'), askBack, askBack?.identify),
    heard(
      gmail && notifier.isOpen('email') ? tellSending(gmail, notifier) : (gmail ?? notConnected('gmail')),
      parts.gmail,
      async () => parts.gmail?.whose().catch(asProblem),
    ),
    cluster.connection,
    notifier.connection,
    listens ? tunnel : listenedElsewhere(tunnel),
  ];
}
