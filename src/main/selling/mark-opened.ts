import type { Clock, Ledger } from '../ports.ts';
import { draftOpened } from './draft-fact.ts';

/**
 * Records that a buyer opened the checkout of a draft order. Must run in the transaction that processes the delivery.
 * @returns false if this computer does not know the draft order
 */
export function markOpened(
  ledger: Ledger,
  clock: Clock,
  { tag, token, at }: { readonly tag: string; readonly token: string; readonly at: number | null },
): boolean {
  const draft = ledger.drafts.byTag(tag);
  if (!draft) return false;
  const when = { at: at ?? clock.now(), by: 'shopify' };
  ledger.entries.append(draftOpened({ draftId: draft.id, checkout: token }, when));
  return true;
}
