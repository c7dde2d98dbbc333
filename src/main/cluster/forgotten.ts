import type { EntryOf } from '../../shared/entry.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import { deskNames } from '../ledger/facts.ts';
import type { Clock, Ledger } from '../ports.ts';

type Word = EntryOf<'desk-forgotten'>;

/** The latest decision on each computer that was ever marked as gone. */
export function forgottenOf(ledger: Ledger): ReadonlyMap<WorkstationId, Word> {
  const words = ledger.entries.ofSubject(deskNames).filter((entry) => entry.kind === 'desk-forgotten');
  const last = new Map<WorkstationId, Word>();
  for (const word of words) {
    const before = last.get(word.data.desk);
    if (before === undefined || isLater(word, before)) last.set(word.data.desk, word);
  }
  return last;
}

/** The computers that are gone for good. */
export const goneComputers = (ledger: Ledger): ReadonlySet<WorkstationId> =>
  new Set([...forgottenOf(ledger)].flatMap(([id, { data }]) => (data.forgotten ? [id] : [])));

/** Compares by number. With equal numbers, the computer's own statement that it is back wins. */
const isLater = ({ data: one }: Word, { data: other }: Word): boolean =>
  one.decision === other.decision ? !one.forgotten : one.decision > other.decision;

/** Records that a computer is gone for good. Its events stay. */
export function noteForgotten(ledger: Ledger, clock: Clock, desk: WorkstationId, by: string): void {
  const last = forgottenOf(ledger).get(desk);
  if (last?.data.forgotten !== true) say(ledger, clock, { desk, forgotten: true, by, last });
}

/** Records that this computer is back if others marked it as gone. @returns whether they had */
export function noteBack(ledger: Ledger, clock: Clock, by: string): boolean {
  const last = forgottenOf(ledger).get(ledger.deskId);
  if (last?.data.forgotten !== true) return false;
  say(ledger, clock, { desk: ledger.deskId, forgotten: false, by, last });
  return true;
}

type Said = {
  readonly desk: WorkstationId;
  readonly forgotten: boolean;
  readonly by: string;
  readonly last: Word | undefined;
};

function say(ledger: Ledger, clock: Clock, { desk, forgotten, by, last }: Said): void {
  const decision = (last?.data.decision ?? 0) + 1;
  ledger.entries.append({
    id: entryIdSchema.parse(`desk-forgotten:${desk}:${decision}:${ledger.deskId}`),
    kind: 'desk-forgotten',
    orderId: null,
    at: clock.now(),
    by,
    data: { desk, forgotten, decision },
  });
}
