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
  /** The shop's own zone. */
  readonly timeZone: () => string;
  /** Who can be told, and who works at this computer. */
  readonly managers: () => readonly string[];
  /** Who works at one of the shop's computers, this one among them. */
  readonly atDesks: () => ReadonlySet<string>;
};

/** How the shop is told of its orders, and who is there to be told: what the ledger says of it. */
export type RuleStore = {
  bell(): { readonly bell: AlertRules; readonly decision: number };
  duties(): ReadonlyMap<string, Duty>;
  team(): Team;
  atDesks(): ReadonlySet<string>;
  ruleOf(order: Order): Rule;
  /** What the rules look at of an order. */
  ruled(order: Order): Ruled;
  /**
   * The rule of something that came about just now; null where the shop does not want to be told of it.
   * @param inCharge whose matter it is; null: nobody's yet
   */
  alertRule(occasion: Occasion, ruled: Ruled, inCharge: string | null): Rule | null;
  /** When somebody among them can be rung for, whom nobody was at a time, epoch milliseconds, for the quiet hours of all. */
  awakeFrom(managers: readonly string[], at: number): number;
  /** Whom a new order is told to first. */
  first(order: Order): readonly string[];
  /**
   * @param base what the changes were made to, which then are joined with what was saved since
   * @throws Problem `refused` where both together come to too many rules
   */
  set(bell: AlertRules, by: string, base?: AlertRules): void;
  /** Nothing is written when it is so already. @param by who said it, where that is not the manager */
  setDuty(said: Pick<EntryData<'duty-set'>, 'manager' | 'on' | 'via'>, by?: string): void;
};

export function createRuleStore(parts: RuleStoreParts): RuleStore {
  const { ledger, clock, timeZone, managers, atDesks } = parts;
  // asked for each order, and each time the bell is looked at
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

/** Whose matter an order is: who took it, or sold it. */
export const inChargeOf = ({ takenBy, soldBy }: Order): string | null => takenBy ?? soldBy ?? null;
