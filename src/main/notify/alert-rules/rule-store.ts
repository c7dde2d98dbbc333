import { awakeFrom } from '../../../shared/alert-rules/awake.ts';
import { wallTimeIn } from '../../../shared/alert-rules/hours.ts';
import { mergeRules } from '../../../shared/alert-rules/merge-rules.ts';
import type { AlertRules, Occasion, Rule, Ruled } from '../../../shared/alert-rules/rules.ts';
import { alertRuleOf, ruledOf, ruleOf } from '../../../shared/alert-rules/rules.ts';
import { alertRulesOf } from '../../../shared/alert-rules/rules-of.ts';
import type { Duty, Team } from '../../../shared/alert-rules/team.ts';
import { dutiesOf, membersOf, ruleInCharge, teamOf } from '../../../shared/alert-rules/team.ts';
import type { EntryData } from '../../../shared/entry.ts';
import type { Order } from '../../../shared/order.ts';
import { actionId } from '../../ledger/action-id.ts';
import { keepSubject } from '../../ledger/cached-subject.ts';
import { bellRules, duties } from '../../ledger/facts.ts';
import type { Clock, Ledger } from '../../ports.ts';

export type RuleStoreParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The shop's time zone. */
  readonly timeZone: () => string;
  /** Managers who can be notified, and the one who works at this computer. */
  readonly managers: () => readonly string[];
  /** Managers who work at the shop's computers, this one included. */
  readonly atDesks: () => ReadonlySet<string>;
};

/** Alert rules and duty status, read from the event log. */
export type RuleStore = {
  bell(): { readonly bell: AlertRules; readonly decision: number };
  duties(): ReadonlyMap<string, Duty>;
  team(): Team;
  atDesks(): ReadonlySet<string>;
  ruleOf(order: Order): Rule;
  /** The properties of an order that the rules match. */
  ruled(order: Order): Ruled;
  /**
   * The rule for a new alert; null if the shop has no alerts of this kind.
   * @param inCharge the responsible manager; null: none yet
   */
  alertRule(occasion: Occasion, ruled: Ruled, inCharge: string | null): Rule | null;
  /** The first time from `at` on when any of these managers has no quiet hours, epoch milliseconds. */
  awakeFrom(managers: readonly string[], at: number): number;
  /** Whether a manager's computer may ring now: not in quiet hours, unless the rule is loud. @param rule the rule or its id */
  mayRing(manager: string, rule: Rule | string | undefined): boolean;
  /** The first recipients of a new order's notification. */
  first(order: Order): readonly string[];
  /**
   * @param base the version that was edited; merged with changes saved since
   * @throws Problem `refused` if the merged result has too many rules
   */
  set(bell: AlertRules, by: string, base?: AlertRules): void;
  /** Writes nothing if the status is the same. @param by the author, if not the manager */
  setDuty(said: Pick<EntryData<'duty-set'>, 'manager' | 'on' | 'via'>, by?: string): void;
};

export function createRuleStore(parts: RuleStoreParts): RuleStore {
  const { ledger, clock, timeZone, managers, atDesks } = parts;
  // cached: read for each order and at each check
  const bell = keepSubject(ledger.entries, bellRules, alertRulesOf);
  const dutiesNow = keepSubject(ledger.entries, duties, dutiesOf);
  const team = (): Team => {
    const known = { managers: managers(), atDesks: atDesks() };
    return teamOf(known, dutiesNow(), bell().bell, wallTimeIn(timeZone(), clock.now()));
  };
  const ruled = (order: Order): Ruled => ruledOf(order, () => ledger.orders.isFirstOf(order.id));
  const ruleFor = (order: Order): Rule =>
    ruleInCharge(
      ruleOf(bell().bell, ruled(order), wallTimeIn(timeZone(), order.receivedAt)),
      inChargeOf(order),
    );

  return {
    bell,
    duties: dutiesNow,
    team,
    atDesks,
    ruleOf: ruleFor,
    ruled,
    alertRule(occasion, about, inCharge) {
      const rule = alertRuleOf(bell().bell, occasion, about, wallTimeIn(timeZone(), clock.now()));
      return rule && ruleInCharge(rule, inCharge);
    },
    awakeFrom: (names, at) => awakeFrom(names, bell().bell, timeZone(), at),
    mayRing(manager, rule) {
      const known = typeof rule === 'string' ? bell().bell.rules.find(({ id }) => id === rule) : rule;
      return known?.loud === true || !team().quiet.has(manager);
    },
    first(order) {
      const { steps, loud } = ruleFor(order);
      const [step] = steps;
      return step ? membersOf(step.whom, team(), loud) : managers();
    },
    set: (mine, by, base) =>
      ledger.transaction(() => {
        const { bell: theirs, decision: last } = bell();
        const decision = last + 1;
        const next = base === undefined ? mine : mergeRules({ base, mine, theirs });
        ledger.entries.append({
          id: actionId(),
          orderId: null,
          at: clock.now(),
          by,
          kind: 'bell-set',
          data: { bell: next, decision },
        });
      }),
    setDuty: ({ manager, on, via }, by = manager) =>
      ledger.transaction(() => {
        const known = dutiesNow().get(manager);
        if ((known?.on ?? false) === on) return;
        const decision = (known?.decision ?? 0) + 1;
        ledger.entries.append({
          id: actionId(),
          orderId: null,
          at: clock.now(),
          by,
          kind: 'duty-set',
          data: { manager, on, decision, via },
        });
      }),
  };
}

/** The manager responsible for an order: who took it, or else sold it. */
export const inChargeOf = ({ takenBy, soldBy }: Order): string | null => takenBy ?? soldBy ?? null;
