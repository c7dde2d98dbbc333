import type { Entry, EntryOf } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import { isHistory } from '../history.ts';
import type { Order } from '../order.ts';
import type { EscalationStep, Rule } from './rules.ts';

/** An older order stays in the inbox and no longer rings. */
export const longestWaitMs = 12 * 60 * 60_000;

/** The escalation state of an order that waits to be taken. */
export type Told = {
  /** When it began to ring, or last began again, epoch milliseconds. */
  readonly rangAt: number;
  /** The last step of its rule that it was escalated to, from 1, and since when; 0 if the rule changed after the escalation. */
  readonly step: number;
  readonly stepAt: number;
  /** The names of the managers it was escalated to, over all steps. */
  readonly passedTo: readonly string[];
  /** Those of them who were notified under another rule than the current one. */
  readonly passedBefore: readonly string[];
};

/** The steps of the rule reached so far; always at least the first. */
export const stepsSoFar = ({
  rule,
  told,
}: {
  readonly rule: Rule;
  readonly told: Told;
}): readonly EscalationStep[] => rule.steps.slice(0, Math.max(1, told.step));

/** The rule that applies to an order, and the `decision` of the alert rules it belongs to. */
export type InForce = { readonly rule: string; readonly bell: number };

/**
 * Computes since when an order waits to be taken, and how far it was escalated. The caller decides how long it may wait.
 * @param facts the order's events, without duplicates
 * @param inForce called only for an order that was escalated
 * @param momentOf converts a recorded time to the current clock
 * @returns null when no notification is due: it is taken or closed, history, in quarantine, or a part of another order
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
  // the clock of the computer where the order was given back may be behind
  const rangAt = Math.max(began, ...waitsAgainSince(facts).map(momentOf));
  const passed = facts.filter((entry): entry is EntryOf<'passed-on'> => entry.kind === 'passed-on');
  const usual = { rangAt, step: 1, stepAt: began, passedTo: [], passedBefore: [] };
  if (passed.length === 0) return usual;
  const { rule, bell } = inForce();
  // a step number is valid only within its rule and that version of the rules
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

/** When a manager gave the order back, and when its merge into another order was undone. */
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
  // the order is not taken, so the last status decision is the one that gave it back
  const given = lastDecision(facts.filter((entry) => entry.kind === 'status-set'));
  return [...apart, ...(given ? [given] : [])].map(({ recordedAt }) => recordedAt);
}

const stepOf = ({ data }: EntryOf<'passed-on'>): number => (data.first === true ? 1 : data.step);
