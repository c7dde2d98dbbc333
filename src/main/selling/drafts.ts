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
   * The same form submitted twice is one draft; edited after a failure, it takes the place of what the failure may have
   * left in Shopify. While Shopify can not be asked it stays here, and is made later.
   * @throws Problem when Shopify refuses it, with the form's field; with `key` when another form was made under this one's
   */
  createDraft(form: DraftOrderForm, by: string): Promise<DraftView>;
  /**
   * Deletes the draft order whose link is out, then makes one of `form`. A draft order that is paid meanwhile stays, and so
   * does one in whose place Shopify would make nothing.
   */
  replaceDraft(old: DraftId, form: DraftOrderForm, by: string): Promise<DraftView>;
  /** @throws Problem when nothing was sent */
  sendLink(id: DraftId, link: LinkToSend, by: string): Promise<void>;
  markSent(id: DraftId, sending: string, by: string): void;
  /** A draft order as it is to be shown: nobody knows the end of a message that another desk fell silent over. */
  seen(draft: DraftView): DraftView;
  /** Deletes it in Shopify; the link works no more. @throws Problem when Shopify does not let it */
  close(id: DraftId, end: Exclude<DraftEnd, 'leftover' | 'replaced'>, by: string): Promise<void>;
  /** Tries at once what waits. */
  hurry(id: DraftId): Promise<void>;
  /**
   * Asks Shopify now how those of them stand that were left open there, as a copy was sold. The computer that looks after
   * one does so once an hour, or is no more. What can not be asked stays as it was.
   */
  lookAtLeft(ids: readonly DraftId[]): Promise<void>;
  work(id: DraftId): DraftWork | null;
  formOf(id: DraftId): DraftOrderForm | null;
  /** Asks Shopify how the draft orders stand that are waited for. */
  pollDrafts(): Promise<void>;
  /** The draft orders that Shopify, last asked, said had become orders, where these have not come here. */
  paidElsewhere(): readonly PaidElsewhere[];
  /** Takes up what a stop, a crash, a lost answer or a lost sign-in left unfinished. Call at start; between, it wakes itself. */
  resume(): Promise<void>;
  /** Lets the running calls finish and plans no more. */
  stop(): Promise<void>;
}

/** A call still unanswered then is looked for at the next start. */
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
    // an order that came by itself may owe the end of its draft order
    for (const entry of entries) {
      if (entry.kind !== 'draft-linked') continue;
      for (const id of owed.closings()) afterwards(id);
      return;
    }
  });

  function workOf(shop: ShopifyClient) {
    // what Shopify says of them for the trial serves the making too
    const making = { ...shared, client: shop, depositTerms: createDepositTerms() };
    const make = createMaking(making);
    const close = createClosing({ ...shared, client: shop });
    const ask = createDraftPolling({ ...shared, client: shop });
    async function workOn(id: DraftId): Promise<void> {
      const { replaces } = owed.get(id) ?? {};
      // what Shopify refuses there is found in the ledger when this one is to be made
      if (replaces !== undefined && owed.closing(replaces)) await work(replaces).catch(() => {});
      await close(id);
      await make(id);
      // one that waits to take its place
      for (const other of owed.all()) {
        if (owed.get(other)?.replaces === id && !working.has(other)) again(other);
      }
    }
    return { workOn, tryOut: createTrial(making), ...ask };
  }

  /** One piece of work at a time per draft; whoever asks meanwhile waits for the same one. */
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

  /** What is under way does not know yet of what is owed since. */
  function afterwards(id: DraftId): void {
    const running = working.get(id) ?? Promise.resolve();
    running.then(
      () => again(id),
      () => again(id),
    );
  }

  /** What it sells, on disk before Shopify is asked. */
  function begin(form: DraftOrderForm, by: string, replaces?: DraftId): DraftId {
    const id = draftIdSchema.parse(form.key);
    const facts = { country: country(), at: clock.now(), terms: '' };
    draftInputOf(form, draftTagOf(id), facts); // refuses what Shopify would refuse, before anything is kept
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
      fix: 'Connect Shopify on the setup page',
    });
  }

  /** A link that a customer has is not given up for a form that Shopify refuses. */
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
        fix: 'Open that draft order and change it',
      });
    }
    if (!isToBePaid(before)) {
      throw new Problem('refused', `The link of ${before.name} can not be paid now`, {
        fix: 'Start a new form for what has changed',
      });
    }
  }

  async function submit(form: DraftOrderForm, by: string, replaces?: DraftId): Promise<DraftView> {
    const id = draftIdSchema.parse(form.key);
    const known = ledger.drafts.get(id);
    if (!known || known.state === 'failed') {
      // a form that failed once still takes the place it was made for
      begin(form, by, replaces ?? known?.replaces ?? undefined);
      // what runs still is of the round before, and does not know of this one
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
      assertReplaceable(old, form); // another manager may have changed it meanwhile
      return submit(form, by, old);
    },
    sendLink: (id, link, by) => links.send(id, link, by),
    markSent: links.markSent,
    seen: links.seen,
    async close(id, end, by) {
      assertConnected();
      const view = viewOf(id);
      if (isOver(view)) return;
      if (view.orderId !== null) throw new Problem('refused', `${view.name} has become an order meanwhile`);
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
        // another shop would seem to have it no more
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
      // what is left of a paid one is looked at later, and nobody waits for that
      if (!shown && !owing && (!closing || closing.end === 'leftover')) return null;
      const made = shopifyId != null ? 'yes' : owing?.sentAt == null ? 'no' : 'looking';
      const doing = owing && shopifyId == null ? 'making' : 'closing';
      return shown ? { ...shown, made } : { doing, why: 'unreachable', until: null, reason: null, made };
    },
    formOf: owed.form,
    async pollDrafts() {
      // Shopify answers again
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
      // ManyChat's answer may be as long in coming as it likes: what is not known by then is parked at the next start
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
