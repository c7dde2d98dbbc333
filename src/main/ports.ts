import { z } from 'zod';
import type { AppEvent } from '../shared/contract.ts';
import type { DraftView } from '../shared/draft.ts';
import type { Entry, EntryDraft, EntryOf } from '../shared/entry.ts';
import type {
  DocumentId,
  DraftId,
  EntryId,
  MessageId,
  OrderId,
  SubscriberId,
  WorkstationId,
} from '../shared/ids.ts';
import type { MailTemplate } from '../shared/mail-template.ts';
import type { Reading } from '../shared/reading.ts';
import { mailSayings } from '../shared/reading.ts';
import type { ConnectionName, ConnectionView } from '../shared/views.ts';
import type { Catalogue } from './catalogue-port.ts';
import type { CopiedDesk } from './copied-port.ts';
import type { CustomerIndex } from './customer-index-port.ts';
import type { Customers } from './customers-port.ts';
import type { InsightsReader } from './insights-port.ts';
import type { LinkedNumbers } from './linked-port.ts';
import type { NoticeLog } from './notice-log-port.ts';
import type { Orders, SavedViews } from './orders-port.ts';
import type { People } from './people-port.ts';
import type { WarehouseProgress } from './warehouse-port.ts';

/** An injected clock. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds since system start, sleep included; not affected when the system clock is set. In whole seconds on macOS. */
  uptime(): number;
  /** Calls `work` once after `ms`. @returns the function that cancels it */
  after(ms: number, work: () => void): () => void;
}

