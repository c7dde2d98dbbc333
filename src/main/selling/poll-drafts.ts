import type { DraftView } from '../../shared/draft.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { orderIdOf } from '../../shared/ids.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import type { DraftLog } from './draft-log.ts';
import type { DraftOrder } from './draft-orders.ts';
import { changeThere, fetchDrafts, isOrder } from './draft-orders.ts';
import { mayBeElsewhere } from './other-shop.ts';
import type { PendingDrafts } from './pending-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import { tieOrder } from './tie-to-draft.ts';

const pageSize = 50;
/** Links that nobody pays stay out for years, and one that was changed or sent lately is the likelier to change again. */
const freshMs = 3 * 86_400_000;

export type DraftPollingParts = Pick<SellingParts, 'ledger' | 'clock'> & {
  readonly client: ShopifyClient;
  readonly owed: PendingDrafts;
  readonly draftLog: DraftLog;
  readonly signal: AbortSignal;
};

/** A draft order that Shopify says became an order, which is not here. */
export type PaidElsewhere = {
  readonly draft: DraftView;
  readonly order: OrderId;
  readonly number: string;
  readonly seenAt: number;
};

export type DraftPolling = {
  ask(): Promise<void>;
  paidElsewhere(): readonly PaidElsewhere[];
};

/**
 * Asks how the draft orders stand whose links are out: one may have been deleted in Shopify, or have become an order that
 * says nothing of where it came from. Of those that nothing was heard of for days, each time a page is asked after, by turns.
 */
export function createDraftPolling({
  client,
  ledger,
  clock,
  owed,
  draftLog,
  signal,
}: DraftPollingParts): DraftPolling {
  const paid = new Map<DraftId, PaidElsewhere>();
  /** The older ones that had their turn. */
  const asked = new Set<DraftId>();

  function take(draft: DraftView, now: DraftOrder | null): void {
    if (!now) {
      draftLog.change(draft.id, 'shopify', { state: 'deleted' });
      return;
    }
    if (!isOrder(now)) {
      takeChange(draft, now);
      return;
    }
    if (now.order) {
      const order = orderIdOf('shopify', now.order.legacyResourceId);
      const seenAt = paid.get(draft.id)?.seenAt ?? clock.now();
      paid.set(draft.id, { draft, order, number: now.order.name, seenAt });
    }
    const orderId = now.order ? orderIdOf('shopify', now.order.legacyResourceId) : null;
    const order = orderId && ledger.orders.get(orderId);
    if (orderId && order) tieOrder(ledger, clock, { draft, orderId, paymentStatus: order.paymentStatus });
    // else the next round finds it: the orders are asked for first
  }

  function takeChange(draft: DraftView, now: DraftOrder): void {
    const change = changeThere(draft, now);
    if (change) draftLog.change(draft.id, 'shopify', change);
  }

  function dueNow(): readonly DraftView[] {
    // to another shop than this one its drafts would all seem to be deleted
    const waiting = ledger.drafts
      .waiting()
      .filter((draft) => draft.shopifyId !== null && !mayBeElsewhere(draft, client.shop));
    const since = clock.now() - freshMs;
    // what has become an order is tied to it as soon as that is here
    const isFresh = ({ id, changedAt }: DraftView): boolean => changedAt >= since || paid.has(id);
    const older = waiting.filter((draft) => !isFresh(draft));
    if (older.every(({ id }) => asked.has(id))) asked.clear();
    return [...waiting.filter(isFresh), ...older.filter(({ id }) => !asked.has(id)).slice(0, pageSize)];
  }

  async function ask(): Promise<void> {
    const due = dueNow();
    for (let at = 0; at < due.length; at += pageSize) {
      const page = due.slice(at, at + pageSize);
      const ids = page.map(({ shopifyId }) => shopifyId ?? '');
      const nodes = await fetchDrafts(client, ids, { signal });
      ledger.transaction(() => {
        for (const [index, draft] of page.entries()) {
          // as it is now: it may have ended while Shopify was asked
          const known = ledger.drafts.get(draft.id);
          // what is to be closed is looked at by whoever closes it
          if (known && !owed.closing(draft.id)) take(known, nodes[index] ?? null);
        }
      });
      for (const { id } of page) asked.add(id);
    }
  }

  return {
    ask,
    paidElsewhere: () => [...paid.values()].filter(({ order }) => ledger.orders.get(order) === null),
  };
}
