import { createHash } from 'node:crypto';
import type { ContentEntry } from '../../shared/content-entry.ts';
import { newestContent } from '../../shared/content-entry.ts';
import type { EntryDraft } from '../../shared/entry.ts';
import type { DocumentId, EntryId, OrderId } from '../../shared/ids.ts';
import { entryIdSchema, orderIdOf } from '../../shared/ids.ts';
import type { IncomingOrder, OrderContent } from '../../shared/order.ts';
import { incomingOrderSchema } from '../../shared/order.ts';
import { momentTold } from '../../shared/placed-at.ts';
import { piecesOf } from '../../shared/remaining-quantity.ts';
import { takingOf } from '../../shared/taking.ts';
import { actionId } from '../ledger/action-id.ts';
import { toldOf } from '../order-contents.ts';
import type { Clock, Ledger } from '../ports.ts';
import { tieToDraft } from '../selling/tie-to-draft.ts';
import { originalOf, tieCopy, tieOf } from './manual/tie-copy.ts';
import { lookForSame } from './same-order/look-for-same.ts';
import { openCircle } from './same-order/open-circle.ts';
import { reportChanges } from './same-order/report-changes.ts';

/** The author of content fetched by polling the source. It is the truth; a webhook is only faster. */
export const askedBack = 'shopify-ask-back';

export type HowItCame = {
  /** Who recorded it: `shopify`, `shopify-ask-back`, `gmail`, or a manager's name. */
  readonly by: string;
  /** The time up to which every order was polled: an equal version from before it is no news. */
  readonly askedTo?: () => number | undefined;
  readonly documentId?: DocumentId;
  /** False for history fetched at the first connection, which sends no notifications. */
  readonly ring: boolean;
  /** When the source reported it, if that is not the time of the order, epoch milliseconds. */
  readonly toldAt?: number;
  /** The form a manager filled in, stored to be edited later. */
  readonly form?: { readonly [field: string]: unknown };
  /** The manager who wrote the order and thereby took it: it sends no notification. */
  readonly takenBy?: string;
  /** The version that a manager edited. */
  readonly base?: number;
  /** The parser of its mail: `family@version` of a template, or `general`. */
  readonly readBy?: string;
};

export type Recorded = { readonly orderId: OrderId; readonly outcome: 'new' | 'updated' | 'seen' };

/** The only way into the ledger for every source: an order is recorded once, whichever path brings it first. */
export interface Recorder {
  record(order: IncomingOrder, how: HowItCame): Recorded;
  /** Processes orders with events from another computer: updates the orders they are parts of, and looks for duplicates. */
  heard(ids: readonly OrderId[]): void;
  /** Releases an order from quarantine and queues the notifications of a new order. A release is final. */
  release(orderId: OrderId, by: string): void;
}

export type RecorderParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Queues the notifications of a new order, in the order's own transaction. */
  readonly enqueueNotices: (orderId: OrderId, toldAt?: number) => void;
};

export function createRecorder({ ledger, clock, enqueueNotices }: RecorderParts): Recorder {
  function take(orderId: OrderId, manager: string): void {
    const order = ledger.orders.get(orderId);
    const said = order ? takingOf(order, ledger.entries.ofOrder(orderId), manager, 'app') : [];
    const fact = { orderId, at: clock.now(), by: manager };
    for (const one of said) ledger.entries.append({ id: actionId(), ...fact, ...one });
  }

  return {
    record: (incoming, how) =>
      ledger.transaction(() => {
        // normalised as the ledger stores it, so that repeats can be compared
        const orderId = orderIdOf(incoming.source, incoming.sourceId);
        const isTestRun = ledger.entries.ofOrder(orderId).some(({ kind }) => kind === 'drill-marked');
        const order = incomingOrderSchema.parse(isTestRun ? asTest(incoming) : incoming);
        const now = clock.now();
        const of = originalOf(ledger, orderId, order);
        const ring = how.ring && of === null && !isTestRun;
        const data = {
          order,
          ...(how.documentId !== undefined && { documentId: how.documentId }),
          ...(how.form && { form: how.form }),
          ...(how.readBy !== undefined && { readBy: how.readBy }),
        };
        const fact = { orderId, at: now, by: how.by, data };
        const known = toldOf(ledger, orderId);
        const shown = newestContent(known);
        if (!shown) {
          ledger.entries.append({
            ...fact,
            id: idOf('received', orderId, order),
            kind: 'order-received',
            data: { ...data, ...(!ring && { quiet: true }) },
          });
          if (of !== null) tieCopy(ledger, clock, tieOf(of, orderId, order));
          // before the notifications: the seller may be notified first
          tieToDraft(ledger, clock, orderId, order.content);
          if (how.takenBy !== undefined) take(orderId, how.takenBy);
          else if (ring)
            enqueueNotices(orderId, how.toldAt ?? momentTold(order.content.placedAt) ?? undefined);
          // history is recorded once and needs no check for duplicates
          if (ring) lookForSame(ledger, clock, orderId);
          return { orderId, outcome: 'new' };
        }
        // it could not be linked when it came if the other order was not known yet
        if (of !== null) tieCopy(ledger, clock, tieOf(of, orderId, order));
        tieToDraft(ledger, clock, orderId, order.content);
        const isSameVersion = order.version === shown.data.order.version;
        const corrects = how.by === askedBack && isSameVersion && contradicts(shown, order);
        if (!corrects && !isNews(known, shown, order, how)) return { orderId, outcome: 'seen' };
        const first = idOf('updated', orderId, order);
        // earlier content may be valid again after a change
        const isAgain = corrects && ledger.entries.has(first);
        const id = isAgain ? entryIdSchema.parse(`${first}:${known.length}`) : first;
        // later than the event it corrects by any clock: otherwise each poll would write it again
        const at = corrects ? Math.max(now, shown.at + 1) : now;
        const edited = { ...data, ...(how.base !== undefined && { base: how.base }) };
        if (!ledger.entries.append({ ...fact, at, id, kind: 'order-updated', data: edited }))
          return { orderId, outcome: 'seen' };
        reportChanges(ledger, clock, orderId);
        return { orderId, outcome: 'updated' };
      }),
    heard: (ids) =>
      ledger.transaction(() => {
        for (const orderId of ids) {
          const order = ledger.orders.get(orderId);
          if (!order) continue;
          const { source, sourceId, version, content } = order;
          const incoming = { source, sourceId, version, content };
          const of = originalOf(ledger, orderId, incoming);
          if (of !== null) tieCopy(ledger, clock, tieOf(of, orderId, incoming));
          openCircle(ledger, clock, orderId);
          reportChanges(ledger, clock, orderId);
        }
      }),
    release: (orderId, by) =>
      ledger.transaction(() => {
        const order = ledger.orders.get(orderId);
        if (!order?.quarantined) return;
        const id = entryIdSchema.parse(`released:${orderId}`);
        const released: EntryDraft = { id, kind: 'released', orderId, at: clock.now(), by, data: {} };
        if (!ledger.entries.append(released)) return;
        enqueueNotices(orderId);
        lookForSame(ledger, clock, orderId);
      }),
  };
}

