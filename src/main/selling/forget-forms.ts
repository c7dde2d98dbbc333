import { isSettled } from '../../shared/draft.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { PendingDrafts } from './pending-drafts.ts';

const dayMs = 86_400_000;
/** How long after its end a draft order's form can still be opened: a paid one to look at, an expired or failed one to make again. */
export const formDays = 30;

/**
 * Removes the forms of draft orders that ended or failed long ago: they name a customer, and what was sold stands in the
 * order. One whose draft order may still become something stays. @returns how many
 */
export function forgetForms(
  ledger: Pick<Ledger, 'drafts' | 'transaction'>,
  owed: PendingDrafts,
  clock: Clock,
) {
  return ledger.transaction(() => {
    const until = clock.now() - formDays * dayMs;
    const ended = owed.withForm().filter((id) => {
      const draft = ledger.drafts.get(id);
      if (draft === null || draft.changedAt >= until || owed.closing(id) !== null) return false;
      return isSettled(draft) || draft.state === 'failed';
    });
    for (const id of ended) {
      // what a failure may have left in Shopify is still found by what names nobody
      if (ledger.drafts.get(id)?.state === 'failed') owed.forgetForm(id);
      else owed.forget(id);
    }
    return ended.length;
  });
}
