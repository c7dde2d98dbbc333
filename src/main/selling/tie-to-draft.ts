import type { DraftView } from '../../shared/draft.ts';
import { isOrderedUnpaid, isOver } from '../../shared/draft.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { OrderContent, PaymentStatus } from '../../shared/order.ts';
import type { Clock, Ledger } from '../ports.ts';
import { closeRequest } from './close-request.ts';
import { draftChanged, draftTagOf } from './draft-fact.ts';
import { ownClosing } from './draft-log.ts';
import { createPendingDrafts } from './pending-drafts.ts';
import { leftoverMs } from './selling-parts.ts';

/** A deposit counts as paid: the amount that the link asked for has arrived. */
const settled: readonly PaymentStatus[] = [
  'paid',
  'authorized',
  'partially-paid',
  'partially-refunded',
  'refunded',
];

const mostLookedAt = 1000;

/**
 * Links an order to its draft order, its customer and its author, and marks the draft order paid when the money has arrived.
 * Safe to call for every order and update; must run in the transaction that records the order.
 * @returns true if this recorded a new event
 */
export function tieToDraft(ledger: Ledger, clock: Clock, orderId: OrderId, content: OrderContent): boolean {
  const tagged = content.draftTag === undefined ? null : ledger.drafts.byTag(content.draftTag);
  const draft = tagged ?? tiedBefore(ledger, orderId);
  return draft !== null && tieOrder(ledger, clock, { draft, orderId, paymentStatus: content.paymentStatus });
}

/** An order without a reference to its draft order may be linked by the draft order's own data. */
function tiedBefore({ orders, drafts }: Ledger, orderId: OrderId): DraftView | null {
  const draftId = orders.get(orderId)?.draftId;
  return draftId === undefined ? null : drafts.get(draftId);
}

export type Tie = {
  readonly draft: DraftView;
  readonly orderId: OrderId;
  readonly paymentStatus: PaymentStatus;
};

/** The same for an order known to belong to this draft order. */
export function tieOrder(ledger: Ledger, clock: Clock, { draft, orderId, paymentStatus }: Tie): boolean {
  return ledger.transaction(() => {
    const { id, madeBy, subscriberId, state } = draft;
    const tag = draftTagOf(id);
    const how = { at: clock.now(), by: 'shopify' };
    const linked = ledger.entries.append({
      ...how,
      id: entryIdSchema.parse(`draft-linked:${orderId}:${id}`),
      orderId,
      kind: 'draft-linked',
      data: { draftId: id, tag, manager: madeBy, ...(subscriberId !== null && { subscriberId }) },
    });
    const isNewlyPaid = state !== 'paid' && settled.includes(paymentStatus);
    const paid = isNewlyPaid && ledger.entries.append(draftChanged({ draftId: id, tag, state: 'paid' }, how));
    if (linked) closeWhatIsLeft(ledger, clock, draft);
    if (linked || paid) closeRequest(ledger, clock, id, madeBy);
    return Boolean(linked) || Boolean(paid);
  });
}

/**
 * Marks draft orders as paid whose orders were paid before the two were linked, or in an older app version that did not check
 * this. Safe to repeat.
 */
export function tieAnew(ledger: Ledger, clock: Clock): void {
  for (const draft of ledger.drafts.list(mostLookedAt).filter(isOrderedUnpaid)) {
    for (const orderId of draft.orderIds) {
      const order = ledger.orders.get(orderId);
      if (order) tieOrder(ledger, clock, { draft, orderId, paymentStatus: order.paymentStatus });
    }
  }
}

/**
 * Closes what is left after a payment: a checkout that lost its reference leaves its draft order open. That link, or the link of
 * a draft order that directly or indirectly replaced it, would sell the same items again.
 */
function closeWhatIsLeft(ledger: Ledger, clock: Clock, draft: DraftView): void {
  const owed = createPendingDrafts(ledger);
  const begin = (id: DraftId, notBefore: number, reason?: string) =>
    owed.beginClosing(id, ownClosing(ledger, id, notBefore, reason));
  const now = clock.now();
  // a draft order left open after a copy was sold may be paid itself
  if (!isOver(draft) || draft.closing?.end === 'leftover') begin(draft.id, now + leftoverMs);
  for (const newer of newerThan(ledger, draft)) {
    if (!isOver(newer)) begin(newer.id, now, `${draft.name} was paid instead`);
  }
}

/** The draft orders that replaced it, directly or indirectly, without duplicates. */
function newerThan({ drafts }: Pick<Ledger, 'drafts'>, draft: DraftView): readonly DraftView[] {
  const found = new Map<DraftId, DraftView>();
  const follow = (next: DraftView | null): void => {
    if (!next || next.id === draft.id || found.has(next.id)) return;
    found.set(next.id, next);
    follow(next.replacedBy === null ? null : drafts.get(next.replacedBy));
    // includes those waiting until this one is deleted; one that waits for the paid one itself fails when it is made
    for (const waiting of drafts.replacing(next.id)) follow(waiting);
  };
  follow(draft.replacedBy === null ? null : drafts.get(draft.replacedBy));
  return [...found.values()];
}
