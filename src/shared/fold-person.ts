import { dedupeEvents } from './dedupe.ts';
import type { AskedProduct, Entry, EntryOf } from './entry.ts';
import { lastDecision } from './fold-takings.ts';
import type { SubscriberId } from './ids.ts';
import type { PersonView } from './views.ts';

type Touch = EntryOf<'touched'>;

const mostWants = 5;

/**
 * Folds the events of one customer who talks to the bot. The result does not depend on the order of arrival. A request for a
 * manager is open until answered; only request times are compared, never two clocks.
 */
export function foldPerson(id: SubscriberId, entries: readonly Entry[]): PersonView | null {
  const sorted = dedupeEvents(entries);
  // an erased customer who writes again is a new one
  const erasedTo = Math.max(
    Number.NEGATIVE_INFINITY,
    ...sorted.flatMap((entry) => (entry.kind === 'customer-erased' ? [entry.at] : [])),
  );
  const touches = sorted.filter((entry) => entry.kind === 'touched').filter(({ at }) => at > erasedTo);
  const latest = touches.at(-1);
  if (!latest) return null;
  const told = <K extends keyof Touch['data']>(key: K) =>
    touches.findLast((touch) => touch.data[key] !== undefined && touch.data[key] !== '')?.data[key];
  const decision = lastDecision(sorted.filter((entry) => entry.kind === 'chat-answered'));
  const answeredTo = decision?.data.upTo ?? 0;
  const asks = touches.filter((touch) => touch.data.wantsManager);
  const open = asks.filter(({ at }) => at > answeredTo);
  const interactions = touches.flatMap(({ data }) => data.interactionAt ?? []);
  return {
    subscriberId: id,
    name: told('name') ?? '',
    picture: told('picture') ?? null,
    chatUrl: told('chatUrl') ?? null,
    lastWords: told('lastWords') ?? null,
    wantsManager: open.length > 0,
    askedAt: asks.at(-1)?.at ?? null,
    waitingSince: open[0]?.at ?? null,
    answeredAfter: open.length > 0 ? null : answerTime(sorted, asks),
    wants: wantsOf(open),
    answeredTo,
    answeredBy: decision?.data.answered && open.length === 0 ? decision.by : null,
    decisions: decision?.data.decision ?? 0,
    interactionAt: interactions.length > 0 ? Math.max(...interactions) : null,
    touchedAt: latest.at,
    touches: touches.length,
  };
}

/** From the first request covered by the last decision to that decision; null if it undid an answer. */
function answerTime(sorted: readonly Entry[], asks: readonly Touch[]): number | null {
  const decisions = sorted.filter((entry) => entry.kind === 'chat-answered');
  const last = lastDecision(decisions);
  if (!last?.data.answered) return null;
  const earlier = lastDecision(decisions.filter(({ data }) => data.decision < last.data.decision));
  const first = asks.find(({ at }) => at > (earlier?.data.upTo ?? 0) && at <= last.data.upTo);
  return first ? Math.max(0, last.at - first.at) : null;
}

/** Each product once, with its latest title. */
function wantsOf(asks: readonly Touch[]): readonly AskedProduct[] {
  const wants = new Map<string, AskedProduct>();
  for (const { data } of asks.toReversed()) {
    if (data.product && !wants.has(data.product.productId)) wants.set(data.product.productId, data.product);
  }
  return [...wants.values()].slice(0, mostWants);
}
