import { describe, expect, it } from 'vitest';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import { createEscalation } from '../../../../src/main/notify/alert-rules/escalation.ts';
import { managerOf } from '../../../../src/main/notify/notice.ts';
import { lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import type { EntryDraft } from '../../../../src/shared/entry.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { entryIdSchema, orderIdOf } from '../../../../src/shared/ids.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { entryOf } from '../../../support/orders.ts';
import { startBellDesk } from './bell-desk.ts';
import {
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

const never = (): never => {
  throw new Error('a rule has a step');
};
const everybody = ['Anna', 'Olena', 'Taras'];
const other = orderIdOf('shopify', '9');

/** What Anna decides of an order. @param nth among what was decided of it */
function decide(orderId: OrderId, nth: number, said: Pick<EntryDraft, 'kind' | 'data'>, over = ledger): void {
  const id = entryIdSchema.parse(`decided:${nth}`);
  over.entries.append({ id, orderId, at: clock.now(), by: 'Anna', ...said } as EntryDraft); // kind and data come in pairs
}
const status = (to: 'cancelled' | 'new', decision: number) =>
  ({ kind: 'status-set', data: { status: to, decision } }) as const;
const same = (verdict: 'merged' | 'open', decision: number) =>
  ({ kind: 'same-decided', data: { other, verdict, decision } }) as const;

const statesOf = (id: OrderId) => ledger.orders.get(id)?.notifications.map(({ state }) => state);

describe('an order that waits again, whose notices had not left', () => {
  const taken = { kind: 'taken', data: { manager: 'Anna', decision: 1 } } as const;
  it.each<[string, Pick<EntryDraft, 'kind' | 'data'>, Pick<EntryDraft, 'kind' | 'data'>, number]>([
    ['was taken by mistake', taken, status('new', 2), 1],
    ['was taken, and given back after an hour', taken, status('new', 2), 60],
    ['was cancelled by hand', status('cancelled', 1), status('new', 2), 1],
    ['was merged into another', same('merged', 1), same('open', 2), 1],
    ['was taken, and given back the next morning', taken, status('new', 2), 13 * 60],
    ['stands again, merged the day before', same('merged', 1), same('open', 2), 13 * 60],
  ])('is told to everybody, once, and rings, when it %s', async (_, done, undone, minutes) => {
    const desk = start();
    const id = desk.order('1');
    decide(id, 1, done);
    await clock.advance(minutes * minute);
    expect([told, statesOf(id)]).toEqual([[], ['off', 'off', 'off']]);
    decide(id, 2, undone);
    await clock.advance(6 * minute);
    expect(told.toSorted()).toEqual(everybody);
    expect(statesOf(id)).toEqual(['sent', 'sent', 'sent']);
    expect(desk.ringer.ring().orders).toEqual([id]);
    await Promise.all(running.splice(0).map((one) => one.stop()));
    const next = start();
    expect(next.ringer.ring().orders).toEqual([id]);
    await clock.advance(minute);
    expect(told).toHaveLength(3);
  });

  it('rings for half a day since it was given back, and is told to nobody who was told of it before', async () => {
    const desk = start();
    const id = desk.order('1');
    await clock.advance(minute);
    decide(id, 1, taken);
    await clock.advance(13 * 60 * minute);
    decide(id, 2, status('new', 2));
    await clock.advance(11 * 60 * minute);
    expect([desk.ringer.ring().orders, told.toSorted()]).toEqual([[id], everybody]);
    await clock.advance(61 * minute);
    expect([desk.ringer.ring().orders, desk.ringer.isWaiting(id)]).toEqual([[], false]);
  });

  it('is passed on after its minutes, given back at a computer whose clock is hours ahead', async () => {
    const desk = start('Taras');
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    const id = desk.order('1');
    await clock.advance(minute);
    decide(id, 1, taken);
    await clock.advance(minute);
    const there = clock.now() + 120 * minute;
    const { kind, data } = status('new', 2);
    const head = { id: 'back', desk: 'desk-9', orderId: id, at: there, recordedAt: there };
    ledger.entries.importRemote([entryOf({ ...head, kind, data })]);
    await clock.advance(3 * minute);
    // news of it begins the minutes no second time
    decide(id, 3, { kind: 'note-added', data: { text: 'Ring twice' } });
    await clock.advance(minute);
    expect([desk.ringer.ring().orders, timeline(id)]).toEqual([[id], []]);
    await clock.advance(2 * minute);
    expect(timeline(id)).toMatchObject([{ to: ['Anna', 'Olena'], why: 'not-taken' }]);
  });

  it('is told by no second notice to whom it was told before, also by a rule of one step', async () => {
    let held = true;
    const desk = startBellDesk({
      ledger,
      clock,
      managers,
      manychat: messenger,
      mayTell: async (message) =>
        held && managerOf(message) !== 'Taras' ? { waitMs: minute } : { ours: true },
    });
    running.push(desk);
    desk.book.set({ rules: [{ ...lastRule, steps: lastRule.steps.slice(0, 1) }], quiet: [] }, 'Anna');
    const id = desk.order('1');
    await clock.advance(30_000);
    expect(told).toEqual(['Taras']);
    desk.take(id, 'Anna');
    await clock.advance(5 * minute);
    held = false;
    decide(id, 2, status('new', 2));
    await clock.advance(30 * minute);
    expect(told.toSorted()).toEqual(everybody);
  });

  it('is told by the computer that tells by then, which had not owed it', async () => {
    const id = start().order('1');
    decide(id, 1, taken);
    await clock.advance(minute);
    await Promise.all(running.splice(0).map((desk) => desk.stop()));
    const heir = memoryLedger({ clock, deskId: 'desk-2' });
    heir.entries.importRemote(ledger.entries.list());
    start('Taras', heir);
    await clock.advance(minute);
    expect(told).toEqual([]);
    decide(id, 2, status('new', 2), heir);
    await clock.advance(minute);
    expect(told.toSorted()).toEqual(everybody);
    await Promise.all(running.splice(0).map((desk) => desk.stop()));
    heir.close();
  });
});

describe('who has quiet hours as an order is passed on to its last step', () => {
  const all = [1, 2, 3, 4, 5, 6, 7];
  const quiet = { manager: 'Anna', hours: { days: all, from: '11:00', to: '12:10' } };

  it.each(['passed on', 'told first'])(
    'is told of one that still waits as soon as they are over: %s',
    async (how) => {
      const desk = start('Taras');
      const steps = how === 'passed on' ? lastRule.steps : lastRule.steps.slice(1);
      desk.book.set({ rules: [{ ...lastRule, steps }], quiet: [quiet] }, 'Anna');
      desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
      const id = desk.order('1'); // at noon in Kyiv
      await clock.advance(9 * minute);
      expect(told.toSorted()).toEqual(['Olena', 'Taras']);
      await clock.advance(2 * minute);
      expect(told.toSorted()).toEqual(everybody);
      await clock.advance(60 * minute);
      expect(told).toHaveLength(3);
      expect(timeline(id).flatMap(({ to }) => to)).toEqual(how === 'passed on' ? ['Olena'] : []);
    },
  );

  it.each([
    [5, 5],
    [6, 1],
  ])('is told of %i that came in them in so many messages, each once: %i', async (orders, messages) => {
    const texts: string[] = [];
    const send: Manychat['send'] = async (id, { content }) => {
      if (id !== managers[0]?.subscriberId) return;
      texts.push(...content.messages.flatMap((one) => (one.type === 'text' ? [one.text] : [])));
    };
    const desk = startBellDesk({ ledger, clock, managers, manychat: { ...messenger, send } });
    running.push(desk);
    desk.book.set({ rules: [lastRule], quiet: [quiet] }, 'Anna');
    desk.book.setDuty({ manager: 'Taras', on: true, via: 'app' });
    for (let nth = 1; nth <= orders; nth += 1) desk.order(String(nth));
    await clock.advance(9 * minute);
    expect(texts).toEqual([]);
    await clock.advance(60 * minute);
    expect(texts).toHaveLength(messages);
    for (let nth = 1; nth <= orders; nth += 1) expect(texts.join('\n')).toContain(`#${nth}`);
  });

  /** Of the first step are Anna and Taras, of the second, forty minutes later, Olena. */
  const [{ whom: _whom, ...step } = never()] = lastRule.steps;
  const named = (...names: readonly string[]) => ({ ...step, whom: { kind: 'named', names } as const });
  const inTwoSteps = [
    { ...lastRule, steps: [{ ...named('Anna', 'Taras'), passOnMinutes: 40 }, named('Olena')] },
  ];

  it('is told of many at once, and whoever is next is told of them in his time, as of any', async () => {
    const desk = start('Taras');
    desk.book.set({ rules: inTwoSteps, quiet: [quiet] }, 'Anna');
    const ids = Array.from({ length: 6 }, (_, nth) => desk.order(String(nth)));
    await clock.advance(20 * minute);
    expect(told).toContain('Anna');
    await clock.advance(21 * minute);
    expect(told.at(-1)).toBe('Olena');
    const reasons = ids.flatMap((id) => ledger.orders.get(id)?.notifications ?? []);
    const together = reasons.filter(({ reason }) => reason?.includes('one message'));
    expect(new Set(together.map(({ manager }) => manager))).toEqual(new Set(['Anna']));
  });

  it('is told of one that is passed on at once, when they were over while no computer was on, though it fails at first', async () => {
    const desk = start('Taras');
    desk.book.set({ rules: inTwoSteps, quiet: [quiet] }, 'Anna');
    const id = desk.order('1');
    await desk.stop();
    running.splice(0);
    await clock.advance(41 * minute);
    const owed: string[] = [];
    let faults = 0;
    const ringer = createEscalation({
      ledger,
      clock,
      log: quietLog(),
      book: desk.book,
      notices: {
        owe(_order, names) {
          if (names.includes('Anna') && faults === 0) {
            faults += 1;
            throw new TypeError('a fault');
          }
          owed.push(...names);
        },
        owed: () => new Map(),
        writable: () => new Set(everybody),
      },
      tells: () => true,
      mayBeDone: () => false,
      manager: () => 'Taras',
      silenced: () => [],
      catchingUp: () => false,
      onRing: () => {},
    });
    ringer.start();
    await clock.advance(minute);
    await ringer.stop();
    expect(faults).toBe(1);
    expect(new Set(owed)).toEqual(new Set(['Olena', 'Anna']));
    expect(timeline(id).map(({ step: nth }) => nth)).toEqual([2]);
  });

  it('is not told of one that somebody has taken meanwhile, nor who begins a shift later of one told without him', async () => {
    const desk = start('Taras');
    desk.book.set({ rules: [{ ...lastRule, steps: lastRule.steps.slice(0, 1) }], quiet: [quiet] }, 'Anna');
    for (const manager of ['Taras', 'Anna']) desk.book.setDuty({ manager, on: true, via: 'app' });
    const id = desk.order('1');
    desk.order('2');
    await clock.advance(minute);
    desk.book.setDuty({ manager: 'Olena', on: true, via: 'app' });
    desk.take(id, 'Taras');
    await clock.advance(15 * minute);
    expect(told).toEqual(['Taras', 'Taras', 'Anna']);
  });
});
