import { dedupeEvents } from '../dedupe.ts';
import type { Entry, EntryData } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { WallTime } from './hours.ts';
import { isWithin } from './hours.ts';
import type { AlertRules, Rule, Whom } from './rules.ts';

/** A manager's last word on being on duty. `decision` counts those of this manager, so that no clocks are compared. */
export type Duty = {
  readonly on: boolean;
  /** When it was said, epoch milliseconds. */
  readonly since: number;
  readonly via: EntryData<'duty-set'>['via'];
  readonly decision: number;
};

/** Who is on duty and who not, by the entries of kind `duty-set`, in any order. Who has never said so is not named. */
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

/** Whom orders can be told to, as things stand. */
export type Team = {
  readonly managers: readonly string[];
  readonly onDuty: ReadonlySet<string>;
  readonly quiet: ReadonlySet<string>;
};

/** Who is known by name. */
export type Known = {
  /** Those of the settings, and who works at this computer. */
  readonly managers: readonly string[];
  /** Who works at one of the shop's computers, this one among them. */
  readonly atDesks: ReadonlySet<string>;
};

/**
 * A shift that was begun under a name nobody has any more is nobody's: it would keep orders from all the others.
 * @param now by the shop's wall clock
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
 * Who is meant. Nobody is left out when that would leave nobody: without anybody on duty all are, names that are not known
 * any more stand for all, and where all have quiet hours, all are told.
 * @param loud quiet hours do not count
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

/** A rule as it is for what this manager is in charge of; null: nobody is. */
export const ruleInCharge = (rule: Rule, manager: string | null): Rule => ({
  ...rule,
  steps: rule.steps.map((step) =>
    step.whom.kind === 'in-charge' && manager !== null
      ? { ...step, whom: { kind: 'named', names: [manager] } }
      : step,
  ),
});
