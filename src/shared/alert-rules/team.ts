import { dedupeEvents } from '../dedupe.ts';
import type { Entry, EntryData } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { WallTime } from './hours.ts';
import { isWithin } from './hours.ts';
import type { AlertRules, Rule, Whom } from './rules.ts';

/** A manager's last shift change. `decision` counts those of this manager, so that no clocks are compared. */
export type Duty = {
  readonly on: boolean;
  /** When it was made, epoch milliseconds. */
  readonly since: number;
  readonly via: EntryData<'duty-set'>['via'];
  readonly decision: number;
};

/** The duty status of managers, from `duty-set` events in any order. A manager without such an event is absent. */
export function dutiesOf(entries: readonly Entry[]): ReadonlyMap<string, Duty> {
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'duty-set'));
  const byManager = Map.groupBy(said, ({ data }) => data.manager);
  return new Map(
    [...byManager].flatMap(([manager, own]) => {
      const last = lastDecision(own);
      if (!last) return [];
      const { on, via, decision } = last.data;
      return [[manager, { on, via, since: last.at, decision }] as const];
    }),
  );
}

/** The managers who can be notified now. */
export type Team = {
  readonly managers: readonly string[];
  readonly onDuty: ReadonlySet<string>;
  readonly quiet: ReadonlySet<string>;
};

/** The known managers. */
export type Known = {
  /** Managers from the settings, and the one at this computer. */
  readonly managers: readonly string[];
  /** Managers at the shop's computers, including this one. */
  readonly atDesks: ReadonlySet<string>;
};

/**
 * Ignores shifts of unknown managers, because they would keep orders from all others.
 * @param now in the shop's time zone
 */
export function teamOf(
  { managers, atDesks }: Known,
  duties: ReadonlyMap<string, Duty>,
  { quiet }: Pick<AlertRules, 'quiet'>,
  now: WallTime,
): Team {
  const on = [...duties]
    .filter(([manager, duty]) => duty.on && (managers.includes(manager) || atDesks.has(manager)))
    .map(([manager]) => manager);
  return {
    managers: [...new Set([...managers, ...on])],
    onDuty: new Set(on),
    quiet: new Set(quiet.filter(({ hours }) => isWithin(hours, now)).map(({ manager }) => manager)),
  };
}

/**
 * The managers a step notifies, never empty unless there are none: with no one on duty all are meant, unknown names mean all,
 * and if all have quiet hours, all are notified.
 * @param loud ignore quiet hours
 */
export function membersOf(whom: Whom, team: Team, loud: boolean): readonly string[] {
  const meant = team.managers.filter((manager) => isMeant(whom, manager, team));
  const members = meant.length > 0 ? meant : team.managers;
  const awake = loud ? members : members.filter((manager) => !team.quiet.has(manager));
  return awake.length > 0 ? awake : members;
}

function isMeant(whom: Whom, manager: string, { onDuty }: Team): boolean {
  switch (whom.kind) {
    case 'on-duty':
    case 'in-charge':
      return onDuty.has(manager);
    case 'named':
      return whom.names.includes(manager);
    case 'everyone':
      return true;
  }
}

/** The rule for what this manager is in charge of; null: no one is. */
export const ruleInCharge = (rule: Rule, manager: string | null): Rule => ({
  ...rule,
  steps: rule.steps.map((step) =>
    step.whom.kind === 'in-charge' && manager !== null
      ? { ...step, whom: { kind: 'named', names: [manager] } }
      : step,
  ),
});
