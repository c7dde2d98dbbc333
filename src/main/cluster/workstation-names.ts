import type { WorkstationId } from '../../shared/ids.ts';
import { actionId } from '../ledger/action-id.ts';
import { keepSubject } from '../ledger/cached-subject.ts';
import { deskNames } from '../ledger/facts.ts';
import type { Clock, Ledger } from '../ports.ts';
import { goneComputers } from './forgotten.ts';

/** The latest name that each computer published. */
export function namesOf(ledger: Ledger): ReadonlyMap<WorkstationId, string> {
  const said = ledger.entries.ofSubject(deskNames).filter((entry) => entry.kind === 'desk-named');
  return new Map(
    said.toSorted((one, other) => one.seq - other.seq).map(({ desk, data }) => [desk, data.name] as const),
  );
}

/** The users of the shop's other computers, without forgotten computers; read for each order. */
export const atOtherDesks = (ledger: Ledger): (() => readonly string[]) =>
  keepSubject(ledger.entries, deskNames, () => {
    const gone = goneComputers(ledger);
    return [...namesOf(ledger)].flatMap(([desk, name]) =>
      desk === ledger.deskId || gone.has(desk) ? [] : [name],
    );
  });

/** Appends a naming event unless the log already has this computer's name. */
export function keepName(ledger: Ledger, clock: Clock, name: string): void {
  if (namesOf(ledger).get(ledger.deskId) === name) return;
  ledger.entries.append({
    id: actionId(),
    kind: 'desk-named',
    orderId: null,
    at: clock.now(),
    by: name,
    data: { name },
  });
}
