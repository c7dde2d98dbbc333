import type { DraftState } from '../../../shared/entry.ts';
import type { DraftView } from '../../../shared/views.ts';

export const groups = ['attention', 'waiting', 'paid', 'gone'] as const;
export type Group = (typeof groups)[number];

const groupOf: { readonly [S in DraftState]: Group } = {
  failed: 'attention',
  creating: 'waiting',
  calculating: 'waiting',
  ready: 'waiting',
  sent: 'waiting',
  paid: 'paid',
  deleted: 'gone',
};

export type DraftGroup = { readonly group: Group; readonly drafts: readonly DraftView[] };

/** What needs a person first, then what waits for the buyer, then what is done; the latest change first in each. */
export const groupsOf = (drafts: readonly DraftView[]): readonly DraftGroup[] =>
  groups
    .map((group) => ({
      group,
      drafts: drafts
        .filter(({ state }) => groupOf[state] === group)
        .toSorted((a, b) => b.changedAt - a.changedAt),
    }))
    .filter((found) => found.drafts.length > 0);
