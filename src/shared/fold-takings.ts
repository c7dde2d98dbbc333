import type { Entry, EntryOf } from './entry.ts';

type Taking = EntryOf<'taken'>;
type Decided = Entry & { readonly data: { readonly decision: number } };

/**
 * The later of two decisions is that with the greater number: whoever made it had seen the other. Two with one number were
 * made by people who knew nothing of each other, and no clock can tell which came first: the one whose id is greater counts,
 * on every desk and in the warehouse's views. Ids are random, so that it is nobody's privilege.
 */
export function byDecision(a: Decided, b: Decided): number {
  if (a.data.decision !== b.data.decision) return a.data.decision - b.data.decision;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export const lastDecision = <T extends Decided>(entries: readonly T[]): T | undefined =>
  entries.reduce<T | undefined>(
    (best, entry) => (best === undefined || byDecision(best, entry) <= 0 ? entry : best),
    undefined,
  );

/** The decisions of which the last one says what status an order has; to take it is one. */
export const decidedStatuses = (entries: readonly Entry[]): readonly (Taking | EntryOf<'status-set'>)[] =>
  entries.filter((entry) => entry.kind === 'taken' || entry.kind === 'status-set');

export type Takings = {
  /** The one that counts; none of an order that was given back since. */
  readonly taken: Taking | undefined;
  /** Every one that nobody has taken over knowingly, by id: more than one where several took it at the same time. */
  readonly open: readonly Taking[];
};

/** Who took an order, as its entries tell it: the same whatever order they came in. */
export function takingsOf(entries: readonly Entry[]): Takings {
  const takings = entries.filter((entry) => entry.kind === 'taken');
  const open = takings
    .filter((taking) => !takings.some((other) => isOver(other, taking)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const last = lastDecision(entries.filter((entry) => entry.kind === 'taken' || isGivenBack(entry)));
  return { taken: last?.kind === 'taken' ? last : undefined, open };
}

/** Whether it made the order anybody's again. */
const isGivenBack = (entry: Entry): entry is EntryOf<'status-set'> =>
  entry.kind === 'status-set' && entry.data.status === 'new';

/** Whether one was made by somebody who saw the other. An earlier version did not write down which ones were seen. */
function isOver({ data: { over, decision } }: Taking, other: Taking): boolean {
  if (decision <= other.data.decision) return false;
  return over === undefined || over.includes(other.id);
}
