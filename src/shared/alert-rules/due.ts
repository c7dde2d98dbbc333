import type { EntryData } from '../entry.ts';
import type { Notification } from '../order.ts';
import type { Rule } from './rules.ts';
import type { Team } from './team.ts';
import { membersOf } from './team.ts';
import type { Told } from './waiting.ts';
import { stepsSoFar } from './waiting.ts';

const minute = 60_000;

export type Due =
  /** No manager is left to escalate to at present. `forAll`: quiet hours are ignored already. */
  | { readonly kind: 'never'; readonly forAll: boolean }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'now'; readonly passed: EntryData<'passed-on'> };

export type TellingParts = {
  readonly told: Told;
  readonly rule: Rule;
  readonly team: Team;
  readonly notifications: readonly Notification[];
  /** Managers with a pending notification of the order. */
  readonly owed: readonly string[];
  /** Managers who can be reached through a channel the rule allows; for the others only the computer rings. */
  readonly writable: ReadonlySet<string>;
};
export type DueParts = TellingParts & {
  /** The `decision` of the alert rules that the rule belongs to. */
  readonly bell: number;
  /** Managers who work at one of the shop's computers and hear it ring. */
  readonly atDesks: ReadonlySet<string>;
  readonly now: number;
};

/**
 * Computes when an order that is not taken escalates, and to whom: the managers of the next step who were not notified yet. A
 * step without new managers is skipped.
 * After an escalation under another rule, this rule starts at once with its first step. If no manager is left and no
 * notification could be sent, quiet hours are ignored.
 */
export function dueOf(parts: DueParts): Due {
  const { told, rule, notifications, owed, writable, now } = parts;
  const known = new Set([
    ...told.passedTo,
    ...notifications.filter(hasLeft).map(({ manager }) => manager),
    ...owed,
    ...(rule.steps[0]?.rings ? firstOf(parts).filter((manager) => !writable.has(manager)) : []),
  ]);
  const usual = stepAfter(parts, known, rule.loud);
  const forAll = usual === null && isForAll(parts);
  const next = forAll ? stepAfter(parts, known, true) : usual;
  if (next === null) return { kind: 'never', forAll };
  const { step, to } = next;
  const passed = (why: EntryData<'passed-on'>['why']): Due => ({
    kind: 'now',
    // readers of the event expect a step of at least 2
    passed: {
      rule: rule.id,
      step: Math.max(2, step),
      ...(step === 1 && { first: true }),
      bell: parts.bell,
      to,
      why,
    },
  });
  if (isUnheard(parts)) return passed('unreached');
  if (step === 1) return passed('not-taken');
  const at = endOfStep(parts);
  return now >= at ? passed('not-taken') : { kind: 'later', at };
}

/** The next step with a manager who was not notified yet. @param loud ignore quiet hours */
function stepAfter({ told, rule, team }: TellingParts, known: ReadonlySet<string>, loud: boolean) {
  for (let step = told.step + 1; step <= rule.steps.length; step += 1) {
    const whom = rule.steps[step - 1]?.whom;
    const to = whom ? membersOf(whom, team, loud).filter((manager) => !known.has(manager)) : [];
    if (to.length > 0) return { step, to };
  }
  return null;
}

function endOfStep({ told, rule }: TellingParts): number {
  const waits = rule.steps[Math.max(1, told.step) - 1] ?? rule.steps.at(-1);
  // the minutes restart for an order that waits again
  return Math.max(told.stepAt, told.rangAt) + (waits?.passOnMinutes ?? 0) * minute;
}

/** The managers of its first step now. */
function firstOf({ rule, team }: TellingParts): readonly string[] {
  const [first] = rule.steps;
  return first ? membersOf(first.whom, team, rule.loud) : [];
}

/** The managers notified so far for whom a computer may ring. */
function rungOf(parts: DueParts): readonly string[] {
  const { told, atDesks } = parts;
  if (!stepsSoFar(parts).some((step) => step.rings)) return [];
  return [...firstOf(parts), ...told.passedTo].filter((manager) => atDesks.has(manager));
}

/** The managers of the steps reached so far, by the current team. */
const reachedOf = (parts: TellingParts, loud = parts.rule.loud): ReadonlySet<string> =>
  new Set(stepsSoFar(parts).flatMap(({ whom }) => membersOf(whom, parts.team, loud)));

/** The notifications that show whether sending worked. A skipped one counts only if it is due again. */
function triedOf(parts: DueParts): readonly Notification[] {
  const reached = reachedOf(parts);
  return parts.notifications.filter(
    (one) => hasLeft(one) || (parts.writable.has(one.manager) && reached.has(one.manager)),
  );
}

/** Whether no notification could be sent on any channel. An unknown outcome counts as sent. */
function isUnwritten(parts: DueParts): boolean {
  const { told, notifications, owed, writable } = parts;
  if (owed.length > 0) return false;
  const tried = triedOf(parts);
  if (tried.length > 0) return tried.every(({ state }) => state === 'refused');
  const isToCome = (name: string): boolean =>
    writable.has(name) && !notifications.some(({ manager }) => manager === name);
  return ![...firstOf(parts), ...told.passedTo].some(isToCome);
}

/** Whether no manager was reached: no notification was sent, and if none was tried, no computer rings either. */
const isUnheard = (parts: DueParts): boolean =>
  isUnwritten(parts) && (triedOf(parts).length > 0 || rungOf(parts).length === 0);

/**
 * Whether to ignore quiet hours because no notification could be sent. If a computer rings, its manager first has the minutes of
 * the step.
 */
const isForAll = (parts: DueParts): boolean =>
  isUnwritten(parts) &&
  (parts.now >= endOfStep(parts) || rungOf(parts).every((manager) => parts.team.quiet.has(manager)));

/** False for a notification that was skipped because the order no longer waited. */
export const hasLeft = ({ state }: Pick<Notification, 'state'>): boolean => state !== 'off';

const hasToldNobody = ({ state }: Notification): boolean => state === 'off' || state === 'refused';

/**
 * The managers of the reached steps who are notified late: their notification was skipped before the order waited again, or
 * their quiet hours ended since, or all notifications of the order were skipped.
 * @param wasQuiet whether a manager had quiet hours when the order reached its current step
 * @param loud ignore current quiet hours
 */
export function leftOut(
  parts: TellingParts,
  wasQuiet: (manager: string) => boolean,
  loud?: boolean,
): readonly string[] {
  const { told, notifications, owed, writable } = parts;
  const isAllLetGo = notifications.length > 0 && owed.length === 0 && !notifications.some(hasLeft);
  const isLeftOut = (name: string): boolean => {
    const own = notifications.filter(({ manager }) => manager === name);
    // another channel may succeed where one was refused
    if (own.length > 0) return own.every(hasToldNobody) && !own.every(hasLeft);
    return !told.passedTo.includes(name) && (isAllLetGo || wasQuiet(name));
  };
  return [...reachedOf(parts, loud)].filter(
    (name) => writable.has(name) && !owed.includes(name) && isLeftOut(name),
  );
}
