import type { ChatView } from '../../../shared/views.ts';

export const groups = ['wanting', 'others'] as const;
export type Group = (typeof groups)[number];
export type PeopleGroup = { readonly group: Group; readonly people: readonly ChatView[] };

/** Who asked for a person first, then everybody else; the latest first in each. */
export const groupsOf = (people: readonly ChatView[]): readonly PeopleGroup[] =>
  groups
    .map((group) => ({
      group,
      people: people
        .filter(({ wantsManager }) => wantsManager === (group === 'wanting'))
        .toSorted((a, b) => b.touchedAt - a.touchedAt),
    }))
    .filter((found) => found.people.length > 0);
