import type { DraftView } from '../../shared/draft.ts';
import { isOver } from '../../shared/draft.ts';
import type { DraftOrderForm } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';
import type { Asked } from './already-made.ts';
import { takeMade } from './already-made.ts';
import { beginLeftover, changedOrDeleted } from './close-draft.ts';
import type { DepositTerms } from './deposit-terms.ts';
import { draftTagOf } from './draft-fact.ts';
import { draftInputOf, fingerprint, formFieldOf, reservedUntil } from './draft-input.ts';
import type { DraftLog } from './draft-log.ts';
import type { DraftOrder } from './draft-orders.ts';
import { factOfDraftOrder, fetchDraft, isReady, sendDraftOrder } from './draft-orders.ts';
import type { PendingDrafts } from './pending-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import { isSettling, nothingDone, settleMs, waitsItOut } from './selling-parts.ts';
import type { Waits } from './waits.ts';

const pollMs = 500;
const mostPolls = 40;

export type MakingParts = Pick<SellingParts, 'ledger' | 'clock' | 'log'> & {
  readonly client: ShopifyClient;
  readonly country: () => string | null;
  readonly depositTerms: DepositTerms;
  readonly owed: PendingDrafts;
  readonly draftLog: DraftLog;
  readonly waits: Waits;
  readonly signal: AbortSignal;
  /** Schedules the next step of the work on a draft order. */
  readonly again: (id: DraftId) => void;
  /** The same, after the running work has ended. */
  readonly afterwards: (id: DraftId) => void;
};

