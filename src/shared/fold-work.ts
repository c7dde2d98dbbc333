import type { Entry, EntryOf } from './entry.ts';
import { lastDecision } from './fold-takings.ts';
import type { Order } from './order.ts';

type Work = Pick<Order, 'assignee' | 'tags' | 'snoozedUntil'> & {
  /** The greatest decision number. */
  readonly decision: number;
};

/** The assignee, tags and snooze of an order: the last decision on each wins. */
export function workOf(entries: readonly Entry[]): Work {
  const assigned = lastDecision(entries.filter((entry) => entry.kind === 'assigned'));
  const snoozed = lastDecision(entries.filter((entry) => entry.kind === 'snoozed'));
  const tagged = entries.filter((entry) => entry.kind === 'tag-set');
  const tags = tagsOf(tagged);
  const assignee = assigned?.data.manager ?? null;
  const until = snoozed?.data.until ?? null;
  return {
    ...(assignee !== null && { assignee }),
    ...(tags.length > 0 && { tags }),
    ...(until !== null && { snoozedUntil: until }),
    decision: Math.max(
      assigned?.data.decision ?? 0,
      snoozed?.data.decision ?? 0,
      ...tagged.map(({ data }) => data.decision),
    ),
  };
}

function tagsOf(entries: readonly EntryOf<'tag-set'>[]): readonly string[] {
  const byTag = Map.groupBy(entries, ({ data }) => data.tag);
  return [...byTag]
    .filter(([, said]) => lastDecision(said)?.data.on)
    .map(([tag]) => tag)
    .toSorted();
}
