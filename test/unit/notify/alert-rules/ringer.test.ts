import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { refusalOf } from '../../../../src/main/manychat/problems.ts';
import { createEscalation } from '../../../../src/main/notify/alert-rules/escalation.ts';
import type { EscalationStep } from '../../../../src/shared/alert-rules/rules.ts';
import { defaultRules, lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { quietLog } from '../../../support/log.ts';
import { entryOf, incomingOrder } from '../../../support/orders.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';
import {
  answers,
  clock,
  eachWithRings,
  ledger,
  managers,
  messenger,
  minute,
  running,
  start,
  timeline,
  told,
} from './ringing-desks.ts';

eachWithRings();

/** The first step of the usual rule, for one person alone. */
function to(name: string): EscalationStep {
  const [step] = lastRule.steps;
  if (!step) throw new Error('a rule has a step');
  return { ...step, whom: { kind: 'named', names: [name] } };
}

describe('a new order', () => {
  it('is told to everybody while nobody is on duty', async () => {
    start().order('1');
    await clock.advance(minute);
    expect(told.toSorted()).toEqual(['Anna', 'Olena', 'Taras']);
  });

  it('is told to whoever is on duty, and to all others when nobody has taken it for five minutes', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    const id = desk.order('1');
    await clock.advance(4 * minute);
    expect(told).toEqual(['Taras']);
    await clock.advance(2 * minute);
    expect(told.toSorted()).toEqual(['Anna', 'Olena', 'Taras']);
    expect(timeline(id)).toEqual([
      { rule: 'every-order', step: 2, bell: 0, to: ['Anna', 'Olena'], why: 'not-taken' },
    ]);
  });

  it.each(['two steps', 'one'])(
    'is told to all, and rings, when the one on duty is called something else by now: %s',
    async (steps) => {
      const before = start('Taras');
      before.book.setDuty({ manager: 'Anna', on: true, via: 'messenger' });
      if (steps === 'one') {
        before.book.set({ rules: [{ ...lastRule, steps: lastRule.steps.slice(0, 1) }], quiet: [] }, 'Taras');
      }
      await Promise.all(running.splice(0).map((desk) => desk.stop()));
      const renamed = managers.map((one) => (one.name === 'Anna' ? { ...one, name: 'Anna K.' } : one));
      const desk = start('Taras', ledger, renamed);
      const id = desk.order('1');
      await clock.advance(minute);
      expect(told.toSorted()).toEqual(['Anna', 'Olena', 'Taras']);
      expect(desk.ringer.ring().orders).toEqual([id]);
    },
  );

  it('is told first to whoever began a shift at another computer of the shop, whom no settings name', async () => {
    const desk = start('Taras');
    ledger.entries.importRemote([
      entryOf({
        id: 'n',
        kind: 'desk-named',
        orderId: null,
        desk: 'desk-2',
        seq: 1,
        data: { name: 'Guest' },
      }),
    ]);
    desk.book.setDuty({ manager: 'Guest', on: true, via: 'app' });
    desk.order('1');
    await clock.advance(minute);
    expect(told).toEqual([]);
  });

  it('is passed on at once when the window of the only one on duty is shut', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    answers.set('Taras', async () => {
      throw refusalOf('3011', 'outside the window of 24 hours');
    });
    const id = desk.order('1');
    await clock.advance(10_000);
    expect(told.toSorted()).toEqual(['Anna', 'Olena']);
    expect(timeline(id)).toMatchObject([{ why: 'unreached' }]);
  });

  it('is not passed on at once while nobody knows whether it arrived', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    answers.set('Taras', async () => {
      throw new Problem('unknown-outcome', 'No answer');
    });
    const id = desk.order('1');
    await clock.advance(4 * minute);
    expect(timeline(id)).toEqual([]);
    await clock.advance(2 * minute);
    expect(timeline(id)).toMatchObject([{ why: 'not-taken' }]);
    expect(ledger.outbox.parked()).toHaveLength(1);
  });

  it('is passed on no more once somebody has taken it', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    const id = desk.order('1');
    await clock.advance(minute);
    desk.take(id, 'Taras');
    await clock.advance(60 * minute);
    expect([told, timeline(id)]).toEqual([['Taras'], []]);
  });

  it('follows the rule that is in force when it comes', async () => {
    const desk = start();
    const rule = { ...lastRule, id: 'olena', name: 'Olena first' };
    const [step] = rule.steps;
    if (!step) throw new Error('a rule has a step');
    const named = { ...step, whom: { kind: 'named', names: ['Olena'] } } as const;
    desk.book.set({ rules: [{ ...rule, steps: [named] }], quiet: [] }, 'Anna');
    desk.order('1');
    await clock.advance(30 * minute);
    expect(told).toEqual(['Olena']);
  });

  it('is told to everybody once, when the rule by which it was passed on is changed', async () => {
    const desk = start('Taras');
    desk.book.set({ ...defaultRules, rules: [{ ...lastRule, steps: [to('Olena'), to('Anna')] }] }, 'Taras');
    const id = desk.order('1');
    await clock.advance(7 * minute);
    expect(told).toEqual(['Olena', 'Anna']);
    desk.book.setDuty({ manager: 'Olena', on: true, via: 'app' });
    desk.book.set(defaultRules, 'Taras');
    await clock.advance(10 * minute);
    expect(told).toEqual(['Olena', 'Anna', 'Taras']);
    expect(desk.ringer.ring().orders).toEqual([id]);
  });

  it('is told to all of another rule’s steps, when it is corrected after it was passed on and that one fits', async () => {
    const desk = start('Taras');
    const large = { ...lastRule, id: 'large', when: { totalAtLeast: { minor: 500_000, currency: 'UAH' } } };
    const rules = [
      { ...large, steps: [to('Taras'), to('Olena')] },
      { ...lastRule, steps: [to('Olena'), to('Anna')] },
    ];
    desk.book.set({ ...defaultRules, rules }, 'Taras');
    const id = desk.order('1');
    await clock.advance(7 * minute);
    const { content, ...order } = incomingOrder({ sourceId: '1', version: 2 });
    const total = { minor: 600_000, currency: 'UAH' };
    createRecorder({ ledger, clock, enqueueNotices: () => {} }).record(
      { ...order, content: { ...content, total } },
      { by: 'shopify', ring: true },
    );
    await clock.advance(10 * minute);
    expect(told).toEqual(['Olena', 'Anna', 'Taras']);
    expect(timeline(id).map(({ rule, first = false }) => [rule, first])).toEqual([
      ['every-order', false],
      ['large', true],
    ]);
  });

  it.each(['takes them', 'can be reached'])(
    'comes to everybody else in one message with the others that came out of a sleep, when nobody on duty %s',
    async (fault) => {
      const desk = start('Anna', ledger, managersOf('Anna', 'Taras'));
      desk.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
      if (fault === 'can be reached') {
        answers.set('Anna', async () => {
          throw refusalOf('3011', 'outside the window of 24 hours');
        });
      }
      await clock.advance(minute);
      for (let count = 0; count < 40; count += 1) {
        desk.order(String(count), { toldAt: clock.now() - 6 * 60 * minute });
        await clock.advance(500);
      }
      await clock.advance(12 * minute);
      expect(told).toEqual(fault === 'takes them' ? ['Anna', 'Taras'] : ['Taras']);
      const reached = [...ledger.orders.each()].filter(({ order }) =>
        order.notifications.some(({ manager, state }) => manager === 'Taras' && state === 'sent'),
      );
      expect(reached).toHaveLength(40);
    },
  );

  it('is passed on at once, late as it came, when somebody gives it back', async () => {
    const desk = start();
    desk.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    const id = desk.order('1', { toldAt: clock.now() - 6 * 60 * minute });
    await clock.advance(4 * minute);
    desk.take(id, 'Anna');
    await clock.advance(60 * minute);
    ledger.entries.append({
      id: entryIdSchema.parse('given back'),
      orderId: id,
      at: clock.now(),
      by: 'Anna',
      kind: 'status-set',
      data: { status: 'new', decision: 2 },
    });
    await clock.advance(5 * minute + 1_000);
    expect(told.toSorted()).toEqual(['Anna', 'Olena', 'Taras']);
  });

  it('is passed on by the computer that tells, not by one that only rings', async () => {
    const desk = startBellDesk({ ledger, clock, managers, manychat: messenger, listens: () => false });
    running.push(desk);
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    const id = desk.order('1');
    await clock.advance(30 * minute);
    expect(timeline(id)).toEqual([]);
  });
});

