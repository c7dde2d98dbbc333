import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { fillOutbox } from '../../../src/main/ledger/repair/fill-outbox.ts';
import type { Salvage } from '../../../src/main/ledger/repair/salvage.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { deskIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { fact } from '../../support/orders.ts';

const [order, other] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
const keyOf = (manager: string, id = order) => `new-order:${id}:${manager}:messenger`;
const own = 'desk-1';
const now = 9;

/** The row of another notice that could be read: it says where its manager is reached. */
const readRow = (row: number, manager: string, key = keyOf(manager, other)) => {
  const payload = JSON.stringify({ manager, subscriberId: `1${row}` });
  return [row, 'notify.newOrder', key, other, payload, 0, 1, 1, 'waiting', 1, null, null];
};

const notified = (manager: string, state: string, at = 1): EntryDraft => {
  const id = state === 'sent' ? `notified:${keyOf(manager)}` : `notified:${keyOf(manager)}:${at}`;
  return fact({ id, kind: 'notified', orderId: order, data: { manager, channel: 'messenger', state }, at });
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-nameless-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Left = {
  readonly facts?: readonly EntryDraft[];
  readonly desk?: string;
  readonly rows?: ReturnType<typeof readRow>[];
  readonly open?: readonly (readonly [orderId: string, kind: string, row: number])[];
  readonly parked?: readonly (readonly [orderId: string, row: number])[];
};

/** What is filled into a ledger with these facts from a file of whose messages this can be read, and no key. */
function filled({ facts = [], desk = own, rows = [], open = [], parked = [] }: Left) {
  const file = join(dir, 'ledger.db');
  const ledger = openLedger({ file, clock: fakeClock(), deskId: deskIdSchema.parse(desk) });
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
    const { lost, inDoubt } = fillOutbox(database, salvage, {
      now,
      deskId: own,
      areMarksKnown: true,
      areFactsKnown: true,
    });
    const messages = database
      .all('SELECT key, kind, state, payload FROM messages ORDER BY key')
      .map(({ key, kind, state, payload }) => ({ key, kind, state, payload }))
      .filter(({ key }) => !rows.some((row) => row[2] === key));
    return { lost, inDoubt, messages };
  } finally {
    database.close();
  }
}

describe('a message of which neither the row nor the key is left', () => {
  it('is owed again to the one manager it can have been to, as one that may have left', () => {
    const { lost, inDoubt, messages } = filled({
      rows: [readRow(1, 'Anna')],
      open: [[order, 'notify.newOrder', 5]],
    });
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

  it('is owed by the way its kind says, to the address that was said last', () => {
    const row = (at: number, email: string) => {
      const payload = JSON.stringify({ manager: 'Anna', email });
      return [
        at,
        'notify.email',
        `new-order:${other}:${at}:email`,
        other,
        payload,
        0,
        1,
        1,
        'done',
        null,
        null,
        null,
      ];
    };
    const { messages } = filled({
      rows: [readRow(3, 'Anna'), row(1, 'old@example.com'), row(2, 'new@example.com')],
      open: [[order, 'notify.lateEmail', 5]],
    });
    expect(messages).toEqual([
      {
        key: `new-order:${order}:Anna:email`,
        kind: 'notify.lateEmail',
        state: 'waiting',
        payload: '{"manager":"Anna","email":"new@example.com"}',
      },
    ]);
  });

  it('is not owed to whom a message is there, nor to whom one was sent', () => {
    const { lost, messages } = filled({
      rows: [readRow(1, 'Anna', keyOf('Anna')), readRow(2, 'Ira'), readRow(3, 'Oleh')],
      facts: [notified('Ira', 'sent')],
      open: [[order, 'notify.newOrder', 5]],
    });
    expect(messages.map(({ key, state }) => [key, state])).toEqual([
      [keyOf('Ira'), 'done'],
      [keyOf('Oleh'), 'waiting'],
    ]);
    expect(lost).toBe(0);
  });

  it('is said to be lost, and is sent to nobody, where it may have been to one of two', () => {
    const { lost, messages } = filled({
      rows: [readRow(1, 'Anna'), readRow(2, 'Ira')],
      open: [[order, 'notify.newOrder', 5]],
    });
    expect(messages).toEqual([]);
    expect(lost).toBe(1);
  });

  it('is said to be lost where nobody who can be written to is known, and where its words are gone with it', () => {
    const { lost, messages } = filled({
      rows: [],
      open: [
        [order, 'notify.newOrder', 5],
        [order, 'notify.alert', 6],
        [order, 'ticket.print', 7],
      ],
    });
    expect(messages).toEqual([]);
    expect(lost).toBe(3);
  });

  it('waits for a person still where a fact says who was not reached; the other of its order goes to the other', () => {
    const { lost, messages } = filled({
      rows: [readRow(1, 'Anna'), readRow(2, 'Ira')],
      facts: [notified('Anna', 'unknown', 0), notified('Anna', 'refused', 1)],
      open: [[order, 'notify.newOrder', 5]],
      parked: [[order, 6]],
    });
    expect(messages.map(({ key, state }) => [key, state])).toEqual([
      [keyOf('Anna'), 'parked'],
      [keyOf('Ira'), 'waiting'],
    ]);
    expect(lost).toBe(0);
  });

  it('is a copy that was asked for and is not made', () => {
    const asked = (orderId: OrderId) =>
      fact({ id: `copy-asked:${orderId}`, kind: 'copy-asked', orderId, data: { tag: 't' }, at: 1 });
    const made = fact({
      id: `copy-linked:${other}`,
      kind: 'copy-linked',
      orderId: other,
      data: { copy: 'shopify:3', tag: 't', number: '3' },
      at: 1,
    });
    const { lost, messages } = filled({
      facts: [asked(order), asked(other), made],
      open: [
        [order, 'shopify.copy', 5],
        [other, 'shopify.copy', 6],
      ],
    });
    expect(messages.map(({ key, state }) => [key, state])).toEqual([[`copy:${order}`, 'waiting']]);
    expect(lost).toBe(1);
  });
});

describe('what was sent, and of which no message is left', () => {
  it('is not owed again', () => {
    const { messages } = filled({ facts: [notified('Anna', 'sent'), notified('Ira', 'refused')] });
    expect(messages.map(({ key, state }) => [key, state])).toEqual([[keyOf('Anna'), 'done']]);
  });

  it('is kept of this computer only', () => {
    expect(filled({ facts: [notified('Anna', 'sent')], desk: 'desk-2' }).messages).toEqual([]);
  });
});
