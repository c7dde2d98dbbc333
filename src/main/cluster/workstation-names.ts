import type { WorkstationId } from '../../shared/ids.ts';
import { actionId } from '../ledger/action-id.ts';
import { keepSubject } from '../ledger/cached-subject.ts';
import { deskNames } from '../ledger/facts.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import { goneComputers } from './forgotten.ts';

/** What each desk calls itself, by its own last word. */
export function namesOf(ledger: Ledger): ReadonlyMap<WorkstationId, string> {
  const said = ledger.entries.ofSubject(deskNames).filter((entry) => entry.kind === 'desk-named');
  return new Map(
    said.toSorted((one, other) => one.seq - other.seq).map(({ desk, data }) => [desk, data.name] as const),
  );
}

/** Who works at the shop's other computers, but for those that are gone for good; asked for each order. */
export const atOtherDesks = (ledger: Ledger): (() => readonly string[]) =>
  keepSubject(ledger.entries, deskNames, () => {
    const gone = goneComputers(ledger);
    return [...namesOf(ledger)].flatMap(([desk, name]) =>
      desk === ledger.deskId || gone.has(desk) ? [] : [name],
    );
  });

export type NameParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly name: () => string;
};

/** How soon the others hear that somebody else works here. */
const sayEveryMs = 60_000;

/** Tells the other desks what this one is called, whenever that changes. */
export function keepName({ ledger, clock, log, name }: NameParts): Loop {
  let cancel = (): void => {};

  function say(): void {
    try {
      sayName(ledger, clock, name());
    } catch (error) {
      log.error('the others could not be told who works here', { error });
    }
    cancel = clock.after(sayEveryMs, say);
  }

  return { start: say, stop: async () => cancel() };
}

/** Tells the other desks what this one is called, when they do not know it yet. */
function sayName(ledger: Ledger, clock: Clock, name: string): void {
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
