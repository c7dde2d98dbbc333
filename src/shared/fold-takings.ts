import type { Entry, EntryOf } from './entry.ts';

type Taking = EntryOf<'taken'>;
type Decided = Entry & { readonly data: { readonly decision: number } };

/**
 * Compares two decisions. The greater number wins, because its author had seen the other. Equal numbers were made concurrently
 * and no clock is compared: the greater id wins, on every computer and in the BigQuery views. Ids are random, so no computer has
 * an advantage.
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

/** The decisions that can set the status of an order: taking it and setting its status. */
export const decidedStatuses = (entries: readonly Entry[]): readonly (Taking | EntryOf<'status-set'>)[] =>
  entries.filter((entry) => entry.kind === 'taken' || entry.kind === 'status-set');

export type Takings = {
  /** The `taken` event in force; undefined if the order was given back since. */
  readonly taken: Taking | undefined;
  /** The `taken` events that no later one supersedes, by id: several if managers took the order concurrently. */
  readonly open: readonly Taking[];
};

/** Computes who took an order. The result does not depend on the order of events. */
export function takingsOf(entries: readonly Entry[]): Takings {
  const takings = entries.filter((entry) => entry.kind === 'taken');
  const open = takings
    .filter((taking) => !takings.some((other) => isOver(other, taking)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const last = lastDecision(entries.filter((entry) => entry.kind === 'taken' || isGivenBack(entry)));
  return { taken: last?.kind === 'taken' ? last : undefined, open };
}

/** Whether a manager gave the order back with this event. */
const isGivenBack = (entry: Entry): entry is EntryOf<'status-set'> =>
  entry.kind === 'status-set' && entry.data.status === 'new';

/** Whether the author of one `taken` event had seen the other. Earlier versions did not record which ones were seen. */
function isOver({ data: { over, decision } }: Taking, other: Taking): boolean {
  if (decision <= other.data.decision) return false;
  return over === undefined || over.includes(other.id);
}
