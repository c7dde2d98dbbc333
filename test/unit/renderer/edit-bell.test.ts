import { describe, expect, it } from 'vitest';
import {
  moved,
  withNewRule,
  withNewStep,
  withPart,
} from '../../../src/renderer/features/notifications/rules/edit-rules.ts';
import {
  isWritten,
  notifiedPeople,
} from '../../../src/renderer/features/notifications/rules/notified-people.ts';
import type { Way } from '../../../src/shared/alert-rules/channels.ts';
import type { AlertRules, Conditions } from '../../../src/shared/alert-rules/rules.ts';
import { alertRulesSchema, defaultRules, lastRule } from '../../../src/shared/alert-rules/rules.ts';
import type { RuleManager } from '../../../src/shared/alert-rules/view.ts';

const managers: readonly RuleManager[] = ['Anna', 'Taras', 'Olena'].map((name) => ({
  name,
  onDuty: name === 'Anna',
  since: null,
  isQuiet: false,
  reach: null,
  channels: [],
}));
const order = {
  source: 'manual',
  needsReview: false,
  total: null,
  products: [],
  isFirstTime: () => false,
  unpaidHours: null,
};
const noon = { timeZone: 'Europe/Kyiv', now: Date.parse('2025-03-04T10:00:00Z') };
const steps = (bell: AlertRules) => notifiedPeople(bell, order, managers, noon).steps;

describe('the recipients of an order now', () => {
  it('are the managers on duty, then the others for a new order', () => {
    expect(steps(defaultRules)).toEqual([
      { names: ['Anna'], afterMinutes: 0 },
      { names: ['Taras', 'Olena'], afterMinutes: 5 },
    ]);
  });

  it('follows unsaved rules on the page, quiet hours too', () => {
    const hours = { days: [2], from: '11:00', to: '13:00' };
    expect(steps({ ...defaultRules, quiet: [{ manager: 'Taras', hours }] })).toEqual([
      { names: ['Anna'], afterMinutes: 0 },
      { names: ['Olena'], afterMinutes: 5 },
    ]);
  });

  it('are reached by the rule’s open channels, else only by computer', () => {
    const written = (ways: readonly Way[]) =>
      (
        [
          { channels: [{ way: 'messenger', isOpen: true }] },
          { channels: [{ way: 'email', isOpen: true }] },
          { channels: [{ way: 'email', isOpen: false }] },
        ] as const
      ).map((manager) => isWritten(manager, ways));
    expect(written(['messenger', 'email'])).toEqual([true, true, false]);
    expect(written(['messenger'])).toEqual([true, false, false]);
    expect(written(['email'])).toEqual([false, true, false]);
  });

  it('leave out a step without new recipients, with its minutes', () => {
    const [first, last] = lastRule.steps;
    if (!first || !last) throw new Error('the usual rule has two steps');
    const rule = { ...lastRule, steps: [first, { ...first, passOnMinutes: 99 }, last] };
    expect(steps({ rules: [rule], quiet: [] }).map(({ afterMinutes }) => afterMinutes)).toEqual([0, 5]);
  });
});

describe('rules on the page', () => {
  it('stay what main takes, however many are added and moved', () => {
    let bell: AlertRules = defaultRules;
    for (let count = 0; count < 5; count += 1) bell = withNewRule(bell, 'New rule');
    const [first] = bell.rules;
    if (!first) throw new Error('a rule was added');
    const rules = moved(moved(bell.rules, 0, 1), bell.rules.length - 1, 1);
    const saved = { ...bell, rules: rules.map((rule) => (rule === first ? withNewStep(rule) : rule)) };
    expect(alertRulesSchema.parse(saved)).toEqual(saved);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(defaultRules.rules.length + 5);
    expect(rules.slice(5)).toEqual(defaultRules.rules);
  });
});

describe('the conditions of a rule', () => {
  const when: Conditions = { product: 'tulips', firstTime: true };

  it('take a new value, keep the others, and mutate nothing', () => {
    expect(withPart(when, 'product', 'roses')).toStrictEqual({ product: 'roses', firstTime: true });
    expect(withPart(when, 'unpaidHours', 3)).toStrictEqual({ ...when, unpaidHours: 3 });
    expect(when).toStrictEqual({ product: 'tulips', firstTime: true });
  });

  it('drop an emptied condition completely', () => {
    expect(withPart(when, 'product', undefined)).toStrictEqual({ firstTime: true });
    expect(withPart(when, 'hours', undefined)).toStrictEqual(when);
  });
});
