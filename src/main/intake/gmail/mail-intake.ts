import type { DocumentId, OrderId } from '../../../shared/ids.ts';
import { documentIdSchema, entryIdSchema, mailSource } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { isSenderOf } from '../../../shared/mail-template.ts';
import { noticeHeader } from '../../../shared/notice-header.ts';
import type { OrderContent } from '../../../shared/order.ts';
import { messageOf, Problem } from '../../../shared/problem.ts';
import type { Reading } from '../../../shared/reading.ts';
import { generalReader } from '../../../shared/reading.ts';
import { unnamedSender } from '../../../shared/sender.ts';
import { isLedgerRefusal } from '../../ledger/database.ts';
import { mailedAt, mailedAtHere } from '../../mailed-at.ts';
import { asTold, toldOf } from '../../order-contents.ts';
import type { Clock, HeldDocument, Ledger, Log, StoredDocument } from '../../ports.ts';
import type { MailReader, ReadMail } from '../mail/create-mail-reader.ts';
import { mostBytes } from '../mail/mail-client.ts';
import type { MailHeaders } from '../mail/mail-headers.ts';
import { readMailHeaders } from '../mail/mail-headers.ts';
import { subjectSays } from '../mail/mail-purpose.ts';
import { readingToKeep } from '../mail/reading-to-keep.ts';
import type { Recorder } from '../recorder.ts';
import { wholeOf } from '../same-order/whole-of.ts';
import { effectOf } from './about-order.ts';
import type { RawMail } from './gmail-client.ts';
import { thrownOut } from './gmail-client.ts';
import { readHead } from './mail-head.ts';
import { toldByMails } from './merge-mails.ts';
import { namedOrders } from './named-order.ts';
import { awaySince } from './offline-since.ts';
import type { MailFacts } from './order-from-mail.ts';
import { contentsOf, orderFromMail } from './order-from-mail.ts';
import type { Meant } from './order-meant.ts';
import { orderMeant } from './order-meant.ts';
import type { Senders } from './senders.ts';
import type { SenderVerdict } from './verify-sender.ts';
import { refuse, verifySender } from './verify-sender.ts';

export type MailIntakeParts = {
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly reader: MailReader;
  readonly senders: Senders;
  readonly recipes: () => readonly MailTemplate[];
};

/** A mail to keep, ready to be stored in the poller's transaction. */
export type Kept = Parameters<Ledger['documents']['put']>[0];

export type Considered = {
  /** Null for a mail that is not about an order of the shop: it is not stored. */
  readonly kept: Kept | null;
  /** Whether it is of an approved sender, and would be kept if it named a known order. */
  readonly mayBecomeOrder: boolean;
};

export type MailIntake = {
  /**
   * Decides whether to keep a mail, by what is known now.
   * @throws Problem `unreachable` when the parser timed out; the mail has to be fetched again
   */
  consider(mail: RawMail): Promise<Considered>;
  /**
   * Parses stored mails that are not parsed yet, oldest first, also those left by a crash; one call after the other. A mail whose
   * order cannot be written to disk is retried by the next call. A parser timeout is retried a few times, then the mail becomes an
   * order for review.
   */
  drain(isStopping: () => boolean): Promise<void>;
};

export const mailDocumentId = (gmailId: string): DocumentId => documentIdSchema.parse(`mail:${gmailId}`);

const notKept: Considered = { kept: null, mayBecomeOrder: false };
const keep = (kept: Kept): Considered => ({ kept, mayBecomeOrder: false });

/** One mail while its orders are recorded. */
type Told = {
  readonly document: StoredDocument;
  readonly facts: MailFacts;
  /** The subject and the lines of the mail. */
  readonly texts: readonly string[];
  /** Another computer has parsed it, perhaps better, and managers may have worked on it: do not update an existing order. */
  readonly isTold: boolean;
};

