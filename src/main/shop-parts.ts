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
  /** Known even if its credentials are locked and `config` has no Shopify; null if none is set. */
  readonly shopDomain: string | null;
  /** The country of the sample shop, ISO 3166; null for a real shop, which reports it or is asked. */
  readonly country: string | null;
  /** Why `config` has no BigQuery although it is set up: the shop's other computers still use it. */
  readonly cutOff?: Problem | null;
  readonly ledger: Ledger;
  readonly settings: SettingsFile;
  readonly events: Events;
  /** The receiver on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  /** The id of this run of the receiver. */
  readonly run: string;
  /** Who views which order; survives a change of shop, as the windows do. */
  readonly presence: Pick<Presence, 'heard' | 'lost' | 'sayNow'>;
  /** The Pub/Sub connection and the leader's token, which survive this shop. */
  readonly election: Election;
  readonly view: (connection: Connection) => ConnectionView;
  readonly deskHandlers: DeskHandlers;
  /** The status of the ledger's backup copy. */
  readonly copyOfLedger: () => CopyStatus;
  /** Closes and reopens this shop, because the leader changed to or from this computer. */
  readonly reopen: () => void;
};

/** All parts that work on one ledger: of the sample shop or the real one. */
export type Shop = {
  readonly handlers: Handlers;
  readonly webhooks: WebhookIntake;
  readonly coming: Coming;
  readonly chatbot: ChatbotIntake;
  readonly cluster: Pick<Cluster, 'sayPresence' | 'isLive'>;
  readonly intake: Pick<PubsubIntake, 'problem'>;
  readonly state: () => AppState;
  /** The number of orders that are not taken. */
  readonly untaken: () => number;
  readonly connection: (name: ConnectionName) => ConnectionView;
  /** Records the remaining lifetime of the current sign-in that Google reported, in seconds. */
  readonly gmailLasts: (seconds: number) => void;
  /** The sanitized HTML of a stored mail; null for none. */
  readonly mailHtml: (id: DocumentId) => Promise<string | null>;
  readonly face: Faces['of'];
  /** Call when a page is closed: its print jobs have an unknown outcome. */
  readonly pageGone: (page: string) => void;
  readonly start: () => void;
  readonly nudge: () => void;
  /** Counts external requests to the receiver, because a tunnel's plan has a monthly limit. */
  readonly countRequest: (what: RequestKind) => void;
  readonly stop: () => Promise<void>;
};
