import { dedupeEvents } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { OrderId } from '../ids.ts';
import type { CustomerMark } from './entries.ts';
import { customerMarks } from './entries.ts';

/** The last decision on a pair of customers, each identified by one of their orders. */
export type PairVerdict = {
  readonly one: OrderId;
  readonly other: OrderId;
  readonly verdict: 'joined' | 'parted' | 'open';
  readonly lead: OrderId | null;
  readonly alone: OrderId | null;
  readonly decision: number;
  readonly by: string;
  readonly at: number;
};

/** @param entries the events of one pair */
export function verdictOf(entries: readonly Entry[]): PairVerdict | null {
  const last = lastDecision(dedupeEvents(entries).filter((entry) => entry.kind === 'customer-decided'));
  if (!last) return null;
  const { one, other, verdict, lead = null, alone = null, decision } = last.data;
  return { one, other, verdict, lead, alone, decision, by: last.by, at: last.at };
}

export type CustomerNote = {
  readonly note: string;
  readonly about: OrderId;
  readonly text: string;
  readonly by: string;
  readonly at: number;
};

export type CustomerMarkSet = {
  readonly mark: CustomerMark;
  readonly about: OrderId;
  readonly on: boolean;
  readonly reason: string | null;
  readonly decision: number;
  readonly by: string;
  readonly at: number;
};

/** The notes and marks made on a customer through one of their orders: notes oldest first, and the last decision on each mark. */
export function saidOfCustomer(entries: readonly Entry[]): {
  readonly notes: readonly CustomerNote[];
  readonly marks: readonly CustomerMarkSet[];
} {
  const unique = dedupeEvents(entries);
  const gone = new Set(
    unique.flatMap((entry) => (entry.kind === 'customer-note-withdrawn' ? [entry.data.note] : [])),
  );
  const notes = unique
    .filter((entry) => entry.kind === 'customer-noted')
    .filter(({ data }) => !gone.has(data.note))
    .map(({ data: { note, about, text }, by, at }) => ({ note, about, text, by, at }));
  const marked = unique.filter((entry) => entry.kind === 'customer-marked');
  const marks = customerMarks.flatMap((mark) => {
    const last = lastDecision(marked.filter(({ data }) => data.mark === mark));
    if (!last) return [];
    const { about, on, reason = null, decision } = last.data;
    return [{ mark, about, on, reason, decision, by: last.by, at: last.at }];
  });
  return { notes, marks };
}