describe('an order of which it is not known what was done since a backup', () => {
  it('is passed on only when that is known, and not if somebody has taken it', async () => {
    let isUnknown = true;
    const desk = startBellDesk({
      ledger,
      clock,
      managers,
      manychat: messenger,
      mayBeDone: () => isUnknown,
    });
    running.push(desk);
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    const [open, taken] = [desk.order('1'), desk.order('2')];
    await clock.advance(30 * minute);
    expect([timeline(open), timeline(taken)]).toEqual([[], []]);
    desk.take(taken, 'Taras');
    isUnknown = false;
    await clock.advance(minute);
    expect(timeline(open)).toMatchObject([{ why: 'not-taken' }]);
    expect(timeline(taken)).toEqual([]);
  });
});

describe('the ring', () => {
  it('stands until somebody takes the order, and ends on every computer', async () => {
    const [anna, taras] = [start('Anna'), start('Taras')];
    const id = anna.order('1');
    await clock.advance(minute);
    expect([anna.ringer.ring().orders, taras.ringer.ring().orders]).toEqual([[id], [id]]);
    anna.take(id, 'Anna');
    await clock.advance(1_000);
    expect([anna.ringer.ring().orders, taras.ringer.ring().orders]).toEqual([[], []]);
  });

  it('comes to a computer with the order that is passed on, with a toast', async () => {
    const [anna, taras] = [start('Anna'), start('Taras')];
    anna.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    const id = anna.order('1');
    await clock.advance(minute);
    expect([anna.ringer.ring().orders, taras.ringer.ring().orders]).toEqual([[id], []]);
    expect([anna.ringer.isForHere(id), taras.ringer.isForHere(id)]).toEqual([true, false]);
    await clock.advance(5 * minute);
    expect(taras.ringer.ring().orders).toEqual([id]);
    expect(taras.toasts).toEqual(['#1']);
  });

  it('comes with a toast to a computer that a changed rule passes it on to', async () => {
    const [taras, olena] = [start('Taras'), start('Olena')];
    taras.book.set({ ...defaultRules, rules: [{ ...lastRule, steps: [to('Taras'), to('Anna')] }] }, 'Taras');
    const id = taras.order('1');
    await clock.advance(7 * minute);
    expect([olena.ringer.ring().orders, olena.toasts]).toEqual([[], []]);
    taras.book.set({ ...defaultRules, rules: [{ ...lastRule, steps: [to('Olena')] }] }, 'Taras');
    await clock.advance(minute);
    expect(timeline(id).at(-1)).toMatchObject({ first: true, to: ['Olena'] });
    expect([olena.ringer.ring().orders, olena.toasts]).toEqual([[id], ['#1']]);
  });

  it('is one for a burst of orders, told to the window a few times at most', async () => {
    const desk = start();
    await clock.advance(1_000);
    desk.heard.length = 0;
    for (let count = 0; count < 20; count += 1) desk.order(String(count));
    await clock.advance(10_000);
    expect(desk.ringer.ring().orders).toHaveLength(20);
    expect(desk.heard.filter(({ kind }) => kind === 'alert-rules-changed').length).toBeLessThanOrEqual(2);
  });

  it('is looked at the less often the longer a look takes, so that what comes in is not held up', async () => {
    const { book } = start();
    let spent = 0;
    let looks = 0;
    const ringer = createEscalation({
      ledger,
      clock: { ...clock, uptime: () => clock.uptime() + spent },
      log: quietLog(),
      book,
      notices: {
        owe: () => {},
        owed() {
          looks += 1;
          spent += 20;
          return new Map();
        },
        writable: () => new Set(),
      },
      tells: () => true,
      mayBeDone: () => false,
      manager: () => 'Anna',
      silenced: () => [],
      catchingUp: () => false,
      onRing: () => {},
    });
    ringer.start();
    for (let count = 0; count < 200; count += 1) {
      running[0]?.order(String(count));
      await clock.advance(10);
    }
    await clock.advance(1_000);
    await ringer.stop();
    expect(ringer.ring().orders).toHaveLength(200);
    // two seconds, and 380 ms between
    expect(looks).toBeGreaterThan(3);
    expect(looks).toBeLessThan(10);
  });

  it('rings, and is passed on, whatever fault there is at another; that one rings when the fault is gone', async () => {
    const { book, order } = start();
    const [bad, good] = [order('1'), order('2')];
    const passedOn: OrderId[] = [];
    let isBad = true;
    const log = quietLog();
    const ringer = createEscalation({
      ledger,
      clock,
      log,
      book: {
        ...book,
        ruleOf(one) {
          if (isBad && one.id === bad) throw new TypeError('a fault');
          return book.ruleOf(one);
        },
      },
      notices: {
        owe: ({ id }) => {
          if (id === stuck) throw new TypeError('a fault');
          passedOn.push(id);
        },
        owed: () => new Map(),
        writable: () => new Set(managers.map(({ name }) => name)),
      },
      tells: () => true,
      mayBeDone: () => false,
      manager: () => 'Anna',
      silenced: () => [],
      catchingUp: () => false,
      onRing: () => {},
    });
    await running[0]?.stop();
    let stuck: OrderId | null = null;
    book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    ringer.start();
    await clock.advance(minute);
    expect(ringer.ring().orders).toEqual([good]);
    expect(log.lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { orderId: bad } }]);
    isBad = false;
    await clock.advance(10_000);
    expect(ringer.ring().orders.toSorted()).toEqual([bad, good]);
    stuck = bad;
    await clock.advance(10 * minute);
    expect(passedOn).toEqual([good]);
    stuck = null;
    await clock.advance(10_000);
    expect(passedOn).toEqual([good, bad]);
    await ringer.stop();
  });

  it('is taken up again after a restart', async () => {
    const first = start();
    const id = first.order('1');
    await clock.advance(minute);
    await first.stop();
    running.length = 0;
    const next = start();
    expect(next.ringer.ring().orders).toEqual([id]);
  });

  it('keeps quiet hours, begins when they end, and tells another meanwhile', async () => {
    const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: '11:00', to: '12:30' };
    const desk = start('Anna');
    desk.book.set({ rules: [lastRule], quiet: [{ manager: 'Anna', hours }] }, 'Anna');
    const id = desk.order('1'); // at noon in Kyiv
    await clock.advance(minute);
    expect(desk.ringer.ring().orders).toEqual([]);
    expect(told.toSorted()).toEqual(['Olena', 'Taras']);
    await clock.advance(30 * minute);
    expect(desk.ringer.ring().orders).toEqual([id]);
  });
});

