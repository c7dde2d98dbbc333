import type { DraftView } from '../../shared/draft.ts';
import { isOver, isReserved } from '../../shared/draft.ts';
import type { DraftId } from '../../shared/ids.ts';
import { isReminder } from '../../shared/link-rules.ts';
import { windowEnd, windowOf } from '../../shared/messenger-window.ts';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { DraftDetail, DraftRow, WindowView } from '../../shared/views.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Selling } from '../selling/drafts.ts';
import { suggestionOf } from '../selling/link-text.ts';
import { isPaidTwice } from '../selling/paid-twice.ts';
import type { Messenger } from '../selling/selling-parts.ts';
import type { Handlers } from './dispatch.ts';

export type DraftHandlerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly selling: Selling;
  readonly messenger: () => Messenger | null;
  readonly manager: () => string;
  readonly country: () => string | null;
  /** The shop that sells the products; null while Shopify is not connected. */
  readonly shop: string | null;
};

type DraftHandlers = Pick<
  Handlers,
  | 'drafts.create'
  | 'drafts.get'
  | 'drafts.list'
  | 'drafts.replace'
  | 'drafts.sendLink'
  | 'drafts.markSent'
  | 'drafts.close'
  | 'drafts.hurry'
  | 'drafts.window'
>;

const listed = 200;

/** Draft orders, from the form to the paid link. */
export function createDraftHandlers(parts: DraftHandlerParts): DraftHandlers {
  const { ledger, clock, selling, messenger, manager, country, shop } = parts;

  const row = (draft: DraftView, replacing = ledger.drafts.replacing): DraftRow => ({
    ...selling.seen(draft),
    work: selling.work(draft.id),
    lacking: lackingOf(draft, { ledger, shop, now: clock.now() }),
    isPaidTwice: isPaidTwice(ledger, { get: ledger.drafts.get, replacing }, draft),
  });

  function board(): readonly DraftRow[] {
    const drafts = ledger.drafts.list(listed);
    // replacements are newer, so they are in this list too: a query for each would scan all drafts
    const replacing = Map.groupBy(drafts, ({ replaces }) => replaces);
    return drafts.map((draft) => row(draft, (id) => replacing.get(id) ?? []));
  }

  function viewOf(id: DraftId): DraftView {
    const draft = ledger.drafts.get(id);
    if (!draft) throw new Problem('not-found', `There is no draft order ${id}`);
    return draft;
  }

  const other = (id: DraftId | null): DraftDetail['replaces'] => {
    const found = id === null ? null : ledger.drafts.get(id);
    return found && { id: found.id, name: found.name, state: found.state };
  };

  function detail(id: DraftId): DraftDetail {
    const draft = viewOf(id);
    const form = selling.formOf(id);
    const person = draft.subscriberId && ledger.people.get(draft.subscriberId);
    const again = isReminder(draft);
    return {
      draft: row(draft),
      timeline: ledger.drafts.entriesOf(id),
      form,
      suggestion: suggestionOf(draft, { country: country(), again, email: form?.customer.email ?? '' }),
      person: person && { subscriberId: person.subscriberId, name: person.name, chatUrl: person.chatUrl },
      replaces: other(draft.replaces),
      replacedBy: other(draft.replacedBy),
    };
  }

  async function windowTo({ subscriberId }: DraftView): Promise<WindowView> {
    const manychat = messenger();
    const unknown = { state: 'unknown', lastInteraction: null, until: null } as const;
    if (subscriberId === null || !manychat) return { ...unknown, state: 'off' };
    try {
      const { lastInteraction } = await manychat.contact(subscriberId);
      const state = windowOf(lastInteraction, clock.now());
      const last = lastInteraction ?? null;
      return {
        state,
        lastInteraction: last,
        until: state === 'open' && last !== null ? windowEnd(last) : null,
      };
    } catch (error) {
      // sending will report the problem, if it still exists
      if (isProblem(error)) return unknown;
      throw error;
    }
  }

  return {
    'drafts.create': async (form) => row(await selling.createDraft(form, manager())),
    'drafts.get': ({ id }) => detail(id),
    'drafts.list': board,
    'drafts.replace': async ({ id, form }) => row(await selling.replaceDraft(id, form, manager())),
    'drafts.sendLink': async ({ id, ...link }) => {
      await selling.sendLink(id, link, manager());
      return detail(id);
    },
    'drafts.markSent': ({ id, sending }) => {
      selling.markSent(id, sending, manager());
      return detail(id);
    },
    'drafts.close': async ({ id, end }) => {
      await selling.close(id, end, manager());
      return detail(id);
    },
    'drafts.hurry': async ({ id }) => {
      await selling.hurry(id);
      return detail(id);
    },
    'drafts.window': ({ id }) => windowTo(viewOf(id)),
  };
}

type Stock = { readonly ledger: Ledger; readonly shop: string | null; readonly now: number };

/** The items the shop no longer sells, or has too few of; empty while the catalogue is not known. */
function lackingOf(draft: DraftView, { ledger: { catalogue }, shop, now }: Stock): readonly string[] {
  if (draft.variants.length === 0 || isOver(draft) || draft.orderId !== null) return [];
  if (isReserved(draft, now) || catalogue.count(shop) === 0) return [];
  const known = new Map(
    catalogue
      .byId(
        shop,
        draft.variants.map(({ id }) => id),
      )
      .map((variant) => [variant.variantId, variant]),
  );
  return draft.variants.flatMap(({ id, quantity }) => {
    const variant = known.get(id);
    if (!variant) return [draft.title];
    const isShort = variant.stock !== null && variant.stock > 0 && variant.stock < quantity;
    return variant.available && !isShort ? [] : [variant.title];
  });
}
