import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Due, DueParts } from '../../../../src/shared/alert-rules/due.ts';
import { dueOf, leftOut } from '../../../../src/shared/alert-rules/due.ts';
import { ringOf } from '../../../../src/shared/alert-rules/escalation.ts';
import type { Rule } from '../../../../src/shared/alert-rules/rules.ts';
import { lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import type { Team } from '../../../../src/shared/alert-rules/team.ts';
import type { Told } from '../../../../src/shared/alert-rules/waiting.ts';
import { toldOf } from '../../../../src/shared/alert-rules/waiting.ts';
import type { Entry, EntryData } from '../../../../src/shared/entry.ts';
import { foldOrder } from '../../../../src/shared/fold.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import type { Notification } from '../../../../src/shared/order.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';

const minute = 60_000;
const everyone: Rule['steps'][number] = { whom: { kind: 'everyone' }, rings: true, passOnMinutes: 1 };
const id = orderIdSchema.parse('shopify:1001');
const names = ['Anna', 'Taras', 'Olena'];
const team: Team = { managers: names, onDuty: new Set(['Anna']), quiet: new Set() };
const fresh: Told = { rangAt: 0, step: 1, stepAt: 0, passedTo: [], passedBefore: [] };
const notified = (manager: string, state: Notification['state']): Notification => ({
  manager,
  channel: 'messenger',
  state,
});
const due = (parts: Partial<DueParts>): Due =>
  dueOf({
    told: fresh,
    rule: lastRule,
    bell: 0,
    team,
    notifications: [notified('Anna', 'sent')],
    owed: [],
    writable: new Set(names),
    atDesks: new Set(),
    now: 0,
    ...parts,
  });

describe('an order that is not taken', () => {
  it('moves to the next recipients when the minutes of its step end', () => {
    expect(due({})).toEqual({ kind: 'later', at: 5 * minute });
    expect(due({ now: 5 * minute })).toEqual({
      kind: 'now',
      passed: { rule: 'every-order', step: 2, bell: 0, to: ['Taras', 'Olena'], why: 'not-taken' },
    });
  });

  it('moves to the next step when the step reached no recipient', () => {
    expect(due({ notifications: [notified('Anna', 'refused')] })).toMatchObject({
      kind: 'now',
      passed: { to: ['Taras', 'Olena'], why: 'unreached' },
    });
  });

  it('reaches managers in quiet hours when no other can be reached', () => {
    const night = {
      team: { managers: names, onDuty: new Set(['Olena']), quiet: new Set(['Anna', 'Taras']) },
      notifications: [notified('Olena', 'refused')],
    };
    const passed = { step: 2, to: ['Anna', 'Taras'], why: 'unreached' };
    expect(due(night)).toMatchObject({ kind: 'now', passed });
    // her computer rings, if she is there to hear it
    const atDesks = new Set(['Olena', 'Anna']);
    expect(due({ ...night, atDesks })).toEqual({ kind: 'never', forAll: false });
    expect(due({ ...night, atDesks, now: 5 * minute })).toMatchObject({ kind: 'now', passed });
    for (const state of ['sent', 'unknown'] as const) {
      const notifications = [notified('Olena', state)];
      expect(due({ ...night, notifications, now: 60 * minute })).toEqual({ kind: 'never', forAll: false });
    }
  });

  const quiet = new Set(['Anna', 'Taras']);
  const nobodyOnDuty = { ...team, onDuty: new Set<string>(), quiet };

  it('reaches also managers with dropped notifications when the awake one failed', () => {
    const notifications = [notified('Olena', 'refused'), notified('Anna', 'off'), notified('Taras', 'off')];
    const night = { team: nobodyOnDuty, notifications };
    const passed = { step: 2, to: ['Anna', 'Taras'], why: 'unreached' };
    expect(due(night)).toMatchObject({ kind: 'now', passed });
    // a manager who is awake comes first, also for dropped notifications
    const rule = { ...lastRule, steps: lastRule.steps.slice(1) };
    expect(due({ ...night, rule })).toEqual({ kind: 'never', forAll: true });
    const two = { ...nobodyOnDuty, quiet: new Set(['Anna']) };
    expect(due({ ...night, rule, team: two })).toEqual({ kind: 'never', forAll: false });
    expect(due({ ...night, rule, team: two, writable: new Set(['Anna']) })).toMatchObject({ forAll: true });
  });

  it('reaches managers in quiet hours after a step that only rings', () => {
    const night = {
      team: nobodyOnDuty,
      notifications: [],
      writable: new Set(['Anna', 'Taras']),
      atDesks: new Set(['Olena']),
    };
    expect(due(night)).toEqual({ kind: 'never', forAll: false });
    expect(due({ ...night, now: 5 * minute })).toMatchObject({
      kind: 'now',
      passed: { step: 2, to: ['Anna', 'Taras'], why: 'not-taken' },
    });
    // taken before their notices had left, and given back
    const again = {
      ...night,
      told: { ...fresh, step: 2, passedTo: ['Anna', 'Taras'] },
      notifications: [notified('Anna', 'off'), notified('Taras', 'off')],
    };
    expect(due({ ...again, now: 60 * minute })).toEqual({ kind: 'never', forAll: true });
  });

  it('restarts the minutes of its step once it is released', () => {
    const given = { told: { ...fresh, rangAt: 60 * minute }, now: 60 * minute };
    expect(due(given)).toEqual({ kind: 'later', at: 65 * minute });
    const night = { team: nobodyOnDuty, notifications: [notified('Olena', 'refused')] };
    const rung = { ...given, ...night, atDesks: new Set(['Olena']) };
    expect(due(rung)).toEqual({ kind: 'never', forAll: false });
    expect(due({ ...rung, now: 65 * minute })).toMatchObject({
      kind: 'now',
      passed: { to: ['Anna', 'Taras'] },
    });
  });

  it('moves on at once only when every channel was refused', () => {
    const byEmail = (state: Notification['state']): Notification => ({
      ...notified('Anna', state),
      channel: 'email',
    });
    const notifications = [notified('Anna', 'refused'), byEmail('refused')];
    expect(due({ notifications })).toMatchObject({ kind: 'now', passed: { why: 'unreached' } });
    expect(due({ notifications: [notified('Anna', 'refused'), byEmail('sent')] }).kind).toBe('later');
    expect(due({ notifications: [notified('Anna', 'refused'), byEmail('unknown')] }).kind).toBe('later');
  });

  it.each<[string, Partial<DueParts>]>([
    ['a notice is still under way', { notifications: [notified('Anna', 'refused')], owed: ['Anna'] }],
    ['its outcome is unknown', { notifications: [notified('Anna', 'unknown')] }],
    ['one of two was notified', { notifications: [notified('Anna', 'refused'), notified('Gone', 'sent')] }],
    ['nothing has become of it yet', { notifications: [] }],
  ])('waits its time while %s', (_, parts) => {
    expect(due(parts)).toEqual({ kind: 'later', at: 5 * minute });
  });

  it('is pending for a manager whose notification was dropped', () => {
    const notifications = [notified('Anna', 'sent'), notified('Taras', 'off')];
    expect(due({ now: 5 * minute, notifications })).toMatchObject({ passed: { to: ['Taras', 'Olena'] } });
  });

  it('reaches a manager when one channel refused and another dropped it', () => {
    const byEmail: Notification = { ...notified('Anna', 'off'), channel: 'email' };
    const asked = { told: fresh, rule: lastRule, team, owed: [], writable: new Set(names) };
    const left = (...notifications: readonly Notification[]) =>
      leftOut({ ...asked, notifications }, () => false);
    expect(left(notified('Anna', 'refused'), byEmail)).toEqual(['Anna']);
    expect(left(notified('Anna', 'refused'))).toEqual([]);
    expect(left(notified('Anna', 'sent'), byEmail)).toEqual([]);
    expect(left(notified('Anna', 'unknown'), byEmail)).toEqual([]);
  });

  it('stays where it is when all know of it', () => {
    expect(due({ team: { ...team, onDuty: new Set() }, owed: names, now: 1e9 })).toEqual({
      kind: 'never',
      forAll: false,
    });
    expect(due({ writable: new Set(), team: { ...team, onDuty: new Set() }, now: 1e9 })).toEqual({
      kind: 'never',
      forAll: false,
    });
  });

  it('moves on at once when a step can reach no recipient', () => {
    const unwritten = { notifications: [], writable: new Set(['Taras', 'Olena']) };
    expect(due(unwritten)).toMatchObject({
      kind: 'now',
      passed: { to: ['Taras', 'Olena'], why: 'unreached' },
    });
    const atDesks = new Set(['Anna']);
    expect(due({ ...unwritten, atDesks })).toEqual({ kind: 'later', at: 5 * minute });
    const silent = { ...lastRule, steps: lastRule.steps.map((step) => ({ ...step, rings: false })) };
    expect(due({ ...unwritten, atDesks, rule: silent }).kind).toBe('now');
  });

  it('rings at last for recipients that a silent step could not reach', () => {
    const [first, second] = lastRule.steps;
    if (!first || !second) throw new Error('there are two');
    const rule = { ...lastRule, steps: [{ ...first, rings: false }, second] };
    const alone = { team: { ...team, managers: ['Anna'] }, notifications: [], writable: new Set<string>() };
    expect(due({ ...alone, rule })).toMatchObject({ kind: 'now', passed: { step: 2, to: ['Anna'] } });
  });

  it('starts a new rule with its uninformed recipients, then waits', () => {
    const [first, second] = lastRule.steps;
    if (!first || !second) throw new Error('there are two');
    const whom = { kind: 'named', names: ['Anna', 'Taras'] } as const;
    const rule = { ...lastRule, id: 'other', steps: [{ ...first, whom }, second] };
    const before = { ...fresh, step: 0, stepAt: 9 * minute, passedTo: ['Anna'], passedBefore: ['Anna'] };
    expect(due({ told: before, rule, bell: 3, now: 20 * minute })).toEqual({
      kind: 'now',
      passed: { rule: 'other', step: 2, first: true, bell: 3, to: ['Taras'], why: 'not-taken' },
    });
    const known = { ...before, passedTo: ['Anna', 'Taras'] };
    expect(due({ told: known, rule, now: 9 * minute })).toEqual({ kind: 'later', at: 14 * minute });
    expect(due({ told: known, rule, now: 14 * minute })).toMatchObject({
      kind: 'now',
      passed: { step: 2, to: ['Olena'] },
    });
  });

  it('reaches every manager in the end, and none twice', () => {
    const anyRule = fc
      .array(
        fc.record({
          whom: fc.oneof(
            fc.constantFrom({ kind: 'on-duty' as const }, { kind: 'everyone' as const }),
            fc.subarray(names, { minLength: 1 }).map((of) => ({ kind: 'named' as const, names: of })),
          ),
          rings: fc.boolean(),
          passOnMinutes: fc.integer({ min: 1, max: 9 }),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((steps): Rule => ({ ...lastRule, steps: [...steps, everyone] }));
    const anyTeams = fc.array(
      fc.record({
        managers: fc.constant(names),
        onDuty: fc.subarray(names).map((on) => new Set(on)),
        quiet: fc.constant(new Set<string>()),
      }),
      { minLength: 60, maxLength: 60 },
    );
    fc.assert(
      fc.property(anyRule, anyTeams, (rule, teams) => {
        const first = [names[0] ?? ''];
        const reached = [...first];
        let now: Told = fresh;
        teams.forEach((team_, at) => {
          const next = due({
            told: now,
            rule,
            team: team_,
            notifications: reached.map((manager) => notified(manager, 'sent')),
            now: at * minute,
          });
          if (next.kind !== 'now') return;
          expect(next.passed.step).toBeGreaterThan(now.step);
          reached.push(...next.passed.to);
          now = { ...now, step: next.passed.step, stepAt: at * minute, passedTo: reached };
        });
        expect(reached.toSorted()).toEqual(names.toSorted());
      }),
    );
  });
});

describe('the alert state of an order', () => {
  const received = (quiet = false) =>
    entryOf({
      id: 'r',
      kind: 'order-received',
      data: { order: incomingOrder(), ...(quiet && { quiet: true }) },
    });
  const passed = (step: number, to: string, at: number, more: Partial<EntryData<'passed-on'>> = {}) =>
    entryOf({
      id: `p${step}`,
      kind: 'passed-on',
      at,
      data: { rule: 'every-order', step, to: [to], why: 'not-taken', ...more },
    });
  const inForce = () => ({ rule: 'every-order', bell: 1 });
  const of = (...facts: readonly Entry[]) => {
    const order = foldOrder(id, facts);
    return order && toldOf(order, facts, inForce);
  };

  it('counts from arrival and advances with each step, in any order', () => {
    expect(of(received())).toEqual(fresh);
    const [two, three] = [passed(2, 'Taras', 300), passed(3, 'Olena', 900)];
    const whole = { rangAt: 0, step: 3, stepAt: 900 };
    expect(of(received(), two, three)).toMatchObject(whole);
    expect(of(three, received(), two)).toMatchObject(whole);
  });

  it('restarts with another rule, or with the same one after an edit', () => {
    const restarted = { step: 0, stepAt: 300, passedTo: ['Taras'], passedBefore: ['Taras'] };
    expect(of(received(), passed(2, 'Taras', 300, { rule: 'other', bell: 1 }))).toMatchObject(restarted);
    expect(of(received(), passed(2, 'Taras', 300, { bell: 0 }))).toMatchObject(restarted);
    const begun = passed(2, 'Olena', 600, { bell: 1, first: true });
    const before = entryOf({ ...passed(3, 'Taras', 300, { bell: 0 }), id: 'before' });
    expect(of(received(), before, begun)).toMatchObject({
      step: 1,
      stepAt: 600,
      passedTo: ['Taras', 'Olena'],
      passedBefore: ['Taras'],
    });
  });

  it.each<[string, readonly Entry[]]>([
    ['taken', [received(), entryOf({ id: 't', kind: 'taken', data: { manager: 'Anna', decision: 1 } })]],
    [
      'cancelled',
      [received(), entryOf({ id: 's', kind: 'status-set', data: { status: 'cancelled', decision: 1 } })],
    ],
    ['history', [received(true)]],
    [
      'merged into another order',
      [
        received(),
        entryOf({
          id: 'm',
          kind: 'same-decided',
          data: { other: 'manual:3', verdict: 'merged', decision: 1 },
        }),
      ],
    ],
  ])('ends for an order that is %s', (_, facts) => {
    expect(of(...facts)).toBeNull();
  });

  const decided = (kind: Entry['kind'], at: number, data: object) =>
    entryOf({ id: `${kind}:${at}`, kind, at, recordedAt: at, data });
  const same = (verdict: EntryData<'same-decided'>['verdict'], decision: number) =>
    decided('same-decided', decision * 100, { other: 'manual:3', verdict, decision });
  const taken = decided('taken', 100, { manager: 'Anna', decision: 1 });
  const given = (at: number) => decided('status-set', at, { status: 'new', decision: 2 });

  it.each<[number, string, readonly Entry[]]>([
    [900, 'was given back', [taken, given(900)]],
    [0, 'was given back where the clock is behind', [taken, given(-900)]],
    [200, 'split off again', [same('merged', 1), same('open', 2)]],
    [0, 'was kept apart from another, and is perhaps the same again', [same('both', 1), same('open', 2)]],
    [0, 'was found to be the one that counts, and is not any more', [same('kept', 1), same('open', 2)]],
  ])('waits since %i, at its first step, for one that %s', (rangAt, _, facts) => {
    expect(of(received(), ...facts)).toEqual({ ...fresh, rangAt });
  });

  it('restarts for history that a manager releases', () => {
    expect(of(received(true), entryOf({ id: 'x', kind: 'released', at: 400, data: {} }))).toMatchObject({
      rangAt: 400,
    });
  });
});

describe('the ring of a computer', () => {
  const ring = (manager: string, one: Partial<Told> = {}, at: Partial<Team> = {}, rule = lastRule) =>
    ringOf([{ id, told: { ...fresh, ...one }, rule, needsReview: false }], manager, { ...team, ...at }).orders
      .length;

  it('rings for managers on duty, and for others at their step', () => {
    expect([ring('Anna'), ring('Taras')]).toEqual([1, 0]);
    expect(ring('Taras', { step: 2, passedTo: ['Taras', 'Olena'] })).toBe(1);
  });

  it('continues for managers of the earlier rule, and starts the new one', () => {
    const restarted = { step: 0, passedTo: ['Taras'], passedBefore: ['Taras'] };
    expect(['Anna', 'Taras', 'Olena'].map((name) => ring(name, restarted))).toEqual([1, 1, 0]);
  });

  it('rings everywhere while no manager is on duty', () => {
    expect(names.map((name) => ring(name, {}, { onDuty: new Set() }))).toEqual([1, 1, 1]);
  });

  it('keeps quiet hours, but for what is loud', () => {
    const quiet = { quiet: new Set(names) };
    expect(ring('Anna', {}, quiet)).toBe(0);
    expect(ring('Anna', {}, quiet, { ...lastRule, loud: true })).toBe(1);
  });

  it('is silent for a step that only writes', () => {
    const silent = { ...lastRule, steps: lastRule.steps.map((step) => ({ ...step, rings: false })) };
    expect(ring('Anna', {}, {}, silent)).toBe(0);
  });

  it('is one for a burst, the oldest order first', () => {
    const waiting = [30, 10, 20].map((rangAt) => ({
      id: orderIdSchema.parse(`shopify:${rangAt}`),
      told: { ...fresh, rangAt },
      rule: lastRule,
      needsReview: rangAt === 30,
    }));
    expect(ringOf(waiting, 'Anna', team)).toEqual({
      orders: ['shopify:10', 'shopify:20', 'shopify:30'],
      sound: 'question', // the last one has to be looked at
    });
  });
});
