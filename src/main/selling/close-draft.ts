import type { DraftView } from '../../shared/draft.ts';
import type { DraftEnd } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import { orderIdOf } from '../../shared/ids.ts';
import { isProblem, messageOf } from '../../shared/problem.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import { draftTagOf } from './draft-fact.ts';
import type { DraftLog } from './draft-log.ts';
import { nextAttempt, ownClosing } from './draft-log.ts';
import type { DraftOrder } from './draft-orders.ts';
import { deleteDraft, fetchDraft, fetchDraftsByTag, isOrder, isPaid } from './draft-orders.ts';
import { madeElsewhere, mayBeElsewhere } from './other-shop.ts';
import type { PendingClosing, PendingDrafts } from './pending-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import { isSettling, leftOpenMs, leftoverMs, nothingDone, settleMs, waitsItOut } from './selling-parts.ts';
import { tieOrder } from './tie-to-draft.ts';
import type { Waits } from './waits.ts';

export type ClosingParts = Pick<SellingParts, 'ledger' | 'clock' | 'log' | 'onOrder'> & {
  readonly client: ShopifyClient;
  readonly owed: PendingDrafts;
  readonly draftLog: DraftLog;
  readonly waits: Waits;
  readonly signal: AbortSignal;
  readonly again: (id: DraftId) => void;
};

/** Stores the close request before any request to Shopify; must be followed by `close`. */
export function askToClose(
  { ledger, clock, owed, draftLog }: Pick<ClosingParts, 'ledger' | 'clock' | 'owed' | 'draftLog'>,
  id: DraftId,
  how: { readonly end: Exclude<DraftEnd, 'leftover'>; readonly by: string; readonly replacedBy?: DraftId },
): void {
  ledger.transaction(() => {
    const attempt = nextAttempt(ledger, id);
    owed.beginClosing(id, { ...how, attempt, notBefore: clock.now() });
    draftLog.closing(how.by, { draftId: id, end: how.end, attempt, state: 'asked' });
  });
}

/**
 * Stores that leftovers of an ended draft order must be closed; must be followed by `close`.
 * @param made Shopify's id of a draft order that was made too late to be recorded
 */
export function beginLeftover(
  { ledger, clock, owed }: Pick<ClosingParts, 'ledger' | 'clock' | 'owed'>,
  id: DraftId,
  made?: string,
): void {
  const closing = owed.closing(id) ?? ownClosing(ledger, id, clock.now());
  owed.beginClosing(id, { ...closing, ...(made !== undefined && { made }) });
}

