import type { DraftState } from '../../../../shared/draft.ts';
import { isOrderedUnpaid } from '../../../../shared/draft.ts';
import type { DraftRow } from '../../../../shared/views.ts';
import { troubleOf } from '../../../components/order/draft-words.ts';

/** Links that need a person first, then the stages from form to order, then those without a result. */
export const groups = ['attention', 'making', 'ready', 'sent', 'opened', 'paid', 'gone'] as const;
export type Group = (typeof groups)[number];

const groupByState: { readonly [S in DraftState]: Group } = {
  failed: 'attention',
  creating: 'making',
  calculating: 'making',
  ready: 'ready',
  sent: 'sent',
  opened: 'opened',
  paid: 'paid',
  expired: 'gone',
  cancelled: 'gone',
  replaced: 'gone',
  deleted: 'gone',
};

export type DraftGroup = { readonly group: Group; readonly drafts: readonly DraftRow[] };

function groupOf(draft: DraftRow): Group {
  if (troubleOf(draft) !== null || draft.work?.why === 'signed-out') return 'attention';
  // nothing can be done with its link any more, and the money comes, or does not, with the order
  return isOrderedUnpaid(draft) ? 'gone' : groupByState[draft.state];
}

/** The latest change first in each; what waits for the buyer the longest first, for that is what to ask about. */
export const groupsOf = (drafts: readonly DraftRow[]): readonly DraftGroup[] =>
  groups
    .map((group) => ({
      group,
      drafts: drafts
        .filter((draft) => groupOf(draft) === group)
        .toSorted((a, b) =>
          group === 'sent' || group === 'opened' ? a.changedAt - b.changedAt : b.changedAt - a.changedAt,
        ),
    }))
    .filter((found) => found.drafts.length > 0);

/** The totals of a group's links by currency. */
export function sumsOf(
  drafts: readonly Pick<DraftRow, 'total'>[],
): readonly NonNullable<DraftRow['total']>[] {
  const sums = new Map<string, number>();
  for (const { total } of drafts) {
    if (total) sums.set(total.currency, (sums.get(total.currency) ?? 0) + total.minor);
  }
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
