import type { AlertRules, EscalationStep, Rule } from '../../../../shared/alert-rules/rules.ts';
import { freeRuleId, lastRule } from '../../../../shared/alert-rules/rules.ts';

/** The list with the item at `index` changed. */
export const changedAt = <T>(list: readonly T[], index: number, next: T): readonly T[] =>
  list.map((one, at) => (at === index ? next : one));

export const without = <T>(list: readonly T[], index: number): readonly T[] =>
  list.filter((_, at) => at !== index);

/** The list with the item at `index` moved up or down by one; unchanged at the ends. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return list;
  return list.map((item, at) => (at === index ? other : at === index + by ? one : item));
}

type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** A copy with `value` at `key`; without the key if the value is undefined. */
export function withPart<T extends object, K extends OptionalKey<T>>(whole: T, key: K, value: T[K]): T {
  const next = { ...whole };
  if (value === undefined) delete next[key];
  else next[key] = value;
  return next;
}

/** A rule that no other is called like, in front: what is behind one for every order would never be asked. */
export function withNewRule(bell: AlertRules, name: string): AlertRules {
  const { rules } = bell;
  const id = freeRuleId(new Set(rules.map((rule) => rule.id)));
  return { ...bell, rules: [{ ...lastRule, id, name }, ...rules] };
}

/** One more step, for everybody. */
export const withNewStep = (rule: Rule): Rule => ({ ...rule, steps: [...rule.steps, everyone] });

const everyone: EscalationStep = { whom: { kind: 'everyone' }, rings: true, passOnMinutes: 15 };
