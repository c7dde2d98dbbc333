import { isSettled } from '../../shared/draft.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { PendingDrafts } from './pending-drafts.ts';

const dayMs = 86_400_000;
/** Days for which the form of an ended draft order can be opened, to view a paid one or to repeat an expired or failed one. */
export const formDays = 30;

/**
 * Removes the forms of draft orders that ended or failed long ago, because they contain customer data; what was sold is in the
 * order. Keeps the form of a draft order that may still be made. @returns number of removed forms
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
      // a failed attempt may have left a draft order in Shopify: keep the data that finds it, which names no customer
      if (ledger.drafts.get(id)?.state === 'failed') owed.forgetForm(id);
      else owed.forget(id);
    }
    return ended.length;
  });
}
