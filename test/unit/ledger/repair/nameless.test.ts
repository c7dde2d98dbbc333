import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { openLedger } from '../../../../src/main/ledger/open.ts';
import { fillOutbox } from '../../../../src/main/ledger/repair/fill-outbox.ts';
import type { Salvage } from '../../../../src/main/ledger/repair/salvage.ts';
import type { ManagerConfig } from '../../../../src/main/settings/config.ts';
import type { EntryDraft } from '../../../../src/shared/entry.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { orderIdSchema, subscriberIdSchema, workstationIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { fact } from '../../../support/orders.ts';

const [order, other] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
const keyOf = (manager: string, id = order) => `new-order:${id}:${manager}:messenger`;
const own = 'desk-1';
const now = 9;

const anna: ManagerConfig = { name: 'Anna', subscriberId: subscriberIdSchema.parse('11') };
const ira: ManagerConfig = { name: 'Ira', subscriberId: subscriberIdSchema.parse('12') };
const both: ManagerConfig = { ...anna, email: 'anna@example.com' };

/** The row of another message that could be read. */
const readRow = (row: number, key: string) =>
  [row, 'notify.newOrder', key, other, 'null', 0, 1, 1, 'done', null, null, null] as const;

const notified = (manager: string, state: string, at = 1): EntryDraft => {
  const id = state === 'sent' ? `notified:${keyOf(manager)}` : `notified:${keyOf(manager)}:${at}`;
  return fact({ id, kind: 'notified', orderId: order, data: { manager, channel: 'messenger', state }, at });
};
const asked = (orderId: OrderId): EntryDraft =>
  fact({ id: `copy-asked:${orderId}`, kind: 'copy-asked', orderId, data: { tag: 't' }, at: 1 });

let dir: string;
let made = 0;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-nameless-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Left = {
  readonly managers?: readonly ManagerConfig[];
  readonly facts?: readonly EntryDraft[];
  readonly desk?: string;
  readonly rows?: readonly ReturnType<typeof readRow>[];
  readonly open?: readonly (readonly [orderId: string, kind: string, row: number])[];
  readonly parked?: readonly (readonly [orderId: string, row: number])[];
};

/** What is filled into a ledger with these facts from a file of whose messages this can be read, and no key. */
function filled({ managers = [anna], facts = [], desk = own, ...left }: Left) {
  const { rows = [], open = [], parked = [] } = left;
  const file = join(dir, `${made++}.db`);
  const ledger = openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse(desk) });
  for (const draft of facts) ledger.entries.append(draft);
  ledger.close();
  const salvage: Salvage = {
    each(table, onRow) {
      if (table === 'messages') rows.forEach(onRow);
      return false;
    },
    index: (name) => ({ messages_of_order: open, messages_parked: parked })[name] ?? [],
    loose: () => [],
    isLooseCurrent: () => false,
    close: () => {},
  };
  const database = openDatabase(file);
  try {
    const parts = { now, deskId: own, managers, areMarksKnown: true, areFactsKnown: true };
    const { lost, inDoubt } = fillOutbox(database, salvage, parts);
    const messages = database
      .all('SELECT key, kind, state, payload FROM messages ORDER BY key')
      .filter(({ key }) => !rows.some((row) => row[2] === key))
      .map(({ key, kind, state, payload }) => ({ key, kind, state, payload }));
    return { lost, inDoubt, messages, states: messages.map(({ key, state }) => [key, state]) };
  } finally {
    database.close();
  }
}

describe('a message of which neither the row nor the key is left', () => {
  it('is owed again to the one manager it can have been to, as one that may have left', () => {
    const { lost, inDoubt, messages } = filled({ open: [[order, 'notify.newOrder', 5]] });
    expect(messages).toEqual([
      {
        key: keyOf('Anna'),
        kind: 'notify.newOrder',
        state: 'waiting',
        payload: '{"manager":"Anna","subscriberId":"11"}',
      },
    ]);
    expect([lost, inDoubt]).toEqual([0, 1]);
  });

  it('is owed by the way its kind says, to the address that is set now', () => {
    const { messages } = filled({ managers: [both, ira], open: [[order, 'notify.lateEmail', 5]] });
    expect(messages).toEqual([
      {
        key: `new-order:${order}:Anna:email`,
        kind: 'notify.lateEmail',
        state: 'waiting',
        payload: '{"manager":"Anna","email":"anna@example.com"}',
      },
    ]);
  });

  it('is not owed to whom a message is there, nor to whom one was sent by whichever way', () => {
    const oleh = { ...both, name: 'Oleh' };
    const byEmail = fact({
      id: `notified:new-order:${order}:Oleh:email`,
      kind: 'notified',
      orderId: order,
      data: { manager: 'Oleh', channel: 'email', state: 'sent' },
      at: 1,
    });
    const { lost, states } = filled({
      managers: [anna, ira, oleh, { ...ira, name: 'Taras' }],
      rows: [readRow(1, keyOf('Anna'))],
      facts: [notified('Ira', 'sent'), byEmail],
      open: [[order, 'notify.newOrder', 5]],
    });
    expect([lost, states]).toEqual([0, [[keyOf('Taras'), 'waiting']]]);
  });

  const notice = (row: number) => [order, 'notify.newOrder', row] as const;
  it.each<readonly [why: string, left: Left, count: number]>([
    ['it may have been to one of two', { managers: [anna, ira], open: [notice(5)] }, 1],
    ['there were more than can be written to: one of them is another', { open: [notice(5), notice(6)] }, 2],
    [
      'its words are gone with it',
      {
        open: [
          [order, 'notify.alert', 6],
          [order, 'ticket.print', 7],
        ],
      },
      2,
    ],
  ])('is said to be lost, and is sent to nobody, where %s', (_why, left, count) => {
    const { lost, messages } = filled(left);
    expect([lost, messages]).toEqual([count, []]);
  });

  it('is a copy that this computer was asked for', () => {
    const { lost, states } = filled({ facts: [asked(order)], open: [[order, 'shopify.copy', 5]] });
    expect([lost, states]).toEqual([0, [[`copy:${order}`, 'waiting']]]);
    const of = filled({ facts: [asked(order)], desk: 'desk-2', open: [[order, 'shopify.copy', 5]] });
    expect([of.lost, of.states]).toEqual([1, []]);
  });
});

describe('a message that waited for a person, and of which neither the row nor the key is left', () => {
  const parked = [[order, 6]] as const;

  it('waits still where a fact says who was not reached; the other of its order goes to the other', () => {
    const { lost, inDoubt, states } = filled({
      managers: [anna, ira],
      facts: [notified('Anna', 'unknown', 0), notified('Anna', 'refused', 1)],
      open: [[order, 'notify.newOrder', 5]],
      parked,
    });
    expect(states).toEqual([
      [keyOf('Anna'), 'parked'],
      [keyOf('Ira'), 'waiting'],
    ]);
    expect([lost, inDoubt]).toEqual([0, 2]);
  });

  it.each<readonly [why: string, left: Left]>([
    [
      'what was refused may have gone on by another way',
      { managers: [both], facts: [notified('Anna', 'refused')] },
    ],
    ['it may be a copy', { facts: [notified('Anna', 'refused'), asked(order)] }],
    ['it has been sent since', { facts: [notified('Anna', 'refused', 0), notified('Anna', 'sent')] }],
    ['no fact tells of it', {}],
  ])('is said to be lost where %s', (_why, left) => {
    const { lost, messages } = filled({ ...left, parked });
    expect([lost, messages]).toEqual([1, []]);
  });
});
