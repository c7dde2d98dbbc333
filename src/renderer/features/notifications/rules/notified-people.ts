import type { Way } from '../../../../shared/alert-rules/channels.ts';
import type { Hours } from '../../../../shared/alert-rules/hours.ts';
import { isWithin, wallTimeIn } from '../../../../shared/alert-rules/hours.ts';
import type { AlertRules, Rule, Ruled } from '../../../../shared/alert-rules/rules.ts';
import { ruleOf } from '../../../../shared/alert-rules/rules.ts';
import type { Team } from '../../../../shared/alert-rules/team.ts';
import { membersOf } from '../../../../shared/alert-rules/team.ts';
import type { RuleManager } from '../../../../shared/alert-rules/view.ts';

type WouldTell = {
  readonly rule: Rule;
  /** Who is notified for the first time at each step, and when in minutes; steps without new people are left out. */
  readonly steps: readonly { readonly names: readonly string[]; readonly afterMinutes: number }[];
};

/**
 * Who would be notified of an order by these rules if it came now.
 * @param now epoch milliseconds
 */
export function notifiedPeople(
  bell: AlertRules,
  order: Ruled,
  managers: readonly RuleManager[],
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): WouldTell {
  const at = wallTimeIn(timeZone, now);
  const rule = ruleOf(bell, order, at);
  const isQuietNow = ({ hours }: { readonly hours: Hours }): boolean => isWithin(hours, at);
  const team: Team = {
    managers: managers.map(({ name }) => name),
    onDuty: new Set(managers.filter(({ onDuty }) => onDuty).map(({ name }) => name)),
    quiet: new Set(bell.quiet.filter(isQuietNow).map(({ manager }) => manager)),
  };
  const known = new Set<string>();
  const steps: { readonly names: readonly string[]; readonly afterMinutes: number }[] = [];
  let afterMinutes = 0;
  let waits = 0;
  for (const step of rule.steps) {
    const names = membersOf(step.whom, team, rule.loud).filter((name) => !known.has(name));
    if (names.length === 0) continue;
    afterMinutes += waits;
    waits = step.passOnMinutes;
    for (const name of names) known.add(name);
    steps.push({ names, afterMinutes });
  }
  return { rule, steps };
}

/** Whether a channel of the rule reaches a manager now; else only his computer notifies him. */
export const isWritten = ({ channels }: Pick<RuleManager, 'channels'>, ways: readonly Way[]): boolean =>
  channels.some(({ way, isOpen }) => isOpen && ways.includes(way));
