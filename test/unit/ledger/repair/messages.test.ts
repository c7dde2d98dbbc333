import { describe, expect, it } from 'vitest';
import { addresseesOf } from '../../../../src/main/ledger/repair/addressees.ts';
import type { Known, MessageRow } from '../../../../src/main/ledger/repair/messages.ts';
import { retraced, settle } from '../../../../src/main/ledger/repair/messages.ts';
import { noticeKey } from '../../../../src/main/notice-key.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';

const waiting: MessageRow = {
  row: 1,
  kind: 'notify.newOrder',
  key: 'new-order:shopify:1:Anna:messenger',
  orderId: 'shopify:1',
  payload: '{"manager":"Anna","subscriberId":"42"}',
  attempts: 1,
  createdAt: 1,
  notBefore: 1,
  state: 'waiting',
  dueAt: 1,
  reason: null,
  parkedAt: null,
};
const sure: Known = { now: 9, isCertain: true, areMarksKnown: true, areFactsKnown: true, end: null };
const unsure: Known = { ...sure, isCertain: false };

describe('a message after a repair', () => {
  it('is as it was where its row could be read', () => {
    for (const state of ['waiting', 'leased', 'parked', 'done']) {
      expect(settle({ ...waiting, state }, sure)).toEqual({ message: { ...waiting, state }, inDoubt: false });
    }
  });

  it('is taken for one that was being sent where nobody knows whether it was', () => {
    expect(settle(waiting, unsure)).toMatchObject({ message: { state: 'waiting', dueAt: 9 }, inDoubt: true });
    expect(settle(waiting, { ...sure, areMarksKnown: false })).toMatchObject({ inDoubt: true });
    // nobody has tried to
    expect(settle({ ...waiting, attempts: 0 }, { ...sure, areMarksKnown: false })).toMatchObject({
      inDoubt: false,
    });
  });

  it.each(['sent', 'off'])('is done where a fact says that it was %s, parked meanwhile or not', (end) => {
    for (const state of ['waiting', 'leased', 'parked']) {
      const { message, inDoubt } = settle({ ...waiting, state }, { ...unsure, end });
      expect([message.state, message.dueAt, inDoubt]).toEqual(['done', null, false]);
    }
  });

  it('waits for a person where a fact says that it was refused', () => {
    const { message } = settle(waiting, { ...unsure, end: 'refused' });
    expect(message).toMatchObject({
      state: 'parked',
      dueAt: null,
      parkedAt: 9,
      reason: expect.stringContaining('Look'),
    });
  });

  it('is done again where that is harmless', () => {
    for (const kind of ['warehouse.load', 'warehouse.linked', 'shopify.copy', 'ticket.print']) {
      expect(settle({ ...waiting, kind }, unsure)).toEqual({ message: { ...waiting, kind }, inDoubt: false });
    }
  });

  it('waits for a person where doing it again would do it twice', () => {
    const copy = settle({ ...waiting, kind: 'shopify.copy' }, { ...unsure, areMarksKnown: false });
    const ticket = settle({ ...waiting, kind: 'ticket.print' }, { ...unsure, areFactsKnown: false });
    const later = settle({ ...waiting, kind: 'a.later.kind' }, unsure);
    expect([copy, ticket, later].map(({ message }) => message.state)).toEqual(['parked', 'parked', 'parked']);
  });
});

describe('a message whose row is gone', () => {
  const keys = new Map([[7, 'new-order:shopify:8:Anna Maria:email']]);
  const parked = new Map<number, OrderId | null>();
  const orderId = orderIdSchema.parse('shopify:8');
  const payload = '{"manager":"Anna Maria","email":"anna@example.com"}';
  const maria = { name: 'Anna Maria', subscriberId: null, email: 'anna@example.com' };
  const given = { now: 9, addressees: addresseesOf([maria]) };

  it('is owed again as its indexes tell it', () => {
    const open = new Map([[7, { orderId, kind: 'notify.email' }]]);
    expect(retraced(7, { keys, open, parked }, given)).toMatchObject({
      isWhole: true,
      message: {
        kind: 'notify.email',
        orderId: 'shopify:8',
        state: 'waiting',
        payload,
      },
    });
  });

  it('is owed again of the order that its key names, where no index names it any more', () => {
    const open = new Map([[7, { orderId: null, kind: 'notify.email' }]]);
    expect(retraced(7, { keys, open, parked }, given)).toMatchObject({
      isWhole: true,
      message: { orderId: 'shopify:8', state: 'waiting', payload },
    });
  });

  it('keeps its key where it is done, so that it is not owed again', () => {
    expect(retraced(7, { keys, open: new Map(), parked }, given)).toMatchObject({
      isWhole: true,
      message: { state: 'done' },
    });
  });

  it('waits for a person still where it did', () => {
    const waits = { keys, open: new Map(), parked: new Map([[7, orderId]]) };
    expect(retraced(7, waits, given)).toMatchObject({
      isWhole: true,
      message: { kind: 'notify.email', orderId: 'shopify:8', state: 'parked' },
    });
  });

  it('is of the way its key is for, also where that is too long to be read', () => {
    const long = { ...maria, name: 'Anna '.repeat(60) };
    const key = noticeKey(orderId, long.name, 'email');
    expect(key).not.toContain('email');
    const waits = { keys: new Map([[7, key]]), open: new Map(), parked: new Map([[7, orderId]]) };
    expect(retraced(7, waits, { now: 9, addressees: addresseesOf([long]) })).toMatchObject({
      isWhole: true,
      message: { kind: 'notify.email', state: 'parked' },
    });
  });

  it('is said to be lost where nothing tells to whom it was', () => {
    const open = new Map([[7, { orderId, kind: 'notify.email' }]]);
    expect(retraced(7, { keys, open, parked }, { now: 9, addressees: [] })).toMatchObject({ isWhole: false });
    expect(retraced(8, { keys, open, parked }, given)).toBeNull();
  });
});
