import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { Ticket } from './ticket.ts';

/** The printings of one order, sorted by start; independent of the order of events, which have no duplicates. */
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
