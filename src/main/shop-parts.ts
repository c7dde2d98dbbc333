import type { AppState } from '../shared/contract.ts';
import type { DocumentId } from '../shared/ids.ts';
import type { Mode } from '../shared/mode.ts';
import type { Problem } from '../shared/problem.ts';
import type { ConnectionName, ConnectionView } from '../shared/views.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { Election } from './cluster/election.ts';
import type { Presence } from './cluster/presence/presence.ts';
import type { Faces } from './faces/faces.ts';
import type { Host } from './host.ts';
import type { ChatbotIntake } from './intake/chatbot/chatbot-intake.ts';
import type { Coming } from './intake/shopify/coming.ts';
import type { WebhookIntake } from './intake/shopify/webhook-intake.ts';
import type { Handlers } from './ipc/dispatch.ts';
import type { CopyStatus } from './ledger/repair/copies-of-ledger.ts';
import type { Connection, Events, Ledger } from './ports.ts';
import type { PubsubIntake } from './pubsub-intake.ts';
import type { RequestKind } from './request-kind.ts';
import type { Config } from './settings/config.ts';
import type { SettingsFile } from './settings/settings-file.ts';
import type { DeskHandlers } from './shop-handlers.ts';

export type ShopParts = {
  readonly host: Host;
  readonly mode: Mode;
  readonly config: Config;
  /** The shop's, also where its keys are shut and no Shopify is in `config`; null where none is set. */
  readonly shopDomain: string | null;
  /** Where the sample shop is, ISO 3166; null of a real shop, which says it itself or is asked. */
  readonly country: string | null;
  /** Why BigQuery is not in it although it is set: the shop's other computers go on there. */
  readonly cutOff?: Problem | null;
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly events: Events;
  /** The receiver on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  /** What the receiver calls itself. */
  readonly run: string;
  /** Who is at which order, which outlives a change of shop as the windows do. */
  readonly presence: Pick<Presence, 'heard' | 'lost' | 'sayNow'>;
  /** The connection to Pub/Sub and the leader's token, which outlive this shop. */
  readonly election: Election;
  readonly view: (connection: Connection) => ConnectionView;
  readonly deskHandlers: DeskHandlers;
  /** Of the copy that is kept of the ledger. */
  readonly copyOfLedger: () => CopyStatus;
  /** Closes this shop and opens it anew: another computer is the leader from now on, or this one does. */
  readonly reopen: () => void;
};

/** Everything that works on one ledger, put together: the sample shop's or the real one's. */
export type Shop = {
  readonly handlers: Handlers;
  readonly webhooks: WebhookIntake;
  readonly coming: Coming;
  readonly chatbot: ChatbotIntake;
  readonly cluster: Pick<Cluster, 'sayPresence' | 'isLive'>;
  readonly intake: Pick<PubsubIntake, 'problem'>;
  readonly state: () => AppState;
  /** How many orders nobody has taken. */
  readonly untaken: () => number;
  readonly connection: (name: ConnectionName) => ConnectionView;
  /** What Google said of the sign-in that is in use, in seconds. */
  readonly gmailLasts: (seconds: number) => void;
  /** The HTML of a stored mail, made inert; null when there is none. */
  readonly mailHtml: (id: DocumentId) => Promise<string | null>;
  readonly face: Faces['of'];
  /** A page is closed: what it was printing is in doubt. */
  readonly pageGone: (page: string) => void;
  readonly start: () => void;
  readonly nudge: () => void;
  /** Counts what asks the receiver: the plan of a tunnel allows so many a month. */
  readonly countRequest: (what: RequestKind) => void;
  readonly stop: () => Promise<void>;
};