/**
 * One content, one event. Two computers that receive an order independently write the same row. If it changed in between they
 * write two rows, and the newer content wins on both.
 */
const idOf = (what: 'received' | 'updated', orderId: OrderId, order: IncomingOrder): EntryId =>
  entryIdSchema.parse(`${what}:${orderId}:${order.version}:${fingerprint(order)}`);

/** Orders of a test run are marked as tests, whatever their source says. */
const asTest = (order: IncomingOrder): IncomingOrder => ({
  ...order,
  content: { ...order.content, test: true },
});

/** Compares only with what the source reported: it does not know the parts and the managers' notes. */
function contradicts({ data: { order: shown } }: ContentEntry, { content }: IncomingOrder): boolean {
  // a parser that omits refunds or the value of removed items does not know them
  const saysOther = (['refunded', 'takenOff'] as const).some((what) => {
    const [now, before] = [content[what], shown.content[what]];
    return now !== undefined && (now.minor !== before?.minor || now.currency !== before.currency);
  });
  return saysOther || saysOtherLeft(content, shown.content) || stateOf(content) !== stateOf(shown.content);
}

/** Whether the remaining quantities differ. */
const saysOtherLeft = ({ items }: OrderContent, shown: OrderContent): boolean =>
  items.some(({ left }) => left !== undefined) &&
  JSON.stringify(items.map(piecesOf)) !== JSON.stringify(shown.items.map(piecesOf));

/**
 * Deliveries repeat and overtake each other: only a newer version is news. A source's clock counts in seconds, so an equal
 * version with other content is news too. From another parser, which words the same order differently, it is news only if it
 * contradicts. After a poll, the late one of two deliveries of the same second is not news: nothing might correct it any more.
 */
function isNews(
  known: readonly ContentEntry[],
  shown: ContentEntry,
  order: IncomingOrder,
  { by, askedTo }: HowItCame,
): boolean {
  const newest = shown.data.order.version;
  if (order.version !== newest) return order.version > newest;
  const sameVersion = known.filter((entry) => entry.data.order.version === newest);
  if (sameVersion.some((entry) => fingerprint(entry.data.order) === fingerprint(order))) return false;
  const wasAsked = (): boolean =>
    sameVersion.some((entry) => entry.by === askedBack) || newest < (askedTo?.() ?? Number.NEGATIVE_INFINITY);
  if (by !== askedBack && wasAsked()) return false;
  return sameVersion.every((entry) => entry.by === by) || contradicts(shown, order);
}

/** The fields that every parser of a source fills alike. */
const stateOf = ({ paymentStatus, fulfillment, cancelledAt }: OrderContent): string =>
  JSON.stringify([paymentStatus, fulfillment, cancelledAt !== undefined]);

/** Sixteen hex digits that distinguish two contents of one version. */
const fingerprint = (order: IncomingOrder): string =>
  createHash('sha256').update(JSON.stringify(order.content)).digest('hex').slice(0, 16);
