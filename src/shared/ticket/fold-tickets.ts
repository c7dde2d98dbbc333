import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { Ticket } from './ticket.ts';

/** The printings of one order, those that began first before the others: the same whatever order their entries came in. Entries come each once. */
export function ticketsOf(entries: readonly Entry[]): readonly Ticket[] {
  const told = entries.filter((entry) => entry.kind === 'ticket-printed');
  return [...Map.groupBy(told, ({ data }) => data.printing).values()]
    .flatMap((said) => {
      const last = lastDecision(said);
      const begun = Math.min(...said.map(({ at }) => at));
      return last ? [{ begun, ticket: { ...last.data, by: last.by, at: last.at, desk: last.desk } }] : [];
    })
    .toSorted((a, b) => a.begun - b.begun || (a.ticket.printing < b.ticket.printing ? -1 : 1))
    .map(({ ticket }) => ticket);
}
