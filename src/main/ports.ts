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

/** Time, handed in. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Milliseconds since the computer was started, sleep included; setting its clock by hand moves this by nothing. In whole
   * seconds on macOS.
   */
  uptime(): number;
  /** Calls `work` once after `ms`. @returns the function that cancels it */
  after(ms: number, work: () => void): () => void;
}

/** Secrets sit behind three methods and nowhere else. Names are the environment's, without the prefix. */
export interface Secrets {
  /** @throws Problem `signed-out` when one is kept that cannot be opened now */
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export type LogFields = { readonly [name: string]: unknown };
/** A line is a constant message and fields. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  scoped(scope: string): Log;
}

/** Something that runs until it is told to stop; `stop` finishes the running batch. */
export interface Loop {
  start(): void;
  stop(): Promise<void>;
}

/** Tells the renderer what to ask for again. */
export interface Events {
  emit(event: AppEvent): void;
  on(listener: (event: AppEvent) => void): () => void;
}

/** The outbox kind that makes a manual order in Shopify. */
export const copyKind = 'shopify.copy';
/** The key of the message that is owed for a wish, at the desk that was asked. */
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
  /** Every fault found; empty when the ledger is sound. @throws Problem when it cannot be looked at now */
  verify(): readonly string[];
  /** The faults that can be seen at once, however large the ledger is. @throws Problem when it cannot be looked at now */
  glance(): readonly string[];
  /** Whether the file itself may be damaged, as far as that can be seen at once. */
  isDamaged(): boolean;
  /**
   * Writes the file anew where something was erased from it, so that nothing can be read out of its free space; takes as long
   * as copying it. @returns whether that was owed
   * @throws Problem when the disk refuses, or somebody reads the file: it is owed still, at the next start at the latest
   */
  purge(): boolean;
  close(): void;
}

/** Where entries came from, told with them. */
export type Arrival = {
  readonly from: 'this-desk' | 'another-desk';
  /** Nobody is to be woken for them: a ledger is restored. */
  readonly quiet: boolean;
  /** The orders another desk received that this one had not heard of. */
  readonly newHere: ReadonlySet<OrderId>;
  /** Facts among them that were known here already, from this desk or a third. */
  readonly known: ReadonlySet<EntryId>;
  /** Orders that came by the link before, and that the dataset has shown now: no news, but they are in the warehouse. */
  readonly shown: ReadonlySet<OrderId>;
  /** Entries that came by the link before, and of which the dataset has shown more now: no news, but they say otherwise. */
  readonly fuller: readonly Entry[];
};

/** The way a row of another desk came. What came by the link is known, and not known to be in BigQuery. */
export type CameBy = 'dataset' | 'link';

/** By desk, the running numbers that are here, as ranges in rising order that neither touch nor overlap. */
export type SeenNumbers = ReadonlyMap<
  WorkstationId,
  readonly { readonly first: number; readonly last: number }[]
>;

