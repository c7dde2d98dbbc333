import { Problem } from '../problem.ts';
import type { AlertRules, Rule } from './rules.ts';
import { alertRulesSchema, freeRuleId, mostRules } from './rules.ts';

type Changes<T> = {
  /** The rules when the form was opened. */
  readonly base: T;
  readonly mine: T;
  /** The rules saved since by others. */
  readonly theirs: T;
};

/**
 * Merges a manager's changes with those others saved since: each rule, each manager's quiet hours, each text and the digest
 * separately. If both changed one, the manager's version wins. If one removed what the other changed, it stays.
 * @throws Problem `refused` if the result has too many rules
 */
export function mergeRules(bells: Changes<AlertRules>): AlertRules {
  // compared as JSON, so parsed first to get the same key order
  const read = each(bells, alertRulesSchema.parse);
  const of = <T>(part: (bell: AlertRules) => T): Changes<T> => each(read, part);
  const rules = joinedList(withOwnIds(of((bell) => bell.rules)), ({ id }) => id);
  if (rules.length > mostRules) {
    throw new Problem('refused', `With the rules added in the meantime there are more than ${mostRules}`, {
      fix: 'Remove some of them, and save again.',
    });
  }
  const texts = joinedList(
    of((bell) => Object.entries(bell.texts ?? {})),
    ([language]) => language,
  );
  const digestTo = changed(of((bell) => bell.digestTo));
  return {
    rules,
    quiet: joinedList(
      of((bell) => [...Map.groupBy(bell.quiet, ({ manager }) => manager)]),
      ([manager]) => manager,
    ).flatMap(([, hours]) => hours),
    ...(digestTo !== undefined && { digestTo }),
    ...(texts.length > 0 && { texts: Object.fromEntries(texts) }),
  };
}

const each = <T, U>({ base, mine, theirs }: Changes<T>, part: (one: T) => U): Changes<U> => ({
  base: part(base),
  mine: part(mine),
  theirs: part(theirs),
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const changed = <T>({ base, mine, theirs }: Changes<T>): T => (isSame(mine, base) ? theirs : mine);

function joinedList<T>(lists: Changes<readonly T[]>, keyOf: (one: T) => string): readonly T[] {
  const byKey = (list: readonly T[]): ReadonlyMap<string, T> => new Map(list.map((one) => [keyOf(one), one]));
  const { base, mine, theirs } = each(lists, byKey);
  const keys = (list: ReadonlyMap<string, T>): readonly string[] => [...list.keys()];
  // in the sequence of the side that changed it; additions of the other side go first, like new rules
  const [order, rest] = isSame(keys(mine), keys(base)) ? [theirs, mine] : [mine, theirs];
  const all = [...keys(rest).filter((key) => !order.has(key)), ...keys(order)];
  return all.flatMap((key) => {
    const [was, here, there] = [base.get(key), mine.get(key), theirs.get(key)];
    if (here === undefined) return there === undefined || isSame(there, was) ? [] : [there];
    if (there === undefined) return isSame(here, was) ? [] : [here];
    return [isSame(here, was) ? there : here];
  });
}

/** Two new rules with the same id from two computers are different rules. */
function withOwnIds(lists: Changes<readonly Rule[]>): Changes<readonly Rule[]> {
  const { base, mine, theirs } = each(lists, (rules) => new Set(rules.map(({ id }) => id)));
  const used = new Set([...base, ...mine, ...theirs]);
  const own = lists.mine.map((rule) => {
    if (base.has(rule.id) || !theirs.has(rule.id)) return rule;
    const id = freeRuleId(used);
    used.add(id);
    return { ...rule, id };
  });
  return { ...lists, mine: own };
}
