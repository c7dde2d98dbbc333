import type { DraftOrderForm } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { formTotals } from '../../shared/totals.ts';
import type { DraftView } from '../../shared/views.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import { createDepositTerms } from './deposit-terms.ts';
import type { DraftFact } from './draft-fact.ts';
import { draftChanged, draftTagOf, factOfView } from './draft-fact.ts';
import { draftInputOf, fingerprint, formFieldOf } from './draft-input.ts';
import type { DraftOrder } from './draft-orders.ts';
import { factOfDraftOrder, fetchDraft, isReady, sendDraftOrder } from './draft-orders.ts';
import { takeMade } from './made-before.ts';
import { createOwedDrafts } from './owed-drafts.ts';

export type SellingParts = {
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** ISO 3166 country that phones and addresses belong to. */
  readonly country?: () => string;
};

export interface Selling {
  /**
   * The same form submitted twice is one draft; edited after a failure, it takes the place of what the failure may have
   * left in Shopify. @throws Problem when Shopify refuses it, with the form's field */
  createDraft(form: DraftOrderForm, by: string): Promise<DraftView>;
  /** Takes up what a stop, a crash or a lost answer left unfinished. Call at start; between, it wakes itself. */
  resume(): Promise<void>;
  /** Lets the running calls finish and plans no more. */
  stop(): Promise<void>;
}

/** Shopify's search may not know a new draft for some seconds: a lost answer is looked for after this long, not before. */
const settleMs = 20_000;
const longestWaitMs = 5 * 60_000;
const pollMs = 500;
/** A call still unanswered then is looked for at the next start. */
const stopMs = 3_000;
const mostPolls = 40;