/** The only access to secrets. Names are the environment's, without the prefix. */
export interface Secrets {
  /** @throws Problem `signed-out` if a stored secret cannot be decrypted now */
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export type LogFields = { readonly [name: string]: unknown };
/** A log line is a constant message with fields. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  scoped(scope: string): Log;
}

/** Runs until `stop`, which finishes the running batch. */
export interface Loop {
  start(): void;
  stop(): Promise<void>;
}

/** Notifies the renderer which data to reload. */
export interface Events {
  emit(event: AppEvent): void;
  on(listener: (event: AppEvent) => void): () => void;
}

/** The outbox kind that creates a manual order in Shopify. */
export const copyKind = 'shopify.copy';
/** The outbox key of a requested copy, on the computer that was asked. */
export const copyKeyOf = (wish: string): string => wish.replace(/^copy-asked:/, 'copy:');

// ── the ledger: the only SQL. Every call is synchronous and durable when it returns. ──

export interface Ledger {
  readonly deskId: WorkstationId;
  /** All writes inside happen together or not at all. May be nested; only the outermost commits. */
  transaction<T>(work: () => T): T;
  readonly entries: Entries;
  readonly orders: Orders;
  readonly views: SavedViews;
  readonly outbox: Outbox;
  readonly notices: NoticeLog;
  readonly documents: Documents;
  readonly recipes: MailTemplates;
  readonly readings: Readings;
  readonly checkpoints: Checkpoints;
  readonly settings: Settings;
  readonly warehouse: WarehouseProgress;
  readonly copied: CopiedDesk;
  readonly linked: LinkedNumbers;
  readonly catalogue: Catalogue;
  readonly drafts: Drafts;
  readonly people: People;
  readonly customers: Customers;
  readonly customerIndex: CustomerIndex;
  readonly insights: InsightsReader;
  /** All faults; empty if the ledger is sound. @throws Problem if it cannot be checked now */
  verify(): readonly string[];
  /** Faults that a quick check finds, however large the ledger is. @throws Problem if it cannot be checked now */
  glance(): readonly string[];
  /** Whether the file itself may be damaged, by a quick check. */
  isDamaged(): boolean;
  /**
   * Rewrites the file if data were erased, so that its free space does not contain them; takes as long as copying it.
   * @returns whether that was pending
   * @throws Problem if the disk refuses or the file is in use; it stays pending until the next start at the latest
   */
  purge(): boolean;
  close(): void;
}

/** The origin of appended events. */
export type Arrival = {
  readonly from: 'this-desk' | 'another-desk';
  /** No notifications: a ledger is being restored. */
  readonly quiet: boolean;
  /** Orders of other computers that are new here. */
  readonly newHere: ReadonlySet<OrderId>;
  /** Duplicate events: already known from this computer or another one. */
  readonly known: ReadonlySet<EntryId>;
  /** Orders that arrived by Pub/Sub before and are in the dataset now. They are not news, but their warehouse state changed. */
  readonly shown: ReadonlySet<OrderId>;
  /** Events that arrived by Pub/Sub before, and for which the dataset has more fields. Not news, but they change the data. */
  readonly fuller: readonly Entry[];
};

/** How a row of another computer arrived. A row by `link` (Pub/Sub) is not known to be in BigQuery. */
export type CameBy = 'dataset' | 'link';

/** By workstation, the sequences that are here, as sorted ranges that neither touch nor overlap. */
export type SeenNumbers = ReadonlyMap<
  WorkstationId,
  readonly { readonly first: number; readonly last: number }[]
>;

export interface Entries {
  /** Appends an event and updates its projection. @returns null if it is a duplicate */
  append(draft: EntryDraft): Entry | null;
  /**
   * Imports remote events, all or none. They keep workstation, sequence and time, and nothing is enqueued for them. Idempotent,
   * in any order and in any batches. Rows that this version cannot read are kept for a later version; rows without
   * workstation and sequence, or of this workstation, are skipped. Events `by` the link are in ledger and projection, and their
   * sequence is listed separately until the dataset shows it, which is not a second arrival.
   * @returns the events that were new
   */
  importRemote(
    rows: readonly unknown[],
    options?: { readonly quiet?: boolean; readonly by?: CameBy },
  ): readonly Entry[];
  /** Sequences of other computers that the dataset has shown, readable or not; the others are queried there. */
  seen(): SeenNumbers;
  /** All sequences of other computers that are here, however they arrived. */
  heard(): SeenNumbers;
  /** The same, with this computer's own. */
  numbers(): SeenNumbers;
  /**
   * A workstation's rows in a range of sequences, for import by another computer; includes rows that this version cannot read.
   */
  ofNumbers(desk: WorkstationId, first: number, last: number): readonly unknown[];
  /** The number of rows of other computers that this version could not read. */
  countUnread(): number;
  has(id: EntryId): boolean;
  /** In order of arrival here, of all computers, without duplicates. `afterRow` is the local row number, 0 for the beginning. */
  list(options?: { readonly afterRow?: number; readonly limit?: number }): readonly Entry[];
  /** All readable events, oldest first, in pages. */
  each(): Iterable<Entry>;
  ofOrder(id: OrderId): readonly Entry[];
  /** The orders that were read from a mail, on any computer. */
  toldBy(mail: DocumentId): readonly OrderId[];
  /** The events of a draft, a person or the tag of a copy, oldest first. */
  ofSubject(subject: string): readonly Entry[];
  /** Alerts raised since a time, epoch milliseconds, by the clock of the computer that raised them; oldest first. */
  alertsSince(time: number): readonly EntryOf<'alert-raised'>[];
  /** Called after the outermost transaction commits; appended and imported events are passed separately. */
  onAppended(listener: (entries: readonly Entry[], arrival: Arrival) => void): () => void;
}

/** A pending side effect. `payload` is parsed by the performer of this kind. */
export type OutboxMessage = {
  readonly id: MessageId;
  readonly kind: string;
  /** The idempotency key; a second `put` with it changes nothing. */
  readonly key: string;
  readonly orderId: OrderId | null;
  readonly payload: unknown;
  /** Counted when leased, so that a crash in mid-send cannot retry for ever. */
  readonly attempts: number;
  readonly createdAt: number;
  readonly notBefore: number;
  readonly state: 'waiting' | 'leased' | 'parked' | 'done';
  readonly reason: string | null;
};

export interface Outbox {
  put(message: {
    readonly kind: string;
    readonly key: string;
    readonly orderId?: OrderId;
    readonly payload: unknown;
    readonly notBefore?: number;
    /** Enqueues a done message again. Only for a message that had no effect. */
    readonly again?: boolean;
  }): MessageId | null;
  /** Leases up to `limit` due messages of a kind for `leaseMs`. An expired lease goes to the next caller. */
  lease(
    kind: string,
    options: { readonly now: number; readonly leaseMs: number; readonly limit: number },
  ): readonly OutboxMessage[];
  done(id: MessageId): void;
  retryAt(id: MessageId, at: number, reason: string): void;
  park(id: MessageId, reason: string): void;
  /** Makes a parked message pending again. */
  unpark(id: MessageId, now: number): void;
  /** Makes the pending messages of a kind and order due now, for example when its load job has committed. */
  release(kind: string, orderId: OrderId, now: number): void;
  /** When the next pending message of a kind is due; null for none. */
  nextDue(kind: string): number | null;
  parked(): readonly OutboxMessage[];
  /** Pending, leased and parked messages. */
  open(kind: string): readonly OutboxMessage[];
  get(id: MessageId): OutboxMessage | null;
  /** The message with a key, in any state. */
  byKey(key: string): OutboxMessage | null;
}

/** Raw webhook bodies, mails and API responses, stored before they are parsed. */
export type StoredDocument = {
  readonly id: DocumentId;
  readonly kind: 'mail' | 'webhook' | 'api';
  /** Topic of a webhook, sender of a mail. */
  readonly topic: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
  readonly receivedAt: number;
  /** `waiting` until parsed; `parked` with a reason if parsing fails; `undecided` until a manager approves its sender. */
  readonly state: 'waiting' | 'understood' | 'ignored' | 'parked' | 'undecided';
  readonly reason: string | null;
  readonly orderIds: readonly OrderId[];
};

export type HeldDocument = Omit<StoredDocument, 'body' | 'orderIds'>;

export interface Documents {
  /** @returns false when a document with this id is already kept */
  put(document: Pick<StoredDocument, 'id' | 'kind' | 'topic' | 'headers' | 'body' | 'receivedAt'>): boolean;
  has(id: DocumentId): boolean;
  get(id: DocumentId): StoredDocument | null;
  /** Documents to parse, oldest first; includes those of an interrupted run. */
  waiting(kind: StoredDocument['kind'], limit: number): readonly StoredDocument[];
  /** The number of documents to parse, counted up to `most`; reads no bodies. */
  countWaiting(kind: StoredDocument['kind'], most: number): number;
  settle(
    id: DocumentId,
    state: 'understood' | 'ignored' | 'parked' | 'undecided',
    details?: { readonly reason?: string; readonly orderIds?: readonly OrderId[] },
  ): void;
  parked(): readonly StoredDocument[];
  /** Waiting and parked documents, oldest first; without the bodies. */
  held(): readonly HeldDocument[];
  /** Mails of senders that no manager has approved or blocked, oldest first; without the bodies. */
  undecided(): readonly HeldDocument[];
  /** The senders of these, without duplicates. */
  undecidedTopics(): readonly string[];
  /** Queues the undecided mails of a sender for parsing. */
  readUndecided(topic: string): void;
  /** Without the body. */
  look(id: DocumentId): HeldDocument | null;
  /** Queues a parked document for parsing again. */
  readAgain(id: DocumentId): void;
  /** All documents of a topic, such as the mails of a sender, newest first. */
  ofTopic(
    kind: StoredDocument['kind'],
    topic: string,
    limit: number,
  ): readonly Pick<StoredDocument, 'id' | 'headers' | 'receivedAt' | 'orderIds'>[];
}

export type StoredTemplate = {
  readonly recipe: MailTemplate;
  readonly savedAt: number;
  readonly savedBy: string;
};

/** The shop's mail templates, from all its computers. */
export interface MailTemplates {
  /** By family and version. */
  list(): readonly StoredTemplate[];
  /** Includes removed templates, with the time of removal, epoch milliseconds. */
  ever(): readonly (StoredTemplate & { readonly withdrawnAt: number | null })[];
  /** The highest version of a family so far, 0 before the first: versions are never reused. */
  lastVersion(family: string): number;
  /** @throws Problem `refused` if this version or a later one exists: a version never changes */
  save(recipe: StoredTemplate): void;
  remove(family: string, version: number, said: { readonly at: number; readonly by: string }): boolean;
}

export const storedReadingBodySchema = z.object({
  /** The mail's outline, see `outlineOf`. */
  outline: z.array(z.string()).readonly(),
  /** The fields of the template that had no value. */
  unread: z.array(z.string()).readonly(),
  /** The codes why it needs review. */
  review: z.array(z.string()).readonly(),
  /** The mean confidence of its fields, 0 to 1. */
  confidence: z.number(),
  /** Whether Google verified the sender: a forged mail must neither raise nor end an alert. */
  verified: z.boolean(),
  says: z.enum(mailSayings),
  /** The names of the parsed fields. */
  fields: z.array(z.string()).readonly(),
});

/** The parse result of one stored mail, as drift and silence checks need it. */
export type StoredReading = {
  readonly document: DocumentId;
  readonly sender: string;
  readonly family: string;
  /** `family@version`; null if the general parser read it. */
  readonly recipe: string | null;
  readonly kind: Reading['kind'];
  /** When Google accepted the mail, epoch milliseconds. */
  readonly mailedAt: number;
} & z.infer<typeof storedReadingBodySchema>;

export interface Readings {
  get(document: DocumentId): StoredReading | null;
  put(reading: StoredReading): void;
  /** Newest first. */
  ofSender(
    sender: string,
    options: { readonly since: number; readonly limit: number },
  ): readonly StoredReading[];
  /** When the mails with orders from a verified sender arrived, oldest first. */
  timesOf(sender: string, since: number): readonly number[];
  senders(): readonly string[];
}

/** A poller's checkpoint; moved in the transaction that stores what it fetched. */
export interface Checkpoints {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** Small local values that are not secret. */
export interface Settings {
  get(name: string): string | null;
  /** The names with this prefix and suffix; `begin` is not empty. */
  names(begin: string, end: string): readonly string[];
  set(name: string, value: string | null): void;
}

export interface Drafts {
  get(id: DraftId): DraftView | null;
  /** The latest, and older ones that are still waiting; newest first. */
  list(limit: number): readonly DraftView[];
  byTag(tag: string): DraftView | null;
  /** Drafts with a payable link, and paid ones whose order has not arrived; oldest first. */
  waiting(): readonly DraftView[];
  /** Drafts that replace this one, in any state; oldest first. */
  replacing(id: DraftId): readonly DraftView[];
  /** The latest draft for a Messenger contact. */
  lastOfPerson(id: SubscriberId): DraftView | null;
  /** The events of a draft. */
  entriesOf(id: DraftId): readonly Entry[];
}

// ── what the parts offer to the composition root ──

export type ConnectionStatus = Omit<ConnectionView, 'name' | 'fields'>;

/** One outside account: its status, and a health check. */
export interface Connection {
  readonly name: ConnectionName;
  status(): ConnectionStatus;
  /** Never rejects: a failure is the status. */
  check(): Promise<ConnectionStatus>;
}

/** A process beside the app that may end at any time. */
export type SideProcess = {
  /** Does nothing after the process has ended. */
  send(message: unknown): void;
  /** @returns the function that unsubscribes; a listener that is added after the end is called at once */
  listen(listener: { message(message: unknown): void; end(): void }): () => void;
  /** Ends it, and resolves when it has exited. */
  end(): Promise<void>;
};
