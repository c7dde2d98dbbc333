import { describe, expect, it } from 'vitest';
import { chat, mail, mailedAt, twins } from './same-desk.ts';

describe('a decision on two that is taken back', () => {
  it('leaves what somebody else has made of them since, and says so', () => {
    const { ledger, same, one, other } = twins();
    const since = 'Someone has changed it since';
    same.merge(one, other, 'Anna');
    same.undo(other, one, 'Taras');
    same.keepBoth(other, one, 'Taras');
    expect(() => same.undo(one, other, 'Anna', 'kept')).toThrow(since);
    expect(ledger.orders.get(one)?.apartFrom).toEqual([other]);

    same.merge(other, one, 'Ivan');
    expect(() => same.undo(other, one, 'Taras', 'both')).toThrow(since);
    expect(() => same.undo(one, other, 'Anna', 'kept')).toThrow(since);
    expect(ledger.orders.get(one)?.partOf).toEqual({ id: other, why: 'merged' });
    same.undo(other, one, 'Ivan', 'kept');
    expect(ledger.orders.get(one)?.partOf).toBeUndefined();
    expect(ledger.verify()).toEqual([]);
  });

  it('is taken back where it stands, and where it is taken back already that stays', () => {
    const { ledger, same, one, other } = twins();
    same.merge(one, other, 'Anna');
    same.undo(other, one, 'Taras');
    const before = ledger.entries.list().length;
    same.undo(one, other, 'Anna', 'kept');
    expect(ledger.entries.list()).toHaveLength(before);
    same.keepBoth(one, other, 'Anna');
    same.undo(one, other, 'Anna', 'both');
    expect(ledger.orders.get(one)?.sameAs?.map(({ id }) => id)).toEqual([other]);
  });
});

describe('two that were found to be two', () => {
  it('are never asked about again, whatever else is told of them', () => {
    const { record, ledger, same, one, other, rowOf } = twins();
    same.keepBoth(one, other, 'Anna');
    record({ ...mail, version: mailedAt + 1, note: 'Ring twice' });
    record({ ...chat, version: 3, note: 'again' });
    for (const id of [one, other]) expect(rowOf(id)).toMatchObject({ sameOrder: false, partOf: null });
    expect(ledger.orders.detail(one)?.related).toMatchObject([{ how: 'apart', order: { id: other } }]);
    same.undo(other, one, 'Anna');
    expect(rowOf(one)).toMatchObject({ sameOrder: true });
  });
});
