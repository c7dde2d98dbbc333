import type { DraftView } from '../../shared/draft.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { orderIdOf } from '../../shared/ids.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import type { DraftLog } from './draft-log.ts';
import type { DraftOrder } from './draft-orders.ts';
import { changeThere, fetchDrafts, isOrder } from './draft-orders.ts';
import { mayBeElsewhere } from './other-shop.ts';
import type { OwedDrafts } from './owed-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import { tieOrder } from './tie-to-draft.ts';

const pageSize = 50;

export type AskDraftsParts = Pick<SellingParts, 'ledger' | 'clock'> & {
  readonly client: ShopifyClient;
  readonly owed: OwedDrafts;
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

export type AskDrafts = {
  ask(): Promise<void>;
  paidElsewhere(): readonly PaidElsewhere[];
};

/**
 * Asks how the draft orders stand whose links are out: one may have been deleted in Shopify, or have become an order that
 * says nothing of where it came from.
 */
export function createAskDrafts({
  client,
  ledger,
  clock,
  owed,
  draftLog,
  signal,
}: AskDraftsParts): AskDrafts {
  const paid = new Map<DraftId, PaidElsewhere>();

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

  async function ask(): Promise<void> {
    // to another shop than this one its drafts would all seem to be deleted
    const waiting = ledger.drafts
      .waiting()
      .filter((draft) => draft.shopifyId !== null && !mayBeElsewhere(draft, client.shop));
    for (let at = 0; at < waiting.length; at += pageSize) {
      const page = waiting.slice(at, at + pageSize);
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
    }
  }

  return {
    ask,
    paidElsewhere: () => [...paid.values()].filter(({ order }) => ledger.orders.get(order) === null),
  };
}
