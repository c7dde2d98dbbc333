import type { Entry, EntryOf } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { ClosingParts } from './close-draft.ts';
import { beginLeftover } from './close-draft.ts';

type Parts = Pick<ClosingParts, 'ledger' | 'clock' | 'owed'>;

/**
 * Takes up what another computer has ended, or asks to end, of the draft orders made here: what was sent to Shopify is known
 * here alone, and may have got there after the other one had looked. Must be followed by work on what it returns.
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
    // the end of a paid one is told with its order
    if (ledger.drafts.get(id)?.state === 'paid') return false;
    beginLeftover(parts, id);
    return true;
  }
  const asked = ledger.drafts.get(id)?.closing;
  // whoever replaces one has its Shopify id, so that nothing of it is still being made
  if (!asked || asked.reason !== null || owed.get(id) === null) return false;
  if (asked.end === 'leftover' || asked.end === 'replaced') return false;
  const { end, attempt, by } = asked;
  owed.beginClosing(id, { end, attempt, by, notBefore: clock.now() });
  return true;
}
