import type { EntryData } from '../entry.ts';
import type { Notification } from '../order.ts';
import type { Rule } from './rules.ts';
import type { Team } from './team.ts';
import { membersOf } from './team.ts';
import type { Told } from './waiting.ts';

const minute = 60_000;

export type Due =
  /** There is nobody left to pass it on to. */
  | { readonly kind: 'never' }
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
 */
export function dueOf(parts: DueParts): Due {
  const { told, rule, team, notifications, owed, writable, now } = parts;
  const [first] = rule.steps;
  const members = first ? membersOf(first.whom, team, rule.loud) : [];
  const known = new Set([
    ...told.passedTo,
    ...notifications.filter(hasLeft).map(({ manager }) => manager),
    ...owed,
    ...(first?.rings ? members.filter((manager) => !writable.has(manager)) : []),
  ]);
  const rings = rule.steps.slice(0, Math.max(1, told.step)).some((step) => step.rings);
  const canHear = [...members, ...told.passedTo].some(
    (manager) => writable.has(manager) || (rings && parts.atDesks.has(manager)),
  );
  for (let step = told.step + 1; step <= rule.steps.length; step += 1) {
    const whom = rule.steps[step - 1]?.whom;
    const to = whom ? membersOf(whom, team, rule.loud).filter((manager) => !known.has(manager)) : [];
    if (to.length === 0) continue;
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
    if (owed.length === 0 && isUnheard(notifications, canHear)) return passed('unreached');
    if (step === 1) return passed('not-taken');
    const waits = rule.steps[Math.max(1, told.step) - 1] ?? rule.steps.at(-1);
    const at = told.stepAt + (waits?.passOnMinutes ?? 0) * minute;
    return now >= at ? passed('not-taken') : { kind: 'later', at };
  }
  return { kind: 'never' };
}

/** One that was let go, since nobody waited for the order by then, has told nobody. */
export const hasLeft = ({ state }: Pick<Notification, 'state'>): boolean => state !== 'off';

const hasToldNobody = ({ state }: Notification): boolean => state === 'off' || state === 'refused';

/**
 * Who of the steps it was passed on to is told after all: whose own notice was let go before the order came to wait again,
 * whoever had quiet hours by then and has none now, and everybody where all that was owed was let go.
 * @param wasQuiet whether a manager had quiet hours when the order got to its present step
 */
export function leftOut(
  { told, rule, team, notifications, owed, writable }: TellingParts,
  wasQuiet: (manager: string) => boolean,
): readonly string[] {
  const isAllLetGo = notifications.length > 0 && owed.length === 0 && !notifications.some(hasLeft);
  const isLeftOut = (name: string): boolean => {
    const own = notifications.filter(({ manager }) => manager === name);
    // what one way refused another may tell
    if (own.length > 0) return own.every(hasToldNobody) && !own.every(hasLeft);
    return !told.passedTo.includes(name) && (isAllLetGo || wasQuiet(name));
  };
  const reached = rule.steps.slice(0, Math.max(1, told.step));
  const members = new Set(reached.flatMap(({ whom }) => membersOf(whom, team, rule.loud)));
  return [...members].filter((name) => writable.has(name) && !owed.includes(name) && isLeftOut(name));
}

/**
 * Everybody who was to be told could not be, by any way; of one nobody knows about, it is not known that he was not.
 * @param canHear whether there is anybody among them to be told, or rung for
 */
const isUnheard = (notifications: readonly Notification[], canHear: boolean): boolean =>
  notifications.length > 0 ? notifications.every(({ state }) => state === 'refused') : !canHear;
