import type { ChatView } from '../../../shared/views.ts';

export const groups = ['wanting', 'others'] as const;
export type Group = (typeof groups)[number];
export type PeopleGroup = { readonly group: Group; readonly people: readonly ChatView[] };

/** Customers who wait for a manager, longest first; then all others, latest first. */
export const groupsOf = (people: readonly ChatView[]): readonly PeopleGroup[] =>
  groups
    .map((group) => ({
      group,
      people: people
        .filter(({ wantsManager }) => wantsManager === (group === 'wanting'))
        .toSorted(group === 'wanting' ? byWaiting : (a, b) => b.touchedAt - a.touchedAt),
    }))
    .filter((found) => found.people.length > 0);

const byWaiting = (a: ChatView, b: ChatView): number =>
  (a.waitingSince ?? a.touchedAt) - (b.waitingSince ?? b.touchedAt);
