import type { DraftView } from '../../shared/draft.ts';
import { isOver, isPayable, isToBePaid } from '../../shared/draft.ts';
import type { DraftEnd } from '../../shared/entry.ts';
import type { DraftOrderForm } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';
import { withStoredPhones } from '../../shared/phone.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import { isSameForm, keyTaken } from '../../shared/same-form.ts';
import { formTotals } from '../../shared/totals.ts';
import type { DraftWork } from '../../shared/views.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import { askToClose, beginLeftover, createClosing } from './close-draft.ts';
import { createDepositTerms } from './deposit-terms.ts';
import { draftTagOf } from './draft-fact.ts';
import { draftInputOf } from './draft-input.ts';
import { createDraftLog } from './draft-log.ts';
import { endHereToo } from './end-here-too.ts';
import { forgetForms } from './forget-forms.ts';
import { changedMeanwhile, createMaking } from './make-draft.ts';
import { mayBeElsewhere } from './other-shop.ts';
import { createPendingDrafts } from './pending-drafts.ts';
import type { PaidElsewhere } from './poll-drafts.ts';
import { createDraftPolling } from './poll-drafts.ts';
import type { SellingParts } from './selling-parts.ts';
import type { LinkToSend } from './send-link.ts';
import { createLinks } from './send-link.ts';
import { tieAnew } from './tie-to-draft.ts';
import { createTrial } from './try-draft.ts';
import { createWaits } from './waits.ts';

export interface Selling {
  /**
   * Makes a draft order. The same form submitted twice is one draft order. A form edited after a failure replaces what the
   * failed attempt may have left in Shopify. If Shopify cannot be reached, the form is kept and retried.
   * @throws Problem when Shopify refuses it, with the form's field; with `key` when another form was made under the same key
   */
  createDraft(form: DraftOrderForm, by: string): Promise<DraftView>;
  /**
   * Deletes the draft order with the open link, then makes one of `form`. Keeps the old one if it is paid meanwhile or if
   * Shopify refuses `form`.
   */
  replaceDraft(old: DraftId, form: DraftOrderForm, by: string): Promise<DraftView>;
  /** @throws Problem if nothing was sent */
  sendLink(id: DraftId, link: LinkToSend, by: string): Promise<void>;
  markSent(id: DraftId, sending: string, by: string): void;
  /** The draft order to display: a sending that another computer never finished is shown as unknown. */
  seen(draft: DraftView): DraftView;
  /** Deletes it in Shopify; its link stops working. @throws Problem if Shopify refuses */
  close(id: DraftId, end: Exclude<DraftEnd, 'leftover' | 'replaced'>, by: string): Promise<void>;
  /** Retries pending work now. */
  hurry(id: DraftId): Promise<void>;
  /**
   * Checks in Shopify the given draft orders that were left open after a copy was sold. The responsible computer checks them
   * once an hour, but may be gone. Those that cannot be checked stay unchanged.
   */
  lookAtLeft(ids: readonly DraftId[]): Promise<void>;
  work(id: DraftId): DraftWork | null;
  formOf(id: DraftId): DraftOrderForm | null;
  /** Polls the state of the open draft orders. */
  pollDrafts(): Promise<void>;
  /** Draft orders that became orders by the last poll, but whose orders are not imported yet. */
  paidElsewhere(): readonly PaidElsewhere[];
  /** Resumes work that a stop, crash, lost answer or sign-out interrupted. Call at start; later work schedules itself. */
  resume(): Promise<void>;
  /** Waits for running requests and schedules no more. */
  stop(): Promise<void>;
}

/** A request still unanswered after this time is looked up at the next start. */
const stopMs = 3_000;

