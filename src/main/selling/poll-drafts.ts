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
/** A draft order changed within this time is polled every round; unpaid links may stay open for years. */
const freshMs = 3 * 86_400_000;

export type DraftPollingParts = Pick<SellingParts, 'ledger' | 'clock'> & {
  readonly client: ShopifyClient;
  readonly owed: PendingDrafts;
  readonly draftLog: DraftLog;
  readonly signal: AbortSignal;
};

/** A draft order that became an order in Shopify which is not imported yet. */
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
 * Polls the state of draft orders with open links: one may have been deleted in Shopify, or have become an order without a
 * reference to it. Older draft orders are polled in turn, one page per round.
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
  /** Older draft orders already polled in this cycle. */
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
    // otherwise the next round finds it: orders are polled first
  }

  function takeChange(draft: DraftView, now: DraftOrder): void {
    const change = changeThere(draft, now);
    if (change) draftLog.change(draft.id, 'shopify', change);
  }

  function dueNow(): readonly DraftView[] {
    // another shop would report all these draft orders as deleted
    const waiting = ledger.drafts
      .waiting()
      .filter((draft) => draft.shopifyId !== null && !mayBeElsewhere(draft, client.shop));
    const since = clock.now() - freshMs;
    // a completed draft order is polled until its order is imported
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
          // its state may have changed during the request
          const known = ledger.drafts.get(draft.id);
          // a pending close reads the draft order itself
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