/** Deletes draft orders in Shopify. Keeps one that was paid meanwhile: a payment overrides a close request. */
export function createClosing(parts: ClosingParts) {
  const { client, ledger, clock, log, owed, draftLog, waits, signal, again, onOrder } = parts;

  const options = (id: DraftId): CallOptions => ({
    signal,
    onWait: (until, problem) =>
      waits.show(id, { doing: 'closing', why: problem.kind, until, reason: problem.message }),
  });

  async function close(id: DraftId): Promise<void> {
    const closing = owed.closing(id);
    const view = ledger.drafts.get(id);
    if (!closing || !view) return;
    const wait = closing.notBefore - clock.now();
    // a longer wait was never planned: the clock was set back
    if (wait > 0 && wait <= leftoverMs) {
      waits.plan(id, 'closing', wait, () => again(id));
      return;
    }
    try {
      if (view.state === 'paid' && closing.end !== 'leftover') {
        finish(id, () => refuse(id, closing, `${view.name} was paid in the meantime`));
        return;
      }
      const found = await findMade(id, view, closing);
      if (found === 'too-early') return;
      if (found === 'of-copy') {
        leave(view, closing);
        return;
      }
      // its link still works and may be paid
      if (found.length > 0) owed.beginClosing(id, { ...closing, wasHere: true });
      else if (isInDoubt(view, closing)) throw madeElsewhere(view, client.shop);
      const sold = found.find(isOrder);
      for (const draft of found) {
        if (!isOrder(draft)) await remove(view, draft);
      }
      if (sold) finish(id, () => overtaken(view, closing, sold));
      else if (wasTakenAway(view, owed.closing(id) ?? closing)) finish(id, () => goneBefore(view, closing));
      else finish(id, () => gone(view, closing, found.length > 0));
    } catch (error) {
      settle(id, closing, error);
    }
  }

  const isInDoubt = (view: DraftView, { end, wasHere }: PendingClosing): boolean =>
    end !== 'leftover' && wasHere !== true && mayBeElsewhere(view, client.shop);

  /** It was not deleted by this computer, neither now nor by an earlier attempt with a lost answer. */
  const wasTakenAway = ({ shopifyId }: DraftView, { end, mayBeDeleted }: PendingClosing): boolean =>
    end === 'replaced' && mayBeDeleted !== true && shopifyId !== null;

  /** Deletes a draft order. For the one with the open link, the attempt is stored before the request. */
  async function remove({ id, shopifyId }: DraftView, draft: DraftOrder): Promise<void> {
    const mark = (mayBeDeleted: boolean): void => {
      const closing = owed.closing(id);
      if (closing && draft.id === shopifyId) owed.beginClosing(id, { ...closing, mayBeDeleted });
    };
    mark(true);
    try {
      // it was open a moment ago, so no earlier attempt deleted it
      if (!(await deleteDraft(client, draft, options(id)))) mark(false);
    } catch (error) {
      if (isProblem(error) && nothingDone.has(error.kind)) mark(false);
      throw error;
    }
  }

  async function findMade(
    id: DraftId,
    view: DraftView,
    closing: PendingClosing,
  ): Promise<readonly DraftOrder[] | 'too-early' | 'of-copy'> {
    const made = () => fetchDraftsByTag(client, draftTagOf(id), options(id));
    const shopifyId = view.shopifyId ?? closing.made;
    if (shopifyId !== undefined) {
      const draft = await fetchDraft(client, shopifyId, options(id));
      // an older twin is an attempt with a lost answer that the search listed too late; a newer one was copied by hand
      const tagged = await made();
      const isCopy = (twin: DraftOrder): boolean => numberOf(twin.id) > numberOf(shopifyId);
      const isLeft = closing.end === 'leftover' && draft !== null && !isOrder(draft);
      if (isLeft && cameOf(tagged.filter(isCopy), view)) return 'of-copy';
      const twins = tagged.filter((twin) => numberOf(twin.id) < numberOf(shopifyId));
      return [...(draft ? [draft] : []), ...twins];
    }
    // only the other computer knows what it sent and when: assume just before the close request
    const at = owed.form(id) === null ? closing.notBefore : owed.sent(id).at;
    const until = at + settleMs;
    if (at > 0 && isSettling(at, clock.now())) {
      waits.show(id, { doing: 'closing', why: 'unknown-outcome', until, reason: null });
      waits.plan(id, 'closing', until - clock.now(), () => again(id));
      return 'too-early';
    }
    return at === 0 ? [] : made();
  }

  function finish(id: DraftId, write: () => void): void {
    ledger.transaction(() => {
      write();
      owed.closed(id);
    });
    waits.done(id);
  }

  function gone(view: DraftView, closing: PendingClosing, wasThere: boolean): void {
    const { id } = view;
    const { end, attempt, by, replacedBy, reason } = closing;
    if (end === 'leftover') {
      if (wasThere) draftLog.closing(by, { draftId: id, end, attempt, state: 'done' });
      else endLeaving(view, closing, deletedThere);
      return;
    }
    owed.giveUp(id, { refusedWhole: true });
    draftLog.change(id, by, {
      state: end,
      ...(replacedBy !== undefined && { replacedBy }),
      ...(reason !== undefined && { reason }),
    });
  }

  /** Another computer may have replaced it a moment ago: making the replacement would add a second payable link. */
  function goneBefore({ id, name }: DraftView, closing: PendingClosing): void {
    const { by, replacedBy: newer } = closing;
    const reason = changedOrDeleted(name);
    refuse(id, closing, reason);
    draftLog.change(id, 'shopify', { state: 'deleted' });
    if (newer === undefined) return;
    draftLog.change(newer, by, { state: 'failed', reason });
    owed.giveUp(newer, { refusedWhole: owed.sent(newer).prints.length === 0 });
    waits.done(newer);
  }

  const refuse = (id: DraftId, { end, attempt }: PendingClosing, reason: string): void => {
    if (end !== 'leftover')
      draftLog.closing('shopify', { draftId: id, end, attempt, state: 'refused', reason });
  };

  /** Records that a draft order counts as paid while its link stays open, until it is paid or deleted. */
  function leave({ id, name, closing: told }: DraftView, { end, attempt, by }: PendingClosing): void {
    const reason = `A copy of ${name} created in Shopify was sold. ${name} itself is still open and its link works: delete it in Shopify if it should not be paid`;
    if (told === null) draftLog.closing(by, { draftId: id, end, attempt, state: 'refused', reason });
    waits.done(id);
    waits.plan(id, 'closing', leftOpenMs, () => again(id));
  }

  /** Records that it is no longer left open. */
  function endLeaving({ id, closing: told }: DraftView, closing: PendingClosing, reason: string): void {
    const { end, attempt } = closing;
    if (end !== 'leftover' || told?.end !== 'leftover') return;
    draftLog.closing('shopify', { draftId: id, end, attempt, state: 'done', reason });
  }

  /** Ends the close request: the draft order was paid, or became an order in Shopify. */
  function overtaken(draft: DraftView, closing: PendingClosing, sold: DraftOrder): void {
    const { id } = draft;
    refuse(id, closing, `${sold.name} has become an order in the meantime`);
    endLeaving(draft, closing, `${draft.name} was paid in the meantime`);
    owed.giveUp(id, { refusedWhole: true });
    if (isPaid(sold)) draftLog.change(id, 'shopify', { state: 'paid' });
    const orderId = sold.order ? orderIdOf('shopify', sold.order.legacyResourceId) : null;
    const order = orderId && ledger.orders.get(orderId);
    if (orderId && order) tieOrder(ledger, clock, { draft, orderId, paymentStatus: order.paymentStatus });
    else onOrder?.();
  }

  /** @throws Problem again when a user waits for it and a retry cannot help */
  function settle(id: DraftId, closing: PendingClosing, error: unknown): void {
    const kind = isProblem(error) ? error.kind : 'bug';
    // any other error may come from the disk: the next attempt finds what was done
    if (waitsItOut.has(kind) || !isProblem(error)) {
      waits.again(id, 'closing', error, () => again(id));
      log.warn('deleting a draft order waits', { draftId: id, error: messageOf(error) });
      return;
    }
    finish(id, () => refuse(id, closing, messageOf(error)));
    throw error;
  }

  return close;
}

/**
 * Whether all orders linked to it came from these draft orders. Shopify names no draft order for a checkout that lost its
 * reference.
 */
function cameOf(copies: readonly DraftOrder[], { orderIds }: DraftView): boolean {
  const sold = copies.map(({ order }) => order && orderIdOf('shopify', order.legacyResourceId));
  return orderIds.length > 0 && orderIds.every((order) => sold.includes(order));
}

/** Shopify numbers its draft orders in ascending order. */
const numberOf = (shopifyId: string): number => Number(shopifyId.split('/').at(-1));

/**
 * Reason why no replacement was made: the old draft order was either changed by another computer or deleted. Only a user can see
 * which, until the other computer's events arrive; sent again, the form is made.
 */
export const changedOrDeleted = (name: string): string =>
  [
    `${name} was changed on another computer or deleted in Shopify in the meantime`,
    'Check the draft orders in Shopify for a replacement before you send this again',
  ].join('. ');

const deletedThere = 'The draft order was deleted in Shopify';
