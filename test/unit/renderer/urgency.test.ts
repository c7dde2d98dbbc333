import { describe, expect, it } from 'vitest';
import { sleepOf, urgencyOf } from '../../../src/renderer/state/inbox/urgency.ts';
import type { OrderRow } from '../../../src/shared/views.ts';

const kyiv = 'Europe/Kyiv';
const minute = 60_000;
/** Friday, 14:00 in the shop. */
const now = Date.parse('2026-11-27T12:00:00Z');

type Subject = Pick<OrderRow, 'status' | 'receivedAt' | 'quarantined' | 'partOf' | 'wanted'>;
const taken: Subject = {
  status: 'taken',
  receivedAt: now - 60 * minute,
  quarantined: false,
  partOf: null,
  wanted: null,
};
const hasteOf = (change: Partial<Subject>) => urgencyOf({ ...taken, ...change }, now, kyiv);

describe('how pressing an order is', () => {
  it('depends on its age while it is new', () => {
    expect(hasteOf({ status: 'new', receivedAt: now - 9 * minute })).toBeNull();
    expect(hasteOf({ status: 'new', receivedAt: now - 22 * minute })).toEqual({
      kind: 'untaken',
      tone: 'calm',
      ms: 22 * minute,
    });
    expect(hasteOf({})).toBeNull();
  });

  it.each([
    [
      { date: '2026-11-27', to: '13:00' },
      { kind: 'overdue', tone: 'late', ms: 60 * minute },
    ],
    [
      { date: '2026-11-27', from: '10:00', to: '14:40' },
      { kind: 'soon', tone: 'soon', ms: 40 * minute },
    ],
    [
      { date: '2026-11-27', to: '18:00' },
      { kind: 'today', tone: 'calm', date: '2026-11-27' },
    ],
    [{ date: '2026-11-27' }, { kind: 'today', tone: 'calm', date: '2026-11-27' }],
    [
      { date: '2026-11-28', to: '10:00' },
      { kind: 'tomorrow', tone: 'calm', date: '2026-11-28' },
    ],
    [
      { date: '2026-12-04', from: '10:00', to: '12:00' },
      { kind: 'day', tone: 'calm', date: '2026-12-04' },
    ],
  ])('depends on its delivery time: %j', (wanted, haste) => {
    expect(hasteOf({ wanted })).toEqual(haste);
  });

  it('gives an order without an hour its whole shop day', () => {
    const wanted = { date: '2026-11-27' };
    const lastMinute = Date.parse('2026-11-27T21:59:00Z');
    expect(urgencyOf({ ...taken, wanted }, lastMinute, kyiv)).toMatchObject({ kind: 'today' });
    expect(urgencyOf({ ...taken, wanted }, lastMinute + 2 * minute, kyiv)).toMatchObject({
      kind: 'overdue',
      ms: minute,
    });
  });

  it('shows the promised time instead of the waiting time', () => {
    expect(hasteOf({ status: 'new', wanted: { date: '2026-12-04' } })).toMatchObject({ kind: 'day' });
    expect(hasteOf({ status: 'new', wanted: { date: '2026-11-26' } })).toMatchObject({ kind: 'overdue' });
  });

  it.each([
    { status: 'handed-over' },
    { status: 'cancelled' },
    { quarantined: true },
    { partOf: 'copy' },
  ] as const)('is nothing for what calls for no haste: %j', (change) => {
    expect(hasteOf({ wanted: { date: '2026-11-20', to: '10:00' }, ...change })).toBeNull();
  });

  it('makes no day of a time that names none', () => {
    expect(hasteOf({ wanted: { to: '10:00' } })).toBeNull();
  });
});

describe('a snoozed order', () => {
  it('shows its end, then since when it is back, while open', () => {
    const until = now + 60 * minute;
    expect(sleepOf({ status: 'taken', snoozedUntil: until }, now)).toEqual({ kind: 'until', at: until });
    expect(sleepOf({ status: 'taken', snoozedUntil: until }, until)).toEqual({ kind: 'since', at: until });
    expect(sleepOf({ status: 'handed-over', snoozedUntil: until }, until)).toBeNull();
    expect(sleepOf({ status: 'taken', snoozedUntil: null }, now)).toBeNull();
  });
});
