import { withoutCustomer } from './customer/erase.ts';
import { dedupeEvents } from './dedupe.ts';
import type { DraftState, DraftView, LinkSending } from './draft.ts';
import type { DraftFactState, Entry, EntryData, EntryOf } from './entry.ts';
import type { DraftId } from './ids.ts';

type Fact = EntryOf<'draft-changed'>;
type Tied = EntryOf<'draft-linked'>;

/**
 * Folds the events of one draft order. A later event need not repeat earlier data, except the customer: the last submitted form
 * is complete there, so a removed customer stays removed.
 * The result does not depend on the order of arrival, and a late event never moves a draft order back: paid wins, then the other
 * final states, then the latest round of the form. The BigQuery view `drafts` uses the same rules.
 */
export function foldDraft(
  id: DraftId,
  entries: readonly Entry[],
): { readonly view: DraftView; readonly tag: string } | null {
  const each = dedupeEvents(entries);
  const sorted = each.some(({ kind }) => kind === 'customer-erased') ? each.map(withoutCustomer) : each;
  const facts = sorted.filter((entry) => entry.kind === 'draft-changed');
  const first = facts[0];
  const standing = standingOf(facts);
  if (!first || !standing) return null;
  const inTurn = facts.toSorted(byTurn);
  const told = <K extends keyof Fact['data']>(key: K) =>
    inTurn.findLast((fact) => fact.data[key] !== undefined)?.data[key];
  const begun = inTurn.findLast(({ data }) => data.state === 'creating')?.data;
  const linked = sorted.filter((entry) => entry.kind === 'draft-linked');
  const opened = sorted.find((entry) => entry.kind === 'draft-opened');
  const sendings = sendingsOf(sorted.filter((entry) => entry.kind === 'link-sent'));
  const { fact, state } = standing;
  // an earlier round reserved other items, or was changed as another draft order
  const ofRound = inTurn.filter(({ data }) => (data.round ?? 1) === (fact.data.round ?? 1));
  const reservedUntil = ofRound.findLast(({ data }) => data.reservedUntil !== undefined)?.data.reservedUntil;
  const changesThere = Math.max(0, ...ofRound.map(({ data }) => data.changeThere ?? 0));
  return {
    tag: told('tag') ?? first.data.tag,
    view: {
      id,
      state: state === 'ready' ? linkState(sendings, opened !== undefined) : state,
      name: told('name') ?? '',
      title: told('title') ?? '',
      customerName: (begun ? begun.customerName : told('customerName')) ?? '',
      total: told('total') ?? null,
      invoiceUrl: told('invoiceUrl') ?? null,
      // the reason of the current state only
      reason: fact.data.reason ?? null,
      createdAt: first.at,
      changedAt: Math.max(fact.at, ...sendings.map(({ at }) => at), opened?.at ?? 0),
      orderId: linked[0]?.orderId ?? null,
      orderIds: ordersOf(linked),
      shopifyId: told('shopifyId') ?? null,
      shop: told('shop') ?? null,
      madeBy: facts.find(({ data }) => data.state === 'creating')?.by ?? first.by,
      subscriberId: (begun ? begun.subscriberId : told('subscriberId')) ?? null,
      variants: told('variants') ?? [],
      sendings,
      openedAt: opened?.at ?? null,
      closing: closingOf(
        sorted.filter((entry) => entry.kind === 'draft-closing'),
        state,
      ),
      replaces: told('replaces') ?? null,
      replacedBy: told('replacedBy') ?? null,
      round: fact.data.round ?? 1,
      ...(reservedUntil !== undefined && { reservedUntil }),
      ...(changesThere > 0 && { changesThere }),
    },
  };
}

/** Sorts by round, then by change in Shopify, because the clocks of two computers may differ. */
const byTurn = ({ data: a }: Fact, { data: b }: Fact): number =>
  (a.round ?? 1) - (b.round ?? 1) || (a.changeThere ?? 0) - (b.changeThere ?? 0);

/** The sequence of states within a round. */
const inRound: { readonly [S in DraftFactState]?: number } = {
  creating: 0,
  calculating: 1,
  ready: 2,
  failed: 3,
};
/** A manager's decision ranks above a deletion; a payment ranks above both. */
const endings: { readonly [S in DraftFactState]?: number } = {
  deleted: 1,
  expired: 2,
  cancelled: 3,
  replaced: 4,
  paid: 5,
};

type Standing = { readonly fact: Fact; readonly state: DraftFactState };

/** The fact that decides the state of a draft order. The first one of its state wins, so a repeated event changes nothing. */
function standingOf(facts: readonly Fact[]): Standing | null {
  let best: { readonly fact: Fact; readonly rank: readonly number[] } | null = null;
  for (const fact of facts) {
    const { state, round = 1 } = fact.data;
    const rank = [endings[state] ?? 0, round, inRound[state] ?? 0];
    if (best === null || isHigher(rank, best.rank)) best = { fact, rank };
  }
  return best && { fact: best.fact, state: best.fact.data.state };
}

function isHigher(rank: readonly number[], than: readonly number[]): boolean {
  const at = rank.findIndex((value, index) => value !== than[index]);
  return at >= 0 && (rank[at] ?? 0) > (than[at] ?? 0);
}

function linkState(sendings: readonly LinkSending[], isOpened: boolean): DraftState {
  if (isOpened) return 'opened';
  return sendings.some(({ state }) => state === 'sent') ? 'sent' : 'ready';
}

const stateOrder: { readonly [S in LinkSending['state']]: number } = {
  sending: 0,
  unknown: 1,
  refused: 2,
  sent: 3,
};

/**
 * Reduces each sending to its strongest state, because a delivery may be confirmed after `unknown`. Sorted by the start of the
 * sendings: an outcome may arrive after the next one was sent.
 */
function sendingsOf(entries: readonly EntryOf<'link-sent'>[]): readonly LinkSending[] {
  const byName = new Map<string, LinkSending>();
  for (const { data, at, by } of entries) {
    const known = byName.get(data.sending);
    if (known && stateOrder[known.state] >= stateOrder[data.state]) continue;
    const { sending, via, to, state, reminder, reason = null } = data;
    byName.set(data.sending, { sending, via, to, state, reminder, reason, at, by: known?.by ?? by });
  }
  // a Map keeps the first position of a key, and the events are sorted by time
  return [...byName.values()];
}

type Closing = EntryOf<'draft-closing'>;
const closingOrder: { readonly [S in EntryData<'draft-closing'>['state']]: number } = {
  asked: 0,
  refused: 1,
  done: 2,
};

function closingOf(entries: readonly Closing[], state: DraftFactState): DraftView['closing'] {
  let last: Closing | null = null;
  for (const entry of entries) {
    const rank = [entry.data.attempt, closingOrder[entry.data.state]];
    if (last === null || isHigher(rank, [last.data.attempt, closingOrder[last.data.state]])) last = entry;
  }
  if (last === null || last.data.state === 'done') return null;
  const { end, attempt, reason } = last.data;
  // an ended draft order has no pending request; a paid one still shows a refused request
  if (endings[state] !== undefined && (state !== 'paid' || last.data.state === 'asked')) return null;
  const isRefused = last.data.state === 'refused';
  return { end, attempt, reason: isRefused ? (reason ?? '') : null, at: last.at, by: last.by };
}

const ordersOf = (linked: readonly Tied[]): DraftView['orderIds'] => [
  ...new Set(linked.map(({ orderId }) => orderId).filter((id) => id !== null)),
];