export function createSelling(parts: SellingParts): Selling {
  const { client, ledger, clock, log, country = () => null, onChange = () => {} } = parts;
  const owed = createPendingDrafts(ledger);
  const draftLog = createDraftLog(ledger, clock, owed);
  const waits = createWaits(clock, onChange);
  const stopping = new AbortController();
  const { signal } = stopping;
  const working = new Map<DraftId, Promise<void>>();
  const shared = { ...parts, country, owed, draftLog, waits, signal, again, afterwards };
  const links = createLinks(shared);
  const shopWork = client === null ? null : workOf(client);
  const unsubscribe = ledger.entries.onAppended((entries, { from, known }) => {
    if (from === 'another-desk') {
      const news = entries.filter(({ id }) => !known.has(id));
      for (const id of endHereToo({ ledger, clock, owed }, news)) afterwards(id);
    }
    // an imported order may require that its draft order is closed
    for (const entry of entries) {
      if (entry.kind !== 'draft-linked') continue;
      for (const id of owed.closings()) afterwards(id);
      return;
    }
  });

  function workOf(shop: ShopifyClient) {
    // payment terms found by the validation are reused when the draft order is made
    const making = { ...shared, client: shop, depositTerms: createDepositTerms() };
    const make = createMaking(making);
    const close = createClosing({ ...shared, client: shop });
    const ask = createDraftPolling({ ...shared, client: shop });
    async function workOn(id: DraftId): Promise<void> {
      const { replaces } = owed.get(id) ?? {};
      // a refusal is read from the ledger when this draft order is made
      if (replaces !== undefined && owed.closing(replaces)) await work(replaces).catch(() => {});
      await close(id);
      await make(id);
      // continue with the draft orders that replace it
      for (const other of owed.all()) {
        if (owed.get(other)?.replaces === id && !working.has(other)) again(other);
      }
    }
    return { workOn, tryOut: createTrial(making), ...ask };
  }

  /** Runs one task at a time for each draft order; concurrent callers share it. */
  function work(id: DraftId): Promise<void> {
    const running = working.get(id);
    if (running || !shopWork) return running ?? Promise.resolve();
    const run = shopWork.workOn(id).finally(() => working.delete(id));
    working.set(id, run);
    return run;
  }

  function again(id: DraftId): void {
    if (signal.aborted) return;
    work(id).catch((error: unknown) => {
      log.warn('draft order failed', { draftId: id, error: messageOf(error) });
    });
  }

  /** Works on it again after the running task, which does not know the newer pending work. */
  function afterwards(id: DraftId): void {
    const running = working.get(id) ?? Promise.resolve();
    running.then(
      () => again(id),
      () => again(id),
    );
  }

  /** Stores the form before any request to Shopify. */
  function begin(form: DraftOrderForm, by: string, replaces?: DraftId): DraftId {
    const id = draftIdSchema.parse(form.key);
    const facts = { country: country(), at: clock.now(), terms: '' };
    draftInputOf(form, draftTagOf(id), facts); // validates before anything is stored
    const { total } = formTotals(form);
    ledger.transaction(() => {
      owed.begin(id, form, { by, ...(replaces !== undefined && { replaces }) });
      draftLog.change(id, by, {
        state: 'creating',
        total,
        title: titleOf(form),
        variants: form.items.flatMap(({ variantId, quantity }) =>
          variantId === undefined ? [] : [{ id: variantId, quantity }],
        ),
        ...(form.customer.name && { customerName: form.customer.name }),
        ...(form.subscriberId !== undefined && { subscriberId: form.subscriberId }),
        ...(replaces !== undefined && { replaces }),
      });
      if (replaces !== undefined && !isOver(viewOf(replaces)) && !owed.closing(replaces)) {
        askToClose({ ledger, clock, owed, draftLog }, replaces, { end: 'replaced', by, replacedBy: id });
      }
    });
    return id;
  }

  function lookDaily(): void {
    try {
      tieAnew(ledger, clock);
      const count = forgetForms(ledger, owed, clock);
      if (count > 0) log.info('forms of ended draft orders removed', { count });
    } catch (error) {
      log.warn('draft orders could not be looked through', { error });
    }
    waits.after(86_400_000, lookDaily);
  }

  const viewOf = (id: DraftId): DraftView => {
    const view = ledger.drafts.get(id);
    if (!view) throw new Problem('not-found', `There is no draft order ${id}`);
    return view;
  };

  function assertConnected(): void {
    if (client) return;
    throw new Problem('signed-out', 'No Shopify shop is connected', {
      fix: 'Connect Shopify in Setup',
    });
  }

  /** Validates the new form with Shopify before the old link is closed. */
  async function tryFirst(form: DraftOrderForm, replaces?: DraftId): Promise<void> {
    const known = ledger.drafts.get(draftIdSchema.parse(form.key));
    if (known && known.state !== 'failed') return;
    const old = replaces ?? known?.replaces ?? null;
    const before = old && ledger.drafts.get(old);
    if (before && isPayable(before)) await shopWork?.tryOut(form);
  }

  function assertReplaceable(old: DraftId, form: DraftOrderForm): void {
    const before = viewOf(old);
    if (ledger.drafts.get(draftIdSchema.parse(form.key)) !== null) return; // begun already
    const newer = before.replacedBy && ledger.drafts.get(before.replacedBy);
    if (newer) {
      throw new Problem('refused', changedMeanwhile(newer, before), {
        fix: 'Open that draft order and edit it',
      });
    }
    if (!isToBePaid(before)) {
      throw new Problem('refused', `The link of ${before.name} cannot be paid now`, {
        fix: 'Start a new form for the changes',
      });
    }
  }

  async function submit(form: DraftOrderForm, by: string, replaces?: DraftId): Promise<DraftView> {
    const id = draftIdSchema.parse(form.key);
    const known = ledger.drafts.get(id);
    if (!known || known.state === 'failed') {
      // a failed form still replaces the draft order it was made for
      begin(form, by, replaces ?? known?.replaces ?? undefined);
      // the running task belongs to the previous round
      if (working.has(id)) await working.get(id)?.catch(() => {});
      await work(id);
    } else {
      const made = owed.form(id);
      if (made === null || !isSameForm(made, form)) throw keyTaken(known.name || known.title);
      await working.get(id);
    }
    return viewOf(id);
  }

  return {
    async createDraft(given, by) {
      const form = withStoredPhones(given, country());
      assertConnected();
      await tryFirst(form);
      return submit(form, by);
    },
    async replaceDraft(old, given, by) {
      const form = withStoredPhones(given, country());
      assertConnected();
      assertReplaceable(old, form);
      await tryFirst(form, old);
      assertReplaceable(old, form); // another user may have changed it meanwhile
      return submit(form, by, old);
    },
    sendLink: (id, link, by) => links.send(id, link, by),
    markSent: links.markSent,
    seen: links.seen,
    async close(id, end, by) {
      assertConnected();
      const view = viewOf(id);
      if (isOver(view)) return;
      if (view.orderId !== null)
        throw new Problem('refused', `${view.name} has become an order in the meantime`);
      if (!owed.closing(id)) askToClose({ ledger, clock, owed, draftLog }, id, { end, by });
      await working.get(id)?.catch(() => {});
      await work(id);
    },
    async hurry(id) {
      await working.get(id)?.catch(() => {});
      await work(id);
    },
    async lookAtLeft(ids) {
      for (const id of ids) {
        await working.get(id)?.catch(() => {});
        const view = ledger.drafts.get(id);
        if (view?.closing?.end !== 'leftover' || view.shopifyId === null) continue;
        // another shop would report it as deleted
        if (client === null || mayBeElsewhere(view, client.shop)) continue;
        if (!owed.closing(id)) beginLeftover({ ledger, clock, owed }, id);
        await work(id).catch((error: unknown) => {
          log.warn('looking at a draft order left open failed', { draftId: id, error: messageOf(error) });
        });
      }
    },
    work(id) {
      const shown = waits.of(id);
      const { shopifyId } = ledger.drafts.get(id) ?? {};
      const owing = owed.get(id);
      const closing = owed.closing(id);
      // leftovers of a paid draft order are closed later, in the background
      if (!shown && !owing && (!closing || closing.end === 'leftover')) return null;
      const made = shopifyId != null ? 'yes' : owing?.sentAt == null ? 'no' : 'looking';
      const doing = owing && shopifyId == null ? 'making' : 'closing';
      return shown ? { ...shown, made } : { doing, why: 'unreachable', until: null, reason: null, made };
    },
    formOf: owed.form,
    async pollDrafts() {
      // Shopify is reachable again
      for (const id of [...owed.closings(), ...owed.all()]) {
        const why = waits.of(id)?.why;
        if (why === 'signed-out' || why === 'unreachable') again(id);
      }
      await shopWork?.ask();
    },
    paidElsewhere: () => shopWork?.paidElsewhere() ?? [],
    async resume() {
      links.resume();
      lookDaily();
      if (!shopWork) return;
      const ids = [...new Set([...owed.closings(), ...owed.all()])];
      const results = await Promise.allSettled(ids.map(work));
      for (const result of results) {
        if (result.status === 'rejected') log.warn('draft order failed', { error: messageOf(result.reason) });
      }
    },
    async stop() {
      unsubscribe();
      waits.stop();
      // ManyChat's answer may take longer: a sending without a known outcome is parked at the next start
      const limit = new Promise<void>((resolve) => {
        const cancelLimit = clock.after(stopMs, () => {
          stopping.abort();
          resolve();
        });
        stopping.signal.addEventListener('abort', cancelLimit);
      });
      const works = Promise.allSettled(working.values());
      await Promise.all([works, Promise.race([links.idle(), limit])]);
      stopping.abort();
    },
  };
}

function titleOf({ items }: DraftOrderForm): string {
  const [first, ...rest] = items;
  return rest.length === 0 ? (first?.title ?? '') : `${first?.title ?? ''} + ${rest.length}`;
}
