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

/** A deposit counts: what the link asked for at once has come. */
const settled: readonly PaymentStatus[] = [
  'paid',
  'authorized',
  'partially-paid',
  'partially-refunded',
  'refunded',
];

const mostLookedAt = 1000;

/**
 * Links an order that came out of a draft order to that draft, to whom it was for and to who made it, and marks the draft paid
 * when the money is there. Safe to call for every order and every update of it; belongs in the transaction that records the
 * order.
 * @returns true when this told the ledger something new
 */
export function tieToDraft(ledger: Ledger, clock: Clock, orderId: OrderId, content: OrderContent): boolean {
  const tagged = content.draftTag === undefined ? null : ledger.drafts.byTag(content.draftTag);
  const draft = tagged ?? tiedBefore(ledger, orderId);
  return draft !== null && tieOrder(ledger, clock, { draft, orderId, paymentStatus: content.paymentStatus });
}

/** An order that says nothing of its draft may be tied to it by what the draft order itself said. */
function tiedBefore({ orders, drafts }: Ledger, orderId: OrderId): DraftView | null {
  const draftId = orders.get(orderId)?.draftId;
  return draftId === undefined ? null : drafts.get(draftId);
}

export type Tie = {
  readonly draft: DraftView;
  readonly orderId: OrderId;
  readonly paymentStatus: PaymentStatus;
};

/** The same for an order that is known to be this draft's, whatever the order itself says. */
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

/** The money of some came before their tie was here, or to an app that did not look for it. Safe to repeat. */
export function tieAnew(ledger: Ledger, clock: Clock): void {
  for (const draft of ledger.drafts.list(mostLookedAt).filter(isOrderedUnpaid)) {
    for (const orderId of draft.orderIds) {
      const order = ledger.orders.get(orderId);
      if (order) tieOrder(ledger, clock, { draft, orderId, paymentStatus: order.paymentStatus });
    }
  }
}

/**
 * A checkout that has come loose from its draft order leaves it open when it is paid, and its link would sell the same
 * again; so would the link of a draft order that took its place meanwhile, or the place of that one.
 */
function closeWhatIsLeft(ledger: Ledger, clock: Clock, draft: DraftView): void {
  const owed = createPendingDrafts(ledger);
  const begin = (id: DraftId, notBefore: number, reason?: string) =>
    owed.beginClosing(id, ownClosing(ledger, id, notBefore, reason));
  const now = clock.now();
  // one that was left open, as a copy was sold, may be paid itself
  if (!isOver(draft) || draft.closing?.end === 'leftover') begin(draft.id, now + leftoverMs);
  for (const newer of newerThan(ledger, draft)) {
    if (!isOver(newer)) begin(newer.id, now, `${draft.name} was paid instead`);
  }
}

/** What took its place, what took the place of that, and so on, each once. */
function newerThan({ drafts }: Pick<Ledger, 'drafts'>, draft: DraftView): readonly DraftView[] {
  const found = new Map<DraftId, DraftView>();
  const follow = (next: DraftView | null): void => {
    if (!next || next.id === draft.id || found.has(next.id)) return;
    found.set(next.id, next);
    follow(next.replacedBy === null ? null : drafts.get(next.replacedBy));
    // also what waits until this one is gone; what waits for the paid one itself is told so when it is to be made
    for (const waiting of drafts.replacing(next.id)) follow(waiting);
  };
  follow(draft.replacedBy === null ? null : drafts.get(draft.replacedBy));
  return [...found.values()];
}