/** Older mails are recorded without a notification, unless they came while this computer was offline. */
export const ringWithin = 24 * 3_600_000;
/** A service may write about a closed order for this long: courier, payment, a late cancellation. */
const speaksOfClosed = 14 * 24 * 3_600_000;
/** About two minutes on a busy computer, at two polls a minute with two tries each. After that a person reviews the mail. */
const mostTries = 8;
/** Mails that the shop itself writes, including scheduled ones. */
export const ownLabels: ReadonlySet<string> = new Set(['DRAFT', 'SCHEDULED', 'SENT', 'CHAT']);

/** Whether the mail is a notification of this app, forwarded back to this mailbox. Its order is already here. */
const isNotice = ({ raw }: RawMail): boolean =>
  readHead(raw)?.some(({ name }) => name === noticeHeader.toLowerCase()) ?? false;

export function createMailIntake(parts: MailIntakeParts): MailIntake {
  const { ledger, recorder, clock, log, reader, senders, recipes } = parts;
  /** Parser timeouts per mail. */
  const tries = new Map<DocumentId, number>();

  async function consider(mail: RawMail): Promise<Considered> {
    if (mail.labelIds.some((label) => ownLabels.has(label)) || isNotice(mail)) return notKept;
    const headers = await readMailHeaders(mail.raw);
    const sender = headers.from ?? doubtfulSender(headers);
    const kept: Kept = {
      id: mailDocumentId(mail.id),
      kind: 'mail',
      topic: sender,
      headers: {
        'gmail-id': mail.id,
        'internal-date': String(mail.internalDate),
        ...(mail.answeredAt !== undefined && { 'answered-at': String(mail.answeredAt) }),
        ...(headers.messageId !== null && { 'message-id': headers.messageId }),
      },
      // the parser reads no more than this; attachments after it would fill the database
      body: mail.raw.length > mostBytes ? mail.raw.slice(0, mostBytes) : mail.raw,
      receivedAt: clock.now(),
    };
    if (senders.statusOf(sender).state === 'blocked') return notKept;
    if (isKeptUnread(kept)) return keep(kept);
    const { reading, pieces, starved } = await reader.read(mail.raw, senders.templatesFor(sender));
    if (starved) throw new Problem('unreachable', 'This computer is too busy to read a mail');
    // read only now: a manager may have decided meanwhile
    const family = senders.familyOf(sender);
    const texts = [headers.subject, ...pieces];
    if (family === null) {
      const isThrownOut = mail.labelIds.some((label) => thrownOut.has(label));
      if (isThrownOut || !mayBeOrder(reading, headers.subject)) return notKept;
      return keep(withHead(kept, headers));
    }
    const tellsOfOrder = reading.kind !== 'not-an-order' || reading.says !== 'nothing';
    return tellsOfOrder || namesOrder(family, texts) ? keep(kept) : { kept: null, mayBecomeOrder: true };
  }

  /** Whether a template for the sender was there when the mail came. Earlier mails are parsed before the decision. */
  function isKeptUnread(mail: Kept): boolean {
    const isOfSender = (recipe: MailTemplate): boolean => isSenderOf(recipe, mail.topic);
    const saved = ledger.recipes.list().filter(({ recipe }) => isOfSender(recipe));
    // a built-in template was there from the start
    if (recipes().filter(isOfSender).length > saved.length) return true;
    return saved.some(({ savedAt }) => savedAt <= mailedAtHere(mail));
  }

  const namesOrder = (family: string, texts: readonly string[]): boolean =>
    namedOrders(ledger.orders.openNumbers(mailSource(family)), texts).length === 1;

  /** With several From addresses, prefers a known sender, so that a mail in its name is seen. The mail will not be trusted. */
  const doubtfulSender = ({ anyFrom }: MailHeaders): string =>
    anyFrom.find((address) => senders.familyOf(address) !== null) ?? unnamedSender;

  function verdictOn(
    { body, topic }: Pick<StoredDocument, 'body' | 'topic'>,
    { from: readAs, isPassedOn }: ReadMail['mail'],
  ): SenderVerdict {
    const verdict = verifySender(body, { readAs, isPassedOn });
    return verdict.verified && verdict.from !== topic
      ? refuse('the mail does not have exactly one sender')
      : verdict;
  }

  function understand(document: StoredDocument, headers: MailHeaders, read: ReadMail): void {
    const { reading, mail } = read;
    const internalDate = mailedAt(document);
    const verdict = verdictOn(document, mail);
    ledger.transaction(() => {
      const family = senders.familyOf(document.topic);
      if (family === null) return askAbout(document, verdict);
      const facts: MailFacts = {
        family,
        reading,
        verdict,
        documentId: document.id,
        messageId: headers.messageId ?? document.id,
        internalDate,
        subject: headers.subject,
      };
      const toldOf = ledger.entries.toldBy(document.id);
      const told = { document, facts, texts: [headers.subject, ...read.pieces], isTold: toldOf.length > 0 };
      const contents = contentsOf(reading);
      const isWhole = toldOf.length >= contents.length;
      const orderIds = isWhole ? toldOf : contents.map((content, index) => record(content, index, told));
      const { verified } = verdict;
      ledger.readings.put(readingToKeep(document, read, { family, verified, mailedAt: internalDate }));
      ledger.documents.settle(document.id, 'understood', { orderIds });
    });
    log.info('mail read', {
      documentId: document.id,
      kind: reading.kind,
      recipe: reading.recipe,
      verified: verdict.verified,
    });
  }

  /** Keeps the mail until a manager decides on its sender. The first mail of a sender notifies the managers. */
  function askAbout({ id, topic }: StoredDocument, verdict: SenderVerdict): void {
    const document = ledger.documents.look(id);
    ledger.documents.settle(id, 'undecided', verdict.verified ? {} : { reason: verdict.why });
    if (document && senders.statusOf(topic).state === 'undecided') senders.find(topic, rings(document));
  }

  /** Queues mails of senders that were approved since the mails came. */
  function readApproved(): void {
    for (const topic of ledger.documents.undecidedTopics())
      if (senders.familyOf(topic) !== null) ledger.documents.readUndecided(topic);
  }

  /** A mail that is parsed long after it was fetched sends no notification. */
  function rings(mail: HeldDocument): boolean {
    const now = clock.now();
    const away = awaySince(ledger.settings);
    const isMissed = away !== null && mailedAt(mail) >= away && now - mail.receivedAt < ringWithin;
    return isMissed || now - mailedAtHere(mail) < ringWithin;
  }

  /** Records one order of a mail, or a note on the order it is about. */
  function record(content: OrderContent, index: number, { document, facts, texts, isTold }: Told): OrderId {
    const { verdict, reading, internalDate, subject } = facts;
    const source = mailSource(facts.family);
    // counted from the mail: a mail fetched weeks later is about orders that were closed then
    const closedSince = Math.min(clock.now(), internalDate) - speaksOfClosed;
    const isSame = (mail: DocumentId): boolean => isSameMessage(mail, document);
    const meant: Meant = verdict.verified
      ? orderMeant(ledger, { source, reading, content, internalDate, texts, closedSince, isSame })
      : { known: null, content };
    const how = { by: 'gmail', documentId: document.id, readBy: reading.recipe ?? generalReader };
    if (!meant.known) {
      const incoming = orderFromMail(meant.content, index, facts, meant.own);
      const ring = verdict.verified && rings(document) && incoming.content.cancelledAt === undefined;
      return recorder.record(incoming, { ...how, ring, toldAt: mailedAtHere(document) }).orderId;
    }
    const { id, sourceId } = meant.known;
    if (isTold || hasCome(id, document)) return id;
    const all = toldOf(ledger, id);
    const known = asTold(meant.known, all);
    const told = toldByMails(all) ?? known.content;
    const { update, note } = effectOf({ known, told, reading, content, internalDate, subject });
    if (update) recorder.record({ source, sourceId, ...update }, { ...how, ring: false });
    if (!note) return id;
    const whole = wholeOf(ledger, id)?.id ?? id;
    // the note links the order to this mail; the order it was merged into gets a note too, for the person who packs
    const beside = [['mail-note', id] as const, ...(whole === id ? [] : [['part-note', whole] as const])];
    for (const [name, orderId] of beside) {
      ledger.entries.append({
        id: entryIdSchema.parse(`${name}:${document.id}${index === 0 ? '' : `#${index + 1}`}`),
        kind: 'note-added',
        orderId,
        at: clock.now(),
        by: 'gmail',
        data: { text: `Another mail about this order: ${subject || 'no subject'}` },
      });
    }
    return id;
  }

  /** Whether an identical message was already recorded for the order; a resent or forwarded copy is not news. */
  function hasCome(id: OrderId, document: StoredDocument): boolean {
    if (document.headers['message-id'] === undefined) return false;
    const earlier = ledger.orders.detail(id)?.documents.filter((each) => each.id !== document.id) ?? [];
    return earlier.some((each) => isSameMessage(each.id, document));
  }

  function isSameMessage(mail: DocumentId, { id, headers }: StoredDocument): boolean {
    const messageId = headers['message-id'];
    if (mail === id || messageId === undefined) return mail === id;
    return ledger.documents.look(mail)?.headers['message-id'] === messageId;
  }

  function isWorthAnotherTry(id: DocumentId): boolean {
    const count = (tries.get(id) ?? 0) + 1;
    tries.set(id, count);
    log.warn('the reader had no time for a mail', { documentId: id, tries: count });
    return count < mostTries;
  }

  /** In the order of the mailbox: an announcement comes before later mails about its order, whatever was fetched first. */
  const waiting = (): readonly HeldDocument[] =>
    ledger.documents
      .held()
      .filter(({ kind, state }) => kind === 'mail' && state === 'waiting')
      .toSorted((one, other) => mailedAt(one) - mailedAt(other));

  async function readOne(document: StoredDocument): Promise<'settled' | 'put-off'> {
    // A parser that cannot run or a full disk leaves the mail waiting. Only a mail that cannot be recorded is parked.
    const headers = await readMailHeaders(document.body);
    const read = await reader.read(document.body, senders.templatesFor(document.topic));
    if (read.starved && isWorthAnotherTry(document.id)) return 'put-off';
    tries.delete(document.id);
    try {
      understand(document, headers, read);
    } catch (error) {
      if (isLedgerRefusal(error)) {
        log.warn('a mail waits for the disk', { documentId: document.id, reason: messageOf(error) });
        return 'put-off';
      }
      log.error('a mail could not be recorded', { documentId: document.id, error });
      ledger.documents.settle(document.id, 'parked', { reason: messageOf(error) });
    }
    return 'settled';
  }

  async function readWaiting(isStopping: () => boolean): Promise<void> {
    const putOff = new Set<DocumentId>();
    if (isStopping()) return;
    readApproved();
    for (;;) {
      const mails = waiting().filter(({ id }) => !putOff.has(id));
      if (mails.length === 0) return;
      for (const { id } of mails) {
        if (isStopping()) return;
        const document = ledger.documents.get(id);
        if (document && (await readOne(document)) === 'put-off') putOff.add(id);
      }
    }
  }

  let reading: Promise<void> = Promise.resolve();

  return {
    consider,
    drain(isStopping) {
      const next = reading.then(() => readWaiting(isStopping));
      reading = next.catch(() => {});
      return next;
    },
  };
}

/**
 * Whether a mail of an undecided sender may be about an order, so that a new service is noticed even if its first mail parses
 * badly. A mail that could not be parsed counts by its subject alone.
 */
function mayBeOrder({ kind, says, orders }: Reading, subject: string): boolean {
  if (says !== 'nothing' || subjectSays(subject) !== null) return true;
  const isUnread = orders.some(({ review = [] }) =>
    review.some(({ code }) => code === 'unreadable' || code === 'reader-stopped'),
  );
  return kind !== 'not-an-order' && !isUnread;
}

const longestShown = 200;

/** Adds the subject and the From name, which a manager decides by. */
function withHead(kept: Kept, { subject, fromName }: MailHeaders): Kept {
  const cut = (text: string): string => text.slice(0, longestShown).toWellFormed();
  return {
    ...kept,
    headers: {
      ...kept.headers,
      subject: cut(subject),
      ...(fromName !== '' && { 'from-name': cut(fromName) }),
    },
  };
}
