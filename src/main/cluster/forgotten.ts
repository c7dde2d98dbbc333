import type { EntryOf } from '../../shared/entry.ts';
import { lastDecision } from '../../shared/fold-takings.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import { deskNames } from '../ledger/facts.ts';
import type { Clock, Ledger } from '../ports.ts';

type Decision = EntryOf<'desk-forgotten'>;

/** The latest decision on each computer that was ever marked as gone. */
export function forgottenOf(ledger: Ledger): ReadonlyMap<WorkstationId, Decision> {
  const all = ledger.entries.ofSubject(deskNames).filter((entry) => entry.kind === 'desk-forgotten');
  return new Map(
    [...Map.groupBy(all, ({ data }) => data.desk)].flatMap(([desk, decisions]) => {
      const last = lastDecision(decisions);
      return last === undefined ? [] : [[desk, last]];
    }),
  );
}

/** The computers that are gone for good. */
export const goneComputers = (ledger: Ledger): ReadonlySet<WorkstationId> =>
  new Set([...forgottenOf(ledger)].flatMap(([id, { data }]) => (data.forgotten ? [id] : [])));

/** Records that a computer is gone for good, or back again. Its events stay. @returns whether that is new */
export function noteForgotten(
  ledger: Ledger,
  clock: Clock,
  desk: WorkstationId,
  by: string,
  forgotten = true,
): boolean {
  const last = forgottenOf(ledger).get(desk);
  if ((last?.data.forgotten ?? false) === forgotten) return false;
  const decision = (last?.data.decision ?? 0) + 1;
  ledger.entries.append({
    id: entryIdSchema.parse(`desk-forgotten:${desk}:${decision}:${ledger.deskId}`),
    kind: 'desk-forgotten',
    orderId: null,
    at: clock.now(),
    by,
    data: { desk, forgotten, decision },
  });
  return true;
}

/** Records that this computer is back if others marked it as gone. @returns whether they had */
export const noteBack = (ledger: Ledger, clock: Clock, by: string): boolean =>
  noteForgotten(ledger, clock, ledger.deskId, by, false);
