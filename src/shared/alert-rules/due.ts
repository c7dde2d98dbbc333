import type { EntryData } from '../entry.ts';
import type { Notification } from '../order.ts';
import type { Rule } from './rules.ts';
import type { Team } from './team.ts';
import { membersOf } from './team.ts';
import type { Told } from './waiting.ts';
import { stepsSoFar } from './waiting.ts';

const minute = 60_000;

export type Due =
  /** There is nobody to pass it on to, as things stand. `forAll`: quiet hours leave nobody out any more. */
  | { readonly kind: 'never'; readonly forAll: boolean }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'now'; readonly passed: EntryData<'passed-on'> };

export type TellingParts = {
  readonly told: Told;
  readonly rule: Rule;
  readonly team: Team;
  readonly notifications: readonly Notification[];
  /** Whose notices of the order have not ended yet. */
  readonly owed: readonly string[];
  /** Who can be written to by a way the rule allows; the others are only rung. */
  readonly writable: ReadonlySet<string>;
};
export type DueParts = TellingParts & {
  /** The decision on the bell the rule is of. */
  readonly bell: number;
  /** Who works at one of the shop's computers, and hears it ring. */
  readonly atDesks: ReadonlySet<string>;
  readonly now: number;
};

/**
 * When an order that nobody takes is passed on, and to whom: to those of the next step who do not know of it yet. A step that
 * would tell nobody new is left out. One that was passed on by another rule begins this one anew, at once with its first step.
 * Where that leaves nobody, and nobody could be written to, those who have quiet hours are told as well.
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
    // whoever reads it knows of no step before the second
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

/** The next step that names anybody new. @param loud quiet hours do not count */
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
  // the minutes begin anew for one that waits again
  return Math.max(told.stepAt, told.rangAt) + (waits?.passOnMinutes ?? 0) * minute;
}

/** Whom its first step is for now. */
function firstOf({ rule, team }: TellingParts): readonly string[] {
  const [first] = rule.steps;
  return first ? membersOf(first.whom, team, rule.loud) : [];
}

/** For whom a computer may ring among those it has got to. */
function rungOf(parts: DueParts): readonly string[] {
  const { told, atDesks } = parts;
  if (!stepsSoFar(parts).some((step) => step.rings)) return [];
  return [...firstOf(parts), ...told.passedTo].filter((manager) => atDesks.has(manager));
}

/** Whom the steps it has got to are for now. */
const reachedOf = (parts: TellingParts, loud = parts.rule.loud): ReadonlySet<string> =>
  new Set(stepsSoFar(parts).flatMap(({ whom }) => membersOf(whom, parts.team, loud)));

/** The notices that say how telling went: one that was let go says it only where it is owed anew. */
function triedOf(parts: DueParts): readonly Notification[] {
  const reached = reachedOf(parts);
  return parts.notifications.filter(
    (one) => hasLeft(one) || (parts.writable.has(one.manager) && reached.has(one.manager)),
  );
}

/** Nobody could be written to, by any way. One of whom nothing is known may have been. */
function isUnwritten(parts: DueParts): boolean {
  const { told, notifications, owed, writable } = parts;
  if (owed.length > 0) return false;
  const tried = triedOf(parts);
  if (tried.length > 0) return tried.every(({ state }) => state === 'refused');
  const isToCome = (name: string): boolean =>
    writable.has(name) && !notifications.some(({ manager }) => manager === name);
  return ![...firstOf(parts), ...told.passedTo].some(isToCome);
}

/** Nobody could be told: where none was to be written to, there is none among them to be rung for either. */
const isUnheard = (parts: DueParts): boolean =>
  isUnwritten(parts) && (triedOf(parts).length > 0 || rungOf(parts).length === 0);

/**
 * Whether quiet hours leave out nobody any more: nobody could be written to. Where a computer rings all the same, whoever sits
 * there has the minutes of the step first.
 */
const isForAll = (parts: DueParts): boolean =>
  isUnwritten(parts) &&
  (parts.now >= endOfStep(parts) || rungOf(parts).every((manager) => parts.team.quiet.has(manager)));

/** One that was let go, since nobody waited for the order by then, has told nobody. */
export const hasLeft = ({ state }: Pick<Notification, 'state'>): boolean => state !== 'off';

const hasToldNobody = ({ state }: Notification): boolean => state === 'off' || state === 'refused';

/**
 * Who of the steps it was passed on to is told after all: whose own notice was let go before the order came to wait again,
 * whoever had quiet hours by then and has none now, and everybody where all that was owed was let go.
 * @param wasQuiet whether a manager had quiet hours when the order got to its present step
 * @param loud quiet hours of now do not count
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
    // what one way refused another may tell
    if (own.length > 0) return own.every(hasToldNobody) && !own.every(hasLeft);
    return !told.passedTo.includes(name) && (isAllLetGo || wasQuiet(name));
  };
  return [...reachedOf(parts, loud)].filter(
    (name) => writable.has(name) && !owed.includes(name) && isLeftOut(name),
  );
}