export function createSelling(parts: SellingParts): Selling {
  const { client, ledger, clock, log, country = () => 'UA' } = parts;
  const owed = createOwedDrafts(ledger);
  const depositTerms = createDepositTerms();
  const working = new Map<DraftId, Promise<void>>();
  const polling = new Set<DraftId>();
  const tries = new Map<DraftId, number>();
  const timers = new Set<() => void>();
  let stopped = false;
  const stopping = new AbortController();
  const { signal } = stopping;

  function append(id: DraftId, by: string, change: Partial<DraftFact> & Pick<DraftFact, 'state'>): void {
    const known = ledger.drafts.get(id);
    if (known?.state === 'paid') return; // the buyer was faster than the last answer
    const base = known ? factOfView(known) : { draftId: id, tag: draftTagOf(id) };
    const round = change.state === 'creating' || change.state === 'failed' ? owed.round(id) : 0;
    ledger.entries.append(draftChanged({ ...base, ...change }, { at: clock.now(), by, round }));
  }

  function wait(ms: number, then: () => void): void {
    if (stopped) return;
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      then();
    });
    timers.add(cancel);
  }

  /** One piece of work at a time per draft; whoever asks meanwhile waits for the same one. */
  function work(id: DraftId, shop: ShopifyClient): Promise<void> {
    const running = working.get(id);
    if (running) return running;
    const run = attempt(id, shop).finally(() => working.delete(id));
    working.set(id, run);
    return run;
  }

  async function attempt(id: DraftId, shop: ShopifyClient): Promise<void> {
    const owing = owed.get(id);
    if (!owing || polling.has(id)) return;
    const { form, by, sentAt } = owing;
    try {
      if (sentAt !== null && clock.now() - sentAt < settleMs) {
        again(id, shop, sentAt + settleMs - clock.now());
        return;
      }
      const tag = draftTagOf(id);
      const print = fingerprint(form, tag, country());
      const onDeleted = (shopifyId: string) => owed.deleted(id, shopifyId);
      const asked = { tag, print, sent: owed.sent(id), onDeleted };
      let draft = sentAt === null ? null : await takeMade(shop, asked, { signal });
      if (!draft) {
        const terms = await depositTerms(shop, form, { signal });
        const input = draftInputOf(form, tag, { country: country(), at: clock.now(), terms });
        owed.sending(id, clock.now(), print); // on disk before the call, so that a crash looks before it sends again
        draft = await sendDraftOrder(shop, input, { signal });
      }
      keep(id, draft, by);
      if (!isReady(draft)) poll(id, shop, draft.id, by);
    } catch (error) {
      settle(id, shop, by, error);
    }
  }

  function keep(id: DraftId, draft: DraftOrder, by: string): void {
    ledger.transaction(() => {
      append(id, by, factOfDraftOrder(draft));
      if (isReady(draft)) owed.finish(id);
    });
  }

  function poll(id: DraftId, shop: ShopifyClient, shopifyId: string, by: string): void {
    polling.add(id);
    let polls = 0;
    const ask = async (): Promise<void> => {
      polls += 1;
      try {
        const draft = await fetchDraft(shop, shopifyId, { signal });
        if (!draft) throw new Problem('not-found', 'The draft order was deleted in Shopify');
        if (!isReady(draft) && polls < mostPolls) {
          wait(pollMs, () => void ask());
          return;
        }
        polling.delete(id);
        if (isReady(draft)) keep(id, draft, by);
        else again(id, shop, settleMs);
      } catch (error) {
        polling.delete(id);
        quietly(() => settle(id, shop, by, error));
      }
    };
    wait(pollMs, () => void ask());
  }

  function again(id: DraftId, shop: ShopifyClient, ms: number): void {
    wait(ms, () => {
      work(id, shop).catch((error: unknown) => {
        log.warn('draft order failed', { draftId: id, error: messageOf(error) });
      });
    });
  }

  /** Plans another try, or records the failure. @throws the problem again when trying once more cannot help */
  function settle(id: DraftId, shop: ShopifyClient, by: string, error: unknown): void {
    const kind = isProblem(error) ? error.kind : 'bug';
    if (kind === 'unknown-outcome' || kind === 'unreachable' || kind === 'throttled') {
      const count = tries.get(id) ?? 0;
      tries.set(id, count + 1);
      const asked = isProblem(error) ? (error.retryAfterMs ?? 0) : 0;
      again(id, shop, Math.max(asked, Math.min(longestWaitMs, settleMs * 2 ** count)));
      log.warn('draft order waits', { draftId: id, error: messageOf(error) });
      return;
    }
    tries.delete(id);
    ledger.transaction(() => {
      append(id, by, { state: 'failed', reason: messageOf(error) });
      owed.giveUp(id, { refusedWhole: kind === 'bad-input' });
    });
    if (isProblem(error) && error.field !== undefined) {
      throw new Problem(error.kind, error.message, { cause: error, field: formFieldOf(error.field) });
    }
    throw error;
  }

  /** For work nobody waits for: the failure is in the ledger already. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch (error) {
      log.warn('draft order failed', { error: messageOf(error) });
    }
  }

  return {
    async createDraft(form, by) {
      if (!client) {
        throw new Problem('signed-out', 'No Shopify shop is connected', {
          fix: 'Connect Shopify on the setup page',
        });
      }
      const id = draftIdSchema.parse(form.key);
      const known = ledger.drafts.get(id);
      if (!known || known.state === 'failed') {
        const facts = { country: country(), at: clock.now(), terms: '' };
        draftInputOf(form, draftTagOf(id), facts); // refuses what Shopify would refuse, before anything is kept
        const { total } = formTotals(form);
        ledger.transaction(() => {
          owed.begin(id, form, by);
          append(id, by, {
            state: 'creating',
            total,
            title: titleOf(form),
            ...(form.customer.name && { customerName: form.customer.name }),
            ...(form.subscriberId !== undefined && { subscriberId: form.subscriberId }),
          });
        });
        await work(id, client);
      } else {
        await working.get(id);
      }
      const view = ledger.drafts.get(id);
      if (!view) throw new Problem('bug', 'the draft order is not in the ledger');
      return view;
    },
    async resume() {
      if (!client) return;
      const results = await Promise.allSettled(owed.all().map((id) => work(id, client)));
      for (const result of results) {
        if (result.status === 'rejected') log.warn('draft order failed', { error: messageOf(result.reason) });
      }
    },
    async stop() {
      stopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
      const cancelLimit = clock.after(stopMs, () => stopping.abort());
      await Promise.allSettled(working.values());
      cancelLimit();
      stopping.abort();
    },
  };
}

function titleOf({ items }: DraftOrderForm): string {
  const [first, ...rest] = items;
  return rest.length === 0 ? (first?.title ?? '') : `${first?.title ?? ''} + ${rest.length}`;
}
