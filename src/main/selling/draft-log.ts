import { isOver } from '../../shared/draft.ts';
import type { EntryData } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import type { Clock, Ledger } from '../ports.ts';
import { closeRequest } from './close-request.ts';
import type { DraftFact } from './draft-fact.ts';
import { draftChanged, draftClosing, draftTagOf, linkSent } from './draft-fact.ts';
import type { PendingClosing, PendingDrafts } from './pending-drafts.ts';

export type DraftChange = Omit<DraftFact, 'draftId' | 'tag' | 'round'>;
const ending: ReadonlySet<DraftFact['state']> = new Set(['paid', 'expired', 'cancelled', 'replaced']);
const ofRound: ReadonlySet<DraftFact['state']> = new Set(['creating', 'calculating', 'ready', 'failed']);

/** Records the changes of draft orders and of their links. */
export function createDraftLog(ledger: Ledger, clock: Clock, owed: PendingDrafts) {
  const { entries, drafts } = ledger;
  const now = (by: string) => ({ at: clock.now(), by });
  return {
    change(id: DraftId, by: string, change: DraftChange): void {
      const known = drafts.get(id);
      // the buyer paid before the last answer arrived; a deletion may still add its reason
      if (known && isOver(known) && known.state !== 'deleted' && change.state !== 'paid') return;
      if (known?.state === 'deleted' && !ending.has(change.state)) return;
      // the computer where a form was submitted counts its rounds; other computers read the round from the event
      const round = ofRound.has(change.state) ? { round: Math.max(owed.round(id), known?.round ?? 1) } : {};
      entries.append(draftChanged({ draftId: id, tag: draftTagOf(id), ...round, ...change }, now(by)));
    },
    link: (by: string, data: EntryData<'link-sent'>): void => {
      entries.append(linkSent(data, now(by)));
      if (data.state === 'sent') closeRequest(ledger, clock, data.draftId, by);
    },
    closing: (by: string, data: EntryData<'draft-closing'>): void => {
      entries.append(draftClosing(data, now(by)));
    },
  };
}
export type DraftLog = ReturnType<typeof createDraftLog>;

/** The number of the next request to close the draft order. */
export function nextAttempt({ drafts }: Pick<Ledger, 'drafts'>, id: DraftId): number {
  const asked = drafts.entriesOf(id).filter((entry) => entry.kind === 'draft-closing');
  return 1 + Math.max(0, ...asked.map(({ data }) => data.attempt));
}

/** A close request by the app itself: without a reason it removes leftovers, with a reason the whole draft order. */
export const ownClosing = (
  ledger: Pick<Ledger, 'drafts'>,
  id: DraftId,
  notBefore: number,
  reason?: string,
): PendingClosing => ({
  end: reason === undefined ? 'leftover' : 'cancelled',
  attempt: nextAttempt(ledger, id),
  by: 'orderbell',
  notBefore,
  ...(reason !== undefined && { reason }),
});
