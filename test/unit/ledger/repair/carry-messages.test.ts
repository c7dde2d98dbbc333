import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { migrate } from '../../../../src/main/ledger/migrate.ts';
import type { BrokenLedger, CarriedRow } from '../../../../src/main/ledger/repair/broken-ledger.ts';
import type { MessageParts } from '../../../../src/main/ledger/repair/carry-messages.ts';
import { carryMessages } from '../../../../src/main/ledger/repair/carry-messages.ts';
import type { ManagerConfig } from '../../../../src/main/settings/config.ts';
import { orderIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';

const order = orderIdSchema.parse('shopify:1');
const anna: ManagerConfig = { name: 'Anna', subscriberId: subscriberIdSchema.parse('42') };
const key = `new-order:${order}:Anna:messenger`;
const waiting = {
  row: 1,
  kind: 'notify.newOrder',
  key,
  order_id: order,
  payload: '{"manager":"Anna","subscriberId":"42"}',
  attempts: 1,
  created_at: 1,
  not_before: 1,
  state: 'waiting',
  due_at: 1,
  reason: null,
  parked_at: null,
} satisfies CarriedRow;

type Left = Partial<Omit<MessageParts, 'now'>> & {
  /** The rows of the broken ledger; absent if none could be read. */
  readonly rows?: readonly CarriedRow[];
  /** Those of the copy. */
  readonly copied?: readonly CarriedRow[];
  /** Recorded outcomes of the notification. */
  readonly ends?: readonly string[];
};

function carried({ rows, copied = [], ends = [], ...parts }: Left) {
  const database = openDatabase(':memory:');
  migrate(database);
  for (const row of copied) {
    const names = Object.keys(row);
    database.run(
      `INSERT INTO messages (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(row),
    );
  }
  for (const [at, state] of ends.entries()) {
    database.run(
      `INSERT INTO entries (id, desk, seq, order_id, kind, at, recorded_at, by, data)
       VALUES (?, 'desk-1', ?, ?, 'notified', 1, 1, 'orderbell', ?)`,
      state === 'sent' ? `notified:${key}` : `notified:${key}:${at}`,
      at + 1,
      order,
      JSON.stringify({ manager: 'Anna', channel: 'messenger', state }),
    );
  }
  const broken: BrokenLedger = {
    isCurrent: rows !== undefined,
    each(_table, onRow) {
      rows?.forEach(onRow);
      return rows !== undefined;
    },
    close: () => {},
  };
  const known = { areMarksKnown: true, areFactsKnown: true, received: [], managers: [anna] };
  const { inDoubt } = carryMessages(database, broken, { now: 9, ...known, ...parts });
  const marks = database.all('SELECT name FROM settings').map(({ name }) => name);
  const [message, ...others] = database.all('SELECT * FROM messages');
  return { message, others, inDoubt, isMarked: marks.includes(`notify.sending:${key}`) };
}

describe('a message after a repair', () => {
  it.each(['waiting', 'leased', 'parked', 'done'])('stays %s when its row could be read', (state) => {
    const { message, inDoubt } = carried({ rows: [{ ...waiting, state }], copied: [waiting] });
    expect(message).toEqual({ ...waiting, state });
    expect(inDoubt).toBe(0);
  });

  it.each<readonly [why: string, left: Left]>([
    ['its row comes from the copy', { copied: [waiting] }],
    ['marks of sending are lost', { rows: [waiting], areMarksKnown: false }],
  ])('counts as being sent when %s', (_why, left) => {
    const { message, ...rest } = carried(left);
    expect(message).toMatchObject({ state: 'waiting', due_at: 9 });
    expect(rest).toMatchObject({ inDoubt: 1, isMarked: true });
  });

  it('stays as it is when nothing has tried to send it', () => {
    const { inDoubt, isMarked } = carried({ rows: [{ ...waiting, attempts: 0 }], areMarksKnown: false });
    expect([inDoubt, isMarked]).toEqual([0, false]);
  });

  it.each(['sent', 'off'])('is done when a fact says %s', (end) => {
    for (const state of ['waiting', 'leased', 'parked']) {
      const { message, inDoubt } = carried({ copied: [{ ...waiting, state }], ends: [end] });
      expect([message?.state, message?.due_at, inDoubt]).toEqual(['done', null, 0]);
    }
  });

  it.each(['refused', 'unknown'])('is parked when a fact says %s', (end) => {
    const { message, isMarked } = carried({ copied: [waiting], ends: [end] });
    const reason = expect.stringContaining('Check before');
    expect(message).toMatchObject({ state: 'parked', due_at: null, parked_at: 9, reason });
    expect(isMarked).toBe(false);
  });

  it.each(['shopify.copy', 'ticket.print', 'a.later.kind'])('of kind %s is parked when in doubt', (kind) => {
    expect(carried({ copied: [{ ...waiting, kind }] }).message).toMatchObject({ state: 'parked' });
  });

  it('of a load stays as it is: a second load counts once', () => {
    const load = { ...waiting, kind: 'warehouse.load' };
    expect(carried({ copied: [load] })).toMatchObject({ message: load, inDoubt: 0 });
  });
});

describe('the lost notification of an order since the copy', () => {
  it('is enqueued in doubt, so a person looks before it is sent', () => {
    const { message, others, ...rest } = carried({ received: [order] });
    const { kind, order_id, payload } = waiting;
    expect(message).toMatchObject({ kind, key, order_id, payload, state: 'waiting', due_at: 9 });
    expect(rest).toMatchObject({ inDoubt: 1, isMarked: true });
    expect(others).toEqual([]);
  });

  it('is parked when a fact says that it was refused', () => {
    const { message, inDoubt } = carried({ received: [order], ends: ['refused'] });
    expect([message?.state, inDoubt]).toEqual(['parked', 1]);
  });

  it.each<readonly [why: string, left: Left]>([
    ['it was sent', { ends: ['refused', 'sent'] }],
    ['events are lost, so it may have been sent', { areFactsKnown: false }],
    ['there is nobody to send it to', { managers: [{ ...anna, subscriberId: null }] }],
    ['every message could be read', { rows: [] }],
  ])('is not enqueued when %s', (_why, left) => {
    expect(carried({ received: [order], ...left })).toMatchObject({ message: undefined, inDoubt: 0 });
  });
});
