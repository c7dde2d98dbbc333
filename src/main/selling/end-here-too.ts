import type { Entry, EntryOf } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { ClosingParts } from './close-draft.ts';
import { beginLeftover } from './close-draft.ts';

type Parts = Pick<ClosingParts, 'ledger' | 'clock' | 'owed'>;

/**
 * Applies ends and close requests of other computers to draft orders made here. Only this computer knows what it sent to
 * Shopify, and the request may have arrived after the other computer looked. The caller must then work on the returned draft
 * orders.
 */
export function endHereToo(parts: Parts, news: readonly Entry[]): ReadonlySet<DraftId> {
  const taken = new Set<DraftId>();
  for (const entry of news) {
    if (entry.kind !== 'draft-changed' && entry.kind !== 'draft-closing') continue;
    const { draftId } = entry.data;
    if (parts.owed.form(draftId) === null || parts.owed.closing(draftId)) continue;
    if (takesUp(parts, entry)) taken.add(draftId);
  }
  return taken;
}

function takesUp(parts: Parts, entry: EntryOf<'draft-changed' | 'draft-closing'>): boolean {
  const { ledger, clock, owed } = parts;
  const { draftId: id, state } = entry.data;
  if (state === 'cancelled' || state === 'expired' || state === 'replaced') {
    // a paid draft order ends with its order
    if (ledger.drafts.get(id)?.state === 'paid') return false;
    beginLeftover(parts, id);
    return true;
  }
  const asked = ledger.drafts.get(id)?.closing;
  // the replacing computer knows the Shopify id, so the draft order is already made
  if (!asked || asked.reason !== null || owed.get(id) === null) return false;
  if (asked.end === 'leftover' || asked.end === 'replaced') return false;
  const { end, attempt, by } = asked;
  owed.beginClosing(id, { end, attempt, by, notBefore: clock.now() });
  return true;
}
