import { describe, expect, it } from 'vitest';
import { mergeRules } from '../../../../src/shared/alert-rules/merge-rules.ts';
import type { AlertRules, Rule } from '../../../../src/shared/alert-rules/rules.ts';
import { lastRule, savedRulesSchema } from '../../../../src/shared/alert-rules/rules.ts';

const rule = (id: string, changes: Partial<Rule> = {}): Rule => ({ ...lastRule, id, name: id, ...changes });
const [a, b, c] = [rule('a'), rule('b'), rule('c')];
const bell = (rules: readonly Rule[], more: Partial<AlertRules> = {}): AlertRules => ({
  rules,
  quiet: [],
  ...more,
});
const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '08:00' };
const base = bell([a, b, c]);

const rulesAfter = (mine: readonly Rule[], theirs: readonly Rule[]): readonly Rule[] =>
  mergeRules({ base, mine: bell(mine), theirs: bell(theirs) }).rules;

describe('a bell that another person has saved since', () => {
  it('keeps what each of the two changed', () => {
    const [loud, silent] = [rule('a', { loud: true }), rule('c', { on: false })];
    expect(rulesAfter([loud, b, c], [a, b, silent])).toEqual([loud, b, silent]);
    const joined = mergeRules({
      base,
      mine: bell([a, b, c], { texts: { en: 'Hurry' }, quiet: [{ manager: 'Anna', hours: night }] }),
      theirs: bell([a, b, c], {
        texts: { uk: 'Мерщій' },
        quiet: [{ manager: 'Taras', hours: night }],
        digestTo: ['Olena'],
      }),
    });
    expect(joined).toEqual({
      rules: [a, b, c],
      texts: { en: 'Hurry', uk: 'Мерщій' },
      quiet: [
        { manager: 'Taras', hours: night },
        { manager: 'Anna', hours: night },
      ],
      digestTo: ['Olena'],
    });
  });

  it('keeps every line of a manager who has several quiet hours', () => {
    const quiet = [
      { manager: 'Anna', hours: night },
      { manager: 'Anna', hours: { ...night, days: [6, 7], from: '00:00', to: '23:59' } },
      { manager: 'Taras', hours: night },
    ];
    const kept = bell([a], { quiet });
    expect(mergeRules({ base: kept, mine: { ...kept, rules: [b] }, theirs: kept }).quiet).toEqual(quiet);
    const ends = bell([a], { quiet: quiet.slice(0, 1) });
    expect(mergeRules({ base: kept, mine: ends, theirs: kept }).quiet).toEqual(ends.quiet);
  });

  it('is of one rule as the last who saved has it', () => {
    expect(rulesAfter([rule('a', { loud: true }), b, c], [rule('a', { on: false }), b, c])[0]).toEqual(
      rule('a', { loud: true }),
    );
  });

  it('keeps the order of the one who changed it, new rule first', () => {
    const added = rule('new');
    expect(rulesAfter([a, b, c], [added, c, b, a])).toEqual([added, c, b, a]);
    expect(rulesAfter([c, b, a], [added, a, b, c])).toEqual([added, c, b, a]);
    expect(rulesAfter([added, a, b, c], [c, b, a])).toEqual([added, a, b, c]);
  });

  it('loses a removed rule, unless the other changed it', () => {
    expect(rulesAfter([a, c], [a, b, c])).toEqual([a, c]);
    expect(rulesAfter([a, b, c], [a, c])).toEqual([a, c]);
    const changed = rule('b', { loud: true });
    expect(rulesAfter([a, c], [a, changed, c])).toContainEqual(changed);
    expect(rulesAfter([a, changed, c], [a, c])).toContainEqual(changed);
  });

  it('has two rules where both added one under the same id', () => {
    const [mine, theirs] = [rule('rule-1', { name: 'Dear' }), rule('rule-1', { name: 'Night' })];
    const joined = mergeRules({ base, mine: bell([mine, a, b, c]), theirs: bell([theirs, a, b, c]) });
    expect(joined.rules.map(({ name }) => name).toSorted()).toEqual(['Dear', 'Night', 'a', 'b', 'c']);
    expect(savedRulesSchema.safeParse(joined).success).toBe(true);
  });

  it('is refused where both together have more rules than there may be', () => {
    const many = (name: string) => Array.from({ length: 16 }, (_, index) => rule(`${name}-${index}`));
    expect(() => rulesAfter([...many('mine'), a], [...many('theirs'), a])).toThrow('more than 30');
  });

  it('is the manager’s version when no other was saved', () => {
    const mine = bell([c, rule('a', { loud: true })], { digestTo: ['Anna'] });
    expect(mergeRules({ base, mine, theirs: base })).toEqual(mine);
  });
});