export interface Entries {
  /** Appends a fact and refreshes the projection it belongs to. @returns null when this fact is already there */
  append(draft: EntryDraft): Entry | null;
  /**
   * Takes in what other desks wrote down, all of it or nothing; they keep desk, running number and time, and nothing is owed
   * for them. Safe to repeat, in any order and in any pieces. A row that this version cannot read is kept as it is and read
   * again by a later one; one without desk and number, or of this desk, is passed over. What came `by` the link is in ledger and
   * projection like the rest, and stays apart by number until the dataset has shown it, which is no second arrival.
   * @returns those that were not here yet
   */
  importRemote(
    rows: readonly unknown[],
    options?: { readonly quiet?: boolean; readonly by?: CameBy },
  ): readonly Entry[];
  /** What the dataset has shown of other desks, whether it could be read or not: what is not among it is asked for there. */
  seen(): SeenNumbers;
  /** What of other desks is here at all, by whichever way it came. */
  heard(): SeenNumbers;
  /** The same, and what this desk wrote. */
  numbers(): SeenNumbers;
  /** What a desk wrote under these numbers as far as it is here, to be adopted by another: also what this version cannot read. */
  ofNumbers(desk: WorkstationId, first: number, last: number): readonly unknown[];
  /** How many rows of other desks this version could not read. */
  countUnread(): number;
  has(id: EntryId): boolean;
  /** In the order they came to be known here, this desk's and others'; twins of them not told. `afterRow` is the local row number, 0 for the beginning. */
  list(options?: { readonly afterRow?: number; readonly limit?: number }): readonly Entry[];
  /** All that can be read, oldest first, in pages. */
  each(): Iterable<Entry>;
  ofOrder(id: OrderId): readonly Entry[];
  /** The orders that a mail has told of, on whichever desk it was read. */
  toldBy(mail: DocumentId): readonly OrderId[];
  /** The entries about a draft, a person or the tag of a copy, oldest first. */
  ofSubject(subject: string): readonly Entry[];
  /** The alerts that were raised since a time, epoch milliseconds, by the clock of the desk that did; oldest first. */
  alertsSince(time: number): readonly EntryOf<'alert-raised'>[];
  /** Called after the outermost transaction commits, with what it appended, and apart from that with what it adopted. */
  onAppended(listener: (entries: readonly Entry[], arrival: Arrival) => void): () => void;
}

/** One effect still owed. `payload` is parsed by whoever performs this kind. */
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
    /** Owes one that is done once more, as anew: to be said only where nothing came of it. */
    readonly again?: boolean;
  }): MessageId | null;
  /** Takes up to `limit` due messages of a kind for `leaseMs`. A lease that ran out is given to the next caller. */
  lease(
    kind: string,
    options: { readonly now: number; readonly leaseMs: number; readonly limit: number },
  ): readonly OutboxMessage[];
  done(id: MessageId): void;
  retryAt(id: MessageId, at: number, reason: string): void;
  park(id: MessageId, reason: string): void;
  /** Gives a parked message back to its performer. */
  unpark(id: MessageId, now: number): void;
  /** Makes the waiting messages of a kind and order due now, for example when its load job has committed. */
  release(kind: string, orderId: OrderId, now: number): void;
  /** When the next waiting message of a kind is due; null when none waits. */
  nextDue(kind: string): number | null;
  parked(): readonly OutboxMessage[];
  /** What waits, is being performed or is parked. */
  open(kind: string): readonly OutboxMessage[];
  get(id: MessageId): OutboxMessage | null;
  /** What was owed under a key, whatever became of it. */
  byKey(key: string): OutboxMessage | null;
}

/** Raw webhook bodies, raw mails and API answers, kept before they are understood. */
export type StoredDocument = {
  readonly id: DocumentId;
  readonly kind: 'mail' | 'webhook' | 'api';
  /** Topic of a webhook, sender of a mail. */
  readonly topic: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Uint8Array;
  readonly receivedAt: number;
  /** `waiting` until understood; `parked` with a reason when it cannot be; `undecided` until a manager approves its sender. */
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
  /** What still has to be understood, oldest first: also what a crash left behind. */
  waiting(kind: StoredDocument['kind'], limit: number): readonly StoredDocument[];
  /** How many of a kind still have to be understood, counted up to `most`; reads no bodies. */
  countWaiting(kind: StoredDocument['kind'], most: number): number;
  settle(
    id: DocumentId,
    state: 'understood' | 'ignored' | 'parked' | 'undecided',
    details?: { readonly reason?: string; readonly orderIds?: readonly OrderId[] },
  ): void;
  parked(): readonly StoredDocument[];
  /** What has not been understood, waiting or parked, oldest first; without the bodies. */
  held(): readonly HeldDocument[];
  /** The mails of senders that no manager has decided on, oldest first; without the bodies. */
  undecided(): readonly HeldDocument[];
  /** The senders of these, each once. */
  undecidedTopics(): readonly string[];
  /** Has the undecided mails of a sender read again. */
  readUndecided(topic: string): void;
  /** Without the body. */
  look(id: DocumentId): HeldDocument | null;
  /** Has a parked document read again. */
  readAgain(id: DocumentId): void;
  /** Takes out what it says, for good; that it came stays. */
  blank(id: DocumentId): void;
  /** Everything stored under a topic, such as all mails of a sender, newest first. */
  ofTopic(
    kind: StoredDocument['kind'],
    topic: string,
    limit: number,
  ): readonly Pick<StoredDocument, 'id' | 'headers' | 'receivedAt' | 'orderIds'>[];
}