describe('a manager in Messenger', () => {
  it('takes the order by the button of the notice, once, and an old button takes nothing away', async () => {
    const desk = start();
    const id = desk.order('1');
    await clock.advance(minute);
    const [anna, taras] = managers;
    if (!anna || !taras) throw new Error('there are two');
    expect(desk.deeds.take(id, taras.subscriberId)).toEqual({ kind: 'taken', number: '#1' });
    expect(desk.deeds.take(id, taras.subscriberId)).toMatchObject({ kind: 'was-yours' });
    expect(desk.deeds.take(id, anna.subscriberId)).toMatchObject({ kind: 'by-other', manager: 'Taras' });
    expect(ledger.orders.get(id)).toMatchObject({ status: 'taken', takenBy: 'Taras' });
    await clock.advance(1_000);
    expect(desk.ringer.ring().orders).toEqual([]);
  });

  it('can be reached for a day after a shift began there, as far as anybody knows', async () => {
    const desk = start();
    const [anna] = managers;
    if (!anna) throw new Error('there is one');
    expect(desk.deeds.shift(true, anna.subscriberId)).toBe('Anna');
    await clock.advance(1_000);
    expect(desk.reachability.of('Anna')).toMatchObject({ state: 'open' });
    expect(desk.reachability.of('Nobody')).toBeNull();
  });
});
