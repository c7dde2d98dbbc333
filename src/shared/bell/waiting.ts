import type { Entry, EntryOf } from '../entry.ts';
import { isHistory } from '../history.ts';
import type { Order } from '../order.ts';

/** An order of the day before is a matter for the inbox: it rings nobody any more. */
export const longestWaitMs = 12 * 60 * 60_000;

/** How far an order has got that is to be told. */
export type Told = {
  /** When it began to ring, epoch milliseconds. */
  readonly rangAt: number;
  /** The last step it was passed on to, from 1, and since when. */
  readonly step: number;
  readonly stepAt: number;
  /** Whom it was passed on to by name, all steps together. */
  readonly passedTo: readonly string[];
};

/**
 * Since when an order waits for somebody to take it, and how far it was passed on.
 * @param facts the order's entries, each once
 * @returns null when nobody is to be told of it: it is taken or done with, history, in quarantine, or a part of another
 */
export function toldOf(order: Order, facts: readonly Entry[], now: number): Told | null {
  const { status, takenBy, quarantined, partOf } = order;
  if (status !== 'new' || takenBy !== undefined || quarantined || partOf !== undefined) return null;
  if (isHistory(facts)) return null;
  const released = facts.find((entry) => entry.kind === 'released');
  const rangAt = released?.recordedAt ?? order.receivedAt;
  if (now - rangAt >= longestWaitMs) return null;
  const passed = facts.filter((entry): entry is EntryOf<'passed-on'> => entry.kind === 'passed-on');
  const last = passed.toSorted((one, other) => one.data.step - other.data.step).at(-1);
  return {
    rangAt,
    step: last?.data.step ?? 1,
    stepAt: last?.recordedAt ?? rangAt,
    passedTo: passed.flatMap(({ data }) => data.to),
  };
}
