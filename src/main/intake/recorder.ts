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
import { isCut } from './cut-order.ts';
import { originalOf, tieCopy, tieOf } from './manual/tie-copy.ts';
import { lookForSame } from './same-order/look-for-same.ts';
import { openCircle } from './same-order/open-circle.ts';
import { reportChanges } from './same-order/report-changes.ts';

/** Brought by asking the source how the order is now, which is the truth; a webhook is the hurry. */
export const askedBack = 'shopify-ask-back';

export type HowItCame = {
  /** The part that brought it: `shopify`, `shopify-ask-back`, `gmail`, or a manager's name. */
  readonly by: string;
  /** Up to which version the source was asked for every order: an equal one from before it says nothing new. */
  readonly askedTo?: () => number | undefined;
  readonly documentId?: DocumentId;
  /** False for history fetched at the first connection, which nobody needs to be woken for. */
  readonly ring: boolean;
  /** When the source told of it, where that is another time than that of the order, epoch milliseconds. */
  readonly toldAt?: number;
  /** What a manager filled in, to be opened again when it is to be changed. */
  readonly form?: { readonly [field: string]: unknown };
  /** The manager who wrote the order, and so has taken it: it sends no notification. */
  readonly takenBy?: string;
  /** The version a manager changed. */
  readonly base?: number;
  /** What read the mail it came in: `family@version` of a recipe, or `general`. */
  readonly readBy?: string;
};

export type Recorded = { readonly orderId: OrderId; readonly outcome: 'new' | 'updated' | 'seen' };

/** The one way into the ledger for every source: an order is recorded once, whichever path brings it first. */
export interface Recorder {
  record(order: IncomingOrder, how: HowItCame): Recorded;
  /** What has to be said of orders that another desk wrote of: whose part they are, and whether they may be told twice. */
  heard(ids: readonly OrderId[]): void;
  /** Takes an order out of quarantine, which then owes what a new order owes. Once released, it stays so. */
  release(orderId: OrderId, by: string): void;
}

export type RecorderParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Writes the notices a new order owes, inside the order's own transaction. */
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
        // in the ledger's own writing, so that what comes again can be compared with what is there
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
          // before its notices: who is told of it first may be who sold it
          tieToDraft(ledger, clock, orderId, order.content);
          if (how.takenBy !== undefined) take(orderId, how.takenBy);
          else if (ring)
            enqueueNotices(orderId, how.toldAt ?? momentTold(order.content.placedAt) ?? undefined);
          // history is told once, and nobody has to look at it again
          if (ring) lookForSame(ledger, clock, orderId);
          return { orderId, outcome: 'new' };
        }
        // an order that could not be tied when it came, because the other was not known here yet
        if (of !== null) tieCopy(ledger, clock, tieOf(of, orderId, order));
        tieToDraft(ledger, clock, orderId, order.content);
        const isSameVersion = order.version === shown.data.order.version;
        const corrects = how.by === askedBack && isSameVersion && contradicts(shown, order);
        if (!corrects && !isNews(known, shown, order, how)) return { orderId, outcome: 'seen' };
        const first = idOf('updated', orderId, order);
        // what was told once may hold again after something else was
        const isAgain = corrects && ledger.entries.has(first);
        const id = isAgain ? entryIdSchema.parse(`${first}:${known.length}`) : first;
        // after what it corrects by any desk's clock: else it would be written again each time it is asked
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
 * One content, one fact. Two desks that receive an order apart write the same row twice; if it changed in between they write
 * two rows, and the newer content counts on both.
 */
const idOf = (what: 'received' | 'updated', orderId: OrderId, order: IncomingOrder): EntryId =>
  entryIdSchema.parse(`${what}:${orderId}:${order.version}:${fingerprint(order)}`);

/** What a fire drill brings is a sale by no source's word. */
const asTest = (order: IncomingOrder): IncomingOrder => ({
  ...order,
  content: { ...order.content, test: true },
});

/** Compared with what the source told alone: what parts and the managers' notes add to it, the source does not say. */
function contradicts({ data: { order: shown } }: ContentEntry, { content }: IncomingOrder): boolean {
  // a reader that does not say how much was paid back, or taken off, does not know it
  const saysOther = (['refunded', 'takenOff'] as const).some((what) => {
    const [now, before] = [content[what], shown.content[what]];
    return now !== undefined && (now.minor !== before?.minor || now.currency !== before.currency);
  });
  return saysOther || saysOtherLeft(content, shown.content) || stateOf(content) !== stateOf(shown.content);
}

/** What is left of its lines; bodies of an old version of Shopify's API tell of none that anything was taken off. */
const saysOtherLeft = ({ items }: OrderContent, shown: OrderContent): boolean =>
  items.some(({ left }) => left !== undefined) &&
  JSON.stringify(items.map(piecesOf)) !== JSON.stringify(shown.items.map(piecesOf));

/**
 * Deliveries repeat and overtake each other: only a newer version is news. A source's clock counts in seconds, so an
 * equal version with other content is news too; from another reader, which words the same order differently, only when
 * it contradicts what was told. After the source was asked, the late one of two deliveries of a second is none: nothing
 * might correct it any more.
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
  if (isCut(shown.data.order.content) && !isCut(order.content)) return true;
  const wasAsked = (): boolean =>
    sameVersion.some((entry) => entry.by === askedBack) || newest < (askedTo?.() ?? Number.NEGATIVE_INFINITY);
  if (by !== askedBack && wasAsked()) return false;
  return sameVersion.every((entry) => entry.by === by) || contradicts(shown, order);
}

/** What every reader of a source words alike. */
const stateOf = ({ paymentStatus, fulfillment, cancelledAt }: OrderContent): string =>
  JSON.stringify([paymentStatus, fulfillment, cancelledAt !== undefined]);

/** Sixteen hex digits that tell two contents of one version apart. */
const fingerprint = (order: IncomingOrder): string =>
  createHash('sha256').update(JSON.stringify(order.content)).digest('hex').slice(0, 16);