/** Makes the draft order of a form exactly once, even if answers are lost, and waits until its link is ready. */
export function createMaking(parts: MakingParts) {
  const {
    client,
    ledger,
    clock,
    log,
    country,
    owed,
    draftLog,
    waits,
    signal,
    again,
    afterwards,
    depositTerms,
  } = parts;
  const polling = new Set<DraftId>();

  const options = (id: DraftId): CallOptions => ({
    signal,
    onWait: (until, problem) =>
      waits.show(id, { doing: 'making', why: problem.kind, until, reason: problem.message }),
  });

  /** @throws Problem if a retry cannot help */
  async function make(id: DraftId): Promise<void> {
    const owing = owed.get(id);
    if (!owing || polling.has(id)) return;
    if (hasEnded(id)) return abandon(id);
    if (owed.closing(id)) return; // it is about to be deleted
    const { form, by, sentAt, replaces } = owing;
    try {
      if (replaces !== undefined && !isGone(id, replaces, by)) return;
      if (sentAt !== null && isSettling(sentAt, clock.now())) {
        const until = sentAt + settleMs;
        waits.show(id, { doing: 'making', why: 'unknown-outcome', until, reason: null });
        waits.plan(id, 'making', until - clock.now(), () => again(id));
        return;
      }
      const tag = draftTagOf(id);
      const print = fingerprint(form, tag, country());
      const onDeleted = (shopifyId: string) => owed.deleted(id, shopifyId);
      const asked = { tag, print, sent: owed.sent(id), onDeleted };
      const made = sentAt === null ? null : await takeMade(client, asked, options(id));
      const draft = made ?? (await send(id, form, asked));
      keep(id, draft, by);
      if (!isReady(draft) && !hasEnded(id)) poll(id, draft.id, by);
    } catch (error) {
      settle(id, by, error);
    }
  }

  /**
   * Stores the attempt before the request. After a crash or lost answer, the draft order is looked up before it is sent again.
   */
  async function send(
    id: DraftId,
    form: DraftOrderForm,
    { tag, print }: Pick<Asked, 'tag' | 'print'>,
  ): Promise<DraftOrder> {
    const terms = await depositTerms(client, form, options(id));
    const input = draftInputOf(form, tag, { country: country(), at: clock.now(), terms });
    const undo = owed.sending(id, clock.now(), print);
    try {
      return await sendDraftOrder(client, input, options(id));
    } catch (error) {
      // these errors mean that Shopify did nothing, so no lookup is needed
      if (isProblem(error) && nothingDone.has(error.kind)) undo();
      throw error;
    }
  }

  /** Whether the replaced draft order is gone. If it was paid, this one ends. */
  function isGone(id: DraftId, old: DraftId, by: string): boolean {
    const before = ledger.drafts.get(old);
    if (!before) return true;
    const isSold = before.state === 'paid' || before.orderId !== null;
    const changed = changedByAnother(id, before);
    if (!isSold && changed === null && isOver(before)) return true;
    const refusal = changed ?? before.closing?.reason ?? null;
    if (isSold || refusal !== null) {
      const reason = isSold ? `${before.name} was paid before it could be replaced` : (refusal ?? '');
      ledger.transaction(() => {
        draftLog.change(id, by, { state: 'failed', reason });
        // the pending close looks up what may have been made
        owed.giveUp(id, { refusedWhole: owed.sent(id).prints.length === 0 });
      });
      waits.done(id);
    } else {
      const reason = `${before.name} is not deleted yet`;
      waits.show(id, { doing: 'making', why: 'refused', until: null, reason });
    }
    return false;
  }

  /** Another draft order already took its place: a second one would be a second payable link. */
  function changedByAnother(id: DraftId, before: DraftView): string | null {
    const { replacedBy, name } = before;
    if (replacedBy === null || replacedBy === id) return null;
    const newer = ledger.drafts.get(replacedBy);
    return newer ? changedMeanwhile(newer, before) : changedOrDeleted(name);
  }

  function hasEnded(id: DraftId): boolean {
    const view = ledger.drafts.get(id);
    return view !== null && isOver(view);
  }

  /** Another computer ended the draft order: stop making it and delete what was made. */
  function abandon(id: DraftId, made?: string): void {
    ledger.transaction(() => {
      owed.giveUp(id, { refusedWhole: false });
      beginLeftover({ ledger, clock, owed }, id, made);
    });
    waits.done(id);
    afterwards(id);
  }

  function keep(id: DraftId, draft: DraftOrder, by: string): void {
    if (hasEnded(id)) {
      abandon(id, draft.id);
      return;
    }
    const { form, sentAt } = owed.get(id) ?? {};
    ledger.transaction(() => {
      draftLog.change(id, by, {
        ...factOfDraftOrder(draft),
        shop: client.shop,
        ...(form?.reserveHours !== undefined && {
          reservedUntil: reservedUntil(form.reserveHours, sentAt ?? clock.now()),
        }),
      });
      if (isReady(draft)) owed.finish(id);
    });
    if (isReady(draft)) waits.done(id);
  }

  function poll(id: DraftId, shopifyId: string, by: string): void {
    polling.add(id);
    waits.show(id, null);
    let polls = 0;
    const ask = async (): Promise<void> => {
      polls += 1;
      try {
        const draft = await fetchDraft(client, shopifyId, options(id));
        if (!draft) throw new Problem('not-found', 'The draft order was deleted in Shopify');
        if (!isReady(draft) && polls < mostPolls) {
          waits.after(pollMs, () => void ask());
          return;
        }
        polling.delete(id);
        if (isReady(draft)) keep(id, draft, by);
        else waits.plan(id, 'making', settleMs, () => again(id));
      } catch (error) {
        polling.delete(id);
        quietly(() => settle(id, by, error));
      }
    };
    waits.after(pollMs, () => void ask());
  }

  /** Schedules a retry or records the failure. @throws Problem again if a retry cannot help */
  function settle(id: DraftId, by: string, error: unknown): void {
    const kind = isProblem(error) ? error.kind : 'bug';
    if (waitsItOut.has(kind)) {
      waits.again(id, 'making', error, () => again(id));
      log.warn('draft order waits', { draftId: id, error: messageOf(error) });
      return;
    }
    if (hasEnded(id)) {
      abandon(id);
      return;
    }
    waits.done(id);
    ledger.transaction(() => {
      draftLog.change(id, by, { state: 'failed', reason: messageOf(error) });
      owed.giveUp(id, { refusedWhole: kind === 'bad-input' });
    });
    if (isProblem(error) && error.field !== undefined) {
      throw new Problem(error.kind, error.message, { cause: error, field: formFieldOf(error.field) });
    }
    throw error;
  }

  /** Runs a step in the background: the failure is already in the ledger. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch (error) {
      log.warn('draft order failed', { error: messageOf(error) });
    }
  }

  return make;
}

/** Reason why no draft order is made: another one already replaced the old one. */
export const changedMeanwhile = (newer: DraftView, before: DraftView): string =>
  `${newer.madeBy} has replaced ${before.name}: it is ${newer.title} now`;
