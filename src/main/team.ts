import type { Problem } from '../shared/problem.ts';
import { cutOffHub } from './desks/cut-off-hub.ts';
import type { Desks, DesksParts } from './desks/desks.ts';
import { createDesks } from './desks/desks.ts';
import { hubOf } from './desks/hub.ts';
import type { Link, LinkParts } from './desks/link/link.ts';
import { createLink } from './desks/link/link.ts';
import { mailboxMark, meansOf } from './desks/means.ts';
import type { Standings } from './desks/own-means.ts';
import { createOwnMeans } from './desks/own-means.ts';
import type { Events, Loop, Secrets } from './ports.ts';
import type { BigQueryConfig, TunnelConfig } from './settings/config.ts';
import type { Quota } from './tunnel/quota.ts';
import { keepTold } from './warehouse/keep-told.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

export type TeamParts = Omit<
  DesksParts,
  'hub' | 'warehouse' | 'means' | 'mailbox' | 'onStatus' | 'onRole'
> & {
  readonly config: BigQueryConfig | null;
  /** What is connected on this computer. */
  readonly accounts: Parameters<typeof meansOf>[0];
  /** Which of it takes its keys. */
  readonly standings: Standings;
  /** The mailbox's address; null until it is known. */
  readonly signedInTo: () => string | null;
  readonly cutOff: Problem | null;
  readonly warehouse: Warehouse;
  readonly secrets: Secrets;
  readonly events: Events;
  /** Whether this desk listens, for as long as the shop is open. */
  readonly listens: boolean;
  readonly tunnel: { readonly config: TunnelConfig; readonly publicUrl: () => string | null };
  readonly quota: Pick<Quota, 'share'>;
  readonly presence: LinkParts['presence'];
  /** Another desk listens from now on, or this one does. */
  readonly onListens: (isOurs: boolean) => void;
};
export type Team = { readonly desks: Desks; readonly link: Link; readonly retold: Loop };

/** The shop's other computers: heard of through its BigQuery, and spoken to at once through the one that listens. */
export function composeTeam(parts: TeamParts): Team {
  const { config, cutOff, warehouse, ledger, clock, events, listens, tunnel, standings } = parts;
  const changed = (): void => events.emit({ kind: 'connections-changed', names: ['bigquery'] });
  const desks = createDesks({
    ...parts,
    means: createOwnMeans(meansOf(parts.accounts), standings, clock),
    mailbox: () => {
      const address = parts.signedInTo();
      return address === null ? null : mailboxMark(address);
    },
    hub: hubOf(config, warehouse, ledger.deskId) ?? (cutOff && cutOffHub(cutOff)),
    onStatus: () => {
      changed();
      link.renewKey();
    },
    onRole: ({ isOurs }) => {
      changed();
      link.look();
      parts.onListens(isOurs);
    },
  });
  const link = createLink({
    ledger,
    clock,
    log: parts.log.scoped('link'),
    secrets: parts.secrets,
    shop: config && `${config.projectId}.${config.dataset}`,
    listens,
    publicUrl: tunnel.publicUrl,
    receiver: desks.receiver,
    onDoubt: () => void desks.askWhoListens(),
    // an address of the shop's own has no limit that is known here
    share: (count) =>
      tunnel.config.kind === 'ngrok' ? parts.quota.share(count) : { everyMs: null, left: null },
    by: parts.name,
    presence: parts.presence,
    onChange: changed,
  });
  const retold = keepTold({
    ledger,
    clock,
    log: parts.log,
    keptDays: () => warehouse.status().keptDays,
    listens,
  });
  return { desks, link, retold };
}
