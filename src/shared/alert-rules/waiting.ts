import type { Entry, EntryOf } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import { isHistory } from '../history.ts';
import type { Order } from '../order.ts';
import type { EscalationStep, Rule } from './rules.ts';

/** An order that could have been heard the day before is a matter for the inbox: it rings nobody any more. */
export const longestWaitMs = 12 * 60 * 60_000;

/** How far an order has got that is to be told. */
export type Told = {
  /** When it began to ring, or to ring anew, epoch milliseconds. */
  readonly rangAt: number;
  /** The last step of its rule it was passed on to, from 1, and since when; 0: it has another rule since it was passed on. */
  readonly step: number;
  readonly stepAt: number;
  /** Whom it was passed on to by name, all steps together. */
  readonly passedTo: readonly string[];
  /** Those among them who were told by another rule than the present one. */
  readonly passedBefore: readonly string[];
};

/** The steps of its rule that it has got to; the first one always. */
export const stepsSoFar = ({
  rule,
  told,
}: {
  readonly rule: Rule;
  readonly told: Told;
}): readonly EscalationStep[] => rule.steps.slice(0, Math.max(1, told.step));

/** The rule that decides of an order, and the decision on the bell it is of. */
export type InForce = { readonly rule: string; readonly bell: number };

/**
 * Since when an order waits for somebody to take it, and how far it was passed on; how long it may wait, its ringing says.
 * @param facts the order's entries, each once
 * @param inForce asked only for what waits
 * @param momentOf what a time that was written down is by the clock as it is now
 * @returns null when nobody is to be told of it: it is taken or done with, history, in quarantine, or a part of another
 */
export function toldOf(
  order: Order,
  facts: readonly Entry[],
  inForce: () => InForce,
  momentOf = (time: number): number => time,
): Told | null {
  const { status, takenBy, quarantined, partOf } = order;
  if (status !== 'new' || takenBy !== undefined || quarantined || partOf !== undefined) return null;
  if (isHistory(facts)) return null;
  const released = facts.find((entry) => entry.kind === 'released');
  const began = momentOf(released?.recordedAt ?? order.receivedAt);
  // the clock of the computer where it was given back may be behind
  const rangAt = Math.max(began, ...waitsAgainSince(facts).map(momentOf));
  const passed = facts.filter((entry): entry is EntryOf<'passed-on'> => entry.kind === 'passed-on');
  const usual = { rangAt, step: 1, stepAt: began, passedTo: [], passedBefore: [] };
  if (passed.length === 0) return usual;
  const { rule, bell } = inForce();
  // a step's number says something in its own rule alone, as that rule was then
  const byRule = Map.groupBy(passed, ({ data }) => data.rule === rule && (data.bell ?? bell) === bell);
  const own = byRule.get(true) ?? [];
  const last = own.toSorted((one, other) => stepOf(one) - stepOf(other)).at(-1);
  return {
    rangAt,
    step: last ? stepOf(last) : 0,
    stepAt: Math.max(...(last ? [last] : passed).map(({ recordedAt }) => momentOf(recordedAt))),
    passedTo: passed.flatMap(({ data }) => data.to),
    passedBefore: (byRule.get(false) ?? []).flatMap(({ data }) => data.to),
  };
}

/** When a manager gave it back, and when one that had been merged into another stood by itself again. */
function waitsAgainSince(facts: readonly Entry[]): readonly number[] {
  const same = facts.filter((entry) => entry.kind === 'same-decided');
  const apart = same.filter(
    ({ data: { verdict, other, decision } }) =>
      verdict === 'open' &&
      same.some(
        ({ data: before }) =>
          before.verdict === 'merged' && before.other === other && before.decision === decision - 1,
      ),
  );
  // nobody has it now, so that the last word on its status is the one that gave it back
  const given = lastDecision(facts.filter((entry) => entry.kind === 'status-set'));
  return [...apart, ...(given ? [given] : [])].map(({ recordedAt }) => recordedAt);
}

const stepOf = ({ data }: EntryOf<'passed-on'>): number => (data.first === true ? 1 : data.step);
