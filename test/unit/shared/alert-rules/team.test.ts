import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../src/shared/alert-rules/rules.ts';
import {
  defaultRules,
  lastRule,
  ruledOf,
  ruleOf,
  ruleSchema,
  whomSchema,
} from '../../../../src/shared/alert-rules/rules.ts';
import { alertRulesOf } from '../../../../src/shared/alert-rules/rules-of.ts';
import type { Team } from '../../../../src/shared/alert-rules/team.ts';
import { dutiesOf, membersOf, teamOf } from '../../../../src/shared/alert-rules/team.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const noon = { day: 2, minute: 12 * 60 };
const names = ['Anna', 'Taras', 'Olena'];
const known = { managers: names, atDesks: new Set(['Anna']) };
const anyTeam: fc.Arbitrary<Team> = fc.record({
  managers: fc.subarray(names, { minLength: 1 }),
  onDuty: fc.subarray(names).map((on) => new Set(on)),
  quiet: fc.subarray(names).map((quiet) => new Set(quiet)),
});
const anyWhom = fc.oneof(
  fc.constantFrom({ kind: 'on-duty' as const }, { kind: 'everyone' as const }),
  fc.subarray([...names, 'Gone'], { minLength: 1 }).map((of) => ({ kind: 'named' as const, names: of })),
);

const duty = (id: number, manager: string, on: boolean, decision: number, desk = 'desk-1') =>
  entryOf({
    id: `duty-set:${desk}:${manager}:${decision}`,
    kind: 'duty-set',
    orderId: null,
    at: id,
    seq: id,
    desk,
    data: { manager, on, decision, via: 'app' },
  });

describe('the members of a step', () => {
  it('are never empty, with any team', () => {
    fc.assert(
      fc.property(anyTeam, anyWhom, fc.boolean(), (team, whom, loud) => {
        const members = membersOf(whomSchema.parse(whom), team, loud);
        expect(members.length).toBeGreaterThan(0);
        expect(team.managers).toEqual(expect.arrayContaining([...members]));
      }),
    );
  });

  it('leave out managers in quiet hours, as long as another is awake', () => {
    const team: Team = { managers: names, onDuty: new Set(), quiet: new Set(['Anna']) };
    expect(membersOf({ kind: 'everyone' }, team, false)).toEqual(['Taras', 'Olena']);
    expect(membersOf({ kind: 'named', names: ['Anna'] }, team, false)).toEqual(['Anna']);
    expect(membersOf({ kind: 'everyone' }, team, true)).toEqual(names);
  });

  it('are all while no manager is on duty, else those on duty', () => {
    const team = teamOf(known, new Map(), defaultRules, noon);
    expect(membersOf({ kind: 'on-duty' }, team, false)).toEqual(names);
    const one = teamOf(known, dutiesOf([duty(1, 'Taras', true, 1)]), defaultRules, noon);
    expect(membersOf({ kind: 'on-duty' }, one, false)).toEqual(['Taras']);
  });

  it('are all while the only one on duty is a removed name', () => {
    const left = dutiesOf([duty(1, 'Gone', true, 1)]);
    expect(membersOf({ kind: 'on-duty' }, teamOf(known, left, defaultRules, noon), false)).toEqual(names);
    const elsewhere = teamOf({ ...known, atDesks: new Set(['Gone']) }, left, defaultRules, noon);
    expect(membersOf({ kind: 'on-duty' }, elsewhere, false)).toEqual(['Gone']);
  });
});

describe('shifts and rules', () => {
  it('are the same on every computer, in any order and with repetition', () => {
    const anyDuty = fc
      .record({
        at: fc.integer({ min: 0, max: 5 }),
        seq: fc.integer({ min: 1, max: 9 }),
        manager: fc.constantFrom(...names),
        on: fc.boolean(),
        decision: fc.integer({ min: 1, max: 3 }),
        desk: fc.constantFrom('desk-1', 'desk-2'),
      })
      .map(({ manager, on, decision, ...head }) =>
        entryOf({
          ...head,
          id: `duty-set:${head.desk}:${manager}:${decision}:${head.seq}`,
          kind: 'duty-set',
          orderId: null,
          data: { manager, on, decision, via: 'app' },
        }),
      );
    fc.assert(
      fc.property(
        fc
          .uniqueArray(anyDuty, { maxLength: 12, selector: ({ desk, seq }) => `${desk} ${seq}` })
          .chain((entries) =>
            fc.tuple(
              fc.constant(entries),
              fc.shuffledSubarray([...entries, ...entries], { minLength: entries.length * 2 }),
            ),
          ),
        ([entries, again]) => {
          expect(dutiesOf(again)).toEqual(dutiesOf(entries)); // a map is equal in whatever order
        },
      ),
    );
  });

  it('count by decision, so that a fast clock does not win', () => {
    const entries = [duty(9_000, 'Anna', true, 1), duty(10, 'Anna', false, 2, 'desk-2')];
    expect(dutiesOf(entries).get('Anna')).toMatchObject({ on: false, decision: 2 });
  });

  it('are the defaults until a manager decides', () => {
    expect(alertRulesOf([])).toEqual({ bell: defaultRules, decision: 0 });
    const bell = { ...defaultRules, rules: [] };
    const set = entryOf({ id: 'b', kind: 'bell-set', orderId: null, data: { bell, decision: 1 } });
    expect(alertRulesOf([set])).toEqual({ bell, decision: 1 });
  });
});

describe('the rule of an order', () => {
  const order = foldOrder(orderIdSchema.parse('shopify:1001'), [
    entryOf({ id: 'r', kind: 'order-received', data: { order: incomingOrder() } }),
  ]);
  if (!order) throw new Error('the order has content');
  const rule = (name: string, when: Rule['when'], on = true): Rule =>
    ruleSchema.parse({ ...lastRule, id: name, name, when, on });
  const decides = (...rules: readonly Rule[]) =>
    ruleOf(
      { rules, quiet: [] },
      ruledOf(order, () => false),
      noon,
    ).name;

  it.each<[string, Rule['when'], boolean]>([
    ['its source', { sources: ['shopify'] }, true],
    ['another source', { sources: ['manual'] }, false],
    ['its very total', { totalAtLeast: { minor: 124_000, currency: 'UAH' } }, true],
    ['a kopiyka more', { totalAtLeast: { minor: 124_001, currency: 'UAH' } }, false],
    ['another currency', { totalAtLeast: { minor: 1, currency: 'EUR' } }, false],
    ['a word of its goods', { product: 'BOUQUET autumn' }, true],
    ['a word that is in none', { product: 'autumn vase' }, false],
    ['a customer who is no new one', { firstTime: true }, false],
    ['a doubt it does not raise', { needsReview: true }, false],
    ['the hours it came in', { hours: { days: [2], from: '11:00', to: '13:00' } }, true],
    ['hours of another day', { hours: { days: [3], from: '11:00', to: '13:00' } }, false],
    ['nothing', {}, true],
  ])('is one that asks for %s: %#', (_, when, fits) => {
    expect(decides(rule('asked', when))).toBe(fits ? 'asked' : lastRule.name);
  });

  it('is the first that fits, and never one that is switched off', () => {
    expect(decides(rule('off', {}, false), rule('first', {}), rule('second', {}))).toBe('first');
  });

  it('is the default one when no other fits, so it has recipients', () => {
    expect(decides()).toBe(lastRule.name);
  });
});