export type StoredRecipe = {
  readonly recipe: MailTemplate;
  readonly savedAt: number;
  readonly savedBy: string;
};

/** What this shop was taught, at whichever of its computers. */
export interface MailTemplates {
  /** By family and version. */
  list(): readonly StoredRecipe[];
  /** With those that were removed since, and when, epoch milliseconds. */
  ever(): readonly (StoredRecipe & { readonly withdrawnAt: number | null })[];
  /** The greatest version of a family that was ever taught, 0 before the first: none is given twice. */
  lastVersion(family: string): number;
  /** @throws Problem `refused` when this version, or a later one, is already taught: a version never changes */
  save(recipe: StoredRecipe): void;
  remove(family: string, version: number, said: { readonly at: number; readonly by: string }): boolean;
}

export const storedReadingBodySchema = z.object({
  /** The mail's outline, see `outlineOf`. */
  outline: z.array(z.string()).readonly(),
  /** The fields of the recipe that yielded nothing. */
  unread: z.array(z.string()).readonly(),
  /** The codes of why it needs review. */
  review: z.array(z.string()).readonly(),
  /** The mean of its fields' confidence, 0 to 1. */
  confidence: z.number(),
  /** Whether Google vouches for the sender: a forged mail must neither raise nor end an alarm. */
  verified: z.boolean(),
  says: z.enum(mailSayings),
  /** The names of the fields that were read. */
  fields: z.array(z.string()).readonly(),
});

/** What was made of one stored mail, as far as drift and silence are concerned. */
export type StoredReading = {
  readonly document: DocumentId;
  readonly sender: string;
  readonly family: string;
  /** `family@version`; null when the general reader read it. */
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
  /** When the mails came that tell of orders and that Google vouches for, oldest first. */
  timesOf(sender: string, since: number): readonly number[];
  senders(): readonly string[];
}

/** How far a poller has got; moved in the transaction that stores what it fetched. */
export interface Checkpoints {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

/** Small values of this desk that are no secrets. */
export interface Settings {
  get(name: string): string | null;
  /** The names that begin and end so; `begin` is not empty. */
  names(begin: string, end: string): readonly string[];
  set(name: string, value: string | null): void;
}

export interface Drafts {
  get(id: DraftId): DraftView | null;
  /** The latest, and older ones that are waited for; newest first. */
  list(limit: number): readonly DraftView[];
  byTag(tag: string): DraftView | null;
  /** Those whose link could be paid now, or was and whose order has not come; oldest first. */
  waiting(): readonly DraftView[];
  /** Those made to take the place of this one, whatever became of them; oldest first. */
  replacing(id: DraftId): readonly DraftView[];
  /** The last one that was made for a person in Messenger. */
  lastOfPerson(id: SubscriberId): DraftView | null;
  /** As they were written down. */
  entriesOf(id: DraftId): readonly Entry[];
}

// ── what the parts offer to the composition root ──

export type ConnectionStatus = Omit<ConnectionView, 'name' | 'fields'>;

/** One outside account: its real state, and a check that asks it now. */
export interface Connection {
  readonly name: ConnectionName;
  status(): ConnectionStatus;
  /** Never rejects: what went wrong is the status. */
  check(): Promise<ConnectionStatus>;
}

/** A process that runs beside the app, and may end at any time. */
export type SideProcess = {
  /** Nothing happens once it has ended. */
  send(message: unknown): void;
  /** @returns what ends the listening; who listens after its end is told of that at once */
  listen(listener: { message(message: unknown): void; end(): void }): () => void;
  /** Ends it, and resolves when it is gone. */
  end(): Promise<void>;
};
