import { beforeEach, describe, expect, it } from 'vitest';
import type { MayTellParts } from '../../../src/main/desks/may-tell.ts';
import { createMayTell } from '../../../src/main/desks/may-tell.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { emailKind, noticeKind } from '../../../src/main/notice-kinds.ts';
import { noticeEnds, orderNotice } from '../../../src/main/notify/notice-ends.ts';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { deskIdSchema, entryIdSchema, orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

type LeaseView = {
  -readonly [name in keyof MayTellParts['lease']]: MayTellParts['lease'][name] extends () => infer R
    ? R
    : never;
};

const minute = 60_000;
const waits = { waitMs: 30_000 };
const ours = { ours: true };
let clock: FakeClock;
let ledger: Ledger;
/** What the lease says, as a test has it. */
let says: LeaseView;
let unclaimed: number;
let claimed: string[];
let claim: () => 'ours' | 'theirs';
/** Up to when it is not known what was told, epoch milliseconds. */
let unknownUntil: number;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  ledger.settings.set('desks.seen', 'yes');
  says = {
    isAlone: false,
    isKnown: true,
    isSure: true,
    serverAtLeast: clock.now(),
    heldUntil: clock.now(),
    handovers: [],
    toldUnclaimed: undefined,
  };
  unclaimed = 0;
  claimed = [];
  claim = () => 'ours';
  unknownUntil = 0;
});

const mayTell = () =>
  createMayTell({
    ledger,
    clock,
    claim: async (what) => {
      const whose = claim();
      claimed.push(what);
      return whose;
    },
    past: { covers: (order) => order === null || order.receivedAt < unknownUntil },
    lease: {
      isAlone: () => says.isAlone,
      isKnown: () => says.isKnown,
      isSure: () => says.isSure,
      serverAtLeast: () => says.serverAtLeast,
      heldUntil: () => says.heldUntil,
      handovers: () => says.handovers,
      toldUnclaimed: () => {
        unclaimed += 1;
      },
    },
  });

/** An order and the notice it owes, received here or by another desk. */
function owed({
  placedAt = clock.now(),
  source = 'shopify',
}: {
  readonly placedAt?: number | string;
  readonly source?: string;
} = {}): readonly [OutboxMessage, Order] {
  const told = typeof placedAt === 'number' ? new Date(placedAt).toISOString() : placedAt;
  const incoming = incomingOrder({ source, placedAt: told, version: clock.now() });
  const orderId = orderIdOf(incoming.source, incoming.sourceId);
  ledger.entries.append(received(incoming, clock.now()));
  return owes(orderId);
}

function owes(orderId: OrderId): readonly [OutboxMessage, Order] {
  const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
  const key = noticeKey(orderId, 'Olena');
  const id = ledger.outbox.put({ kind: noticeKind, key, orderId, payload });
  const order = ledger.orders.get(orderId);
  const message = id === null ? null : ledger.outbox.get(id);
  if (!order || !message) throw new Error('nothing is owed');
  return [message, order];
}

const endsOf = (message: OutboxMessage, order: Order) =>
  noticeEnds(
    { ledger, clock, log: quietLog(), random: () => 0.5, holdMs: 60_000, onAnswer: () => {} },
    message,
    orderNotice({ ledger, holdMs: 60_000 }, message, { orderId: order.id, manager: 'Olena' }),
  );

const cutOff = (): never => {
  throw new Problem('unreachable', 'BigQuery cannot be reached');
};
/** Asks every half minute until it is not told to wait. @returns the answer, and after how many minutes awake */
async function askOn(ask: () => ReturnType<ReturnType<typeof mayTell>>) {
  for (let half = 0; half < 100; half += 1) {
    const answer = await ask();
    if (!('waitMs' in answer)) return { answer, minutes: half / 2 };
    clock.sleep(30_000);
  }
  throw new Error('it waits for ever');
}

describe('the only computer of a shop', () => {
  it('asks nobody, and remembers that it told unclaimed', async () => {
    says.isAlone = true;
    claim = cutOff;
    expect(await mayTell()(...owed())).toEqual(ours);
    expect([claimed, unclaimed]).toEqual([[], 1]);
  });

  it('asks as soon as it has heard of another, whatever the board says', async () => {
    says.isAlone = true;
    const other = { ...received(incomingOrder({ sourceId: '7' })), desk: 'desk-2', seq: 1, recordedAt: 0 };
    ledger.entries.adopt([other]);
    expect(await mayTell()(...owed())).toEqual(ours);
    expect(claimed).toHaveLength(1);
  });
});

describe('a ledger that was put back from a backup', () => {
  it('tells nothing of the time before until BigQuery has answered, asks a person after ten minutes, and tells what is new', async () => {
    says.isAlone = true;
    const [message, order] = owed();
    unknownUntil = clock.now() + 1;
    const may = mayTell();
    expect(await askOn(() => may(message, order))).toMatchObject({
      answer: { unknown: expect.stringMatching(/since the backup/) },
      minutes: 10,
    });
    unknownUntil = order.receivedAt;
    expect(await may(message, order)).toEqual(ours);
  });

  it('sends what a person has given back', async () => {
    const [message, order] = owed();
    endsOf(message, order).unknown('nobody knows');
    ledger.outbox.unpark(message.id, clock.now());
    unknownUntil = clock.now() + 1;
    expect(await mayTell()(message, order)).toEqual(ours);
  });
});

describe('one of several computers', () => {
  it('tells what it has claimed, each notice by its own key', async () => {
    const [message, order] = owed();
    expect(await mayTell()(message, order)).toEqual(ours);
    expect([claimed, unclaimed]).toEqual([[message.key], 0]);
  });

  it('claims a notice once for all its ways: another computer may have only the other one', async () => {
    const [message, order] = owed();
    const key = noticeKey(order.id, 'Olena', 'email');
    await mayTell()({ ...message, kind: emailKind, key }, order);
    expect(claimed).toEqual([noticeKey(order.id, 'Olena', 'messenger')]);
  });

  it('waits ten minutes for the word of another that has claimed it, then asks a person', async () => {
    claim = () => 'theirs';
    const [message, order] = owed();
    const may = mayTell();
    expect(await askOn(() => may(message, order))).toMatchObject({
      answer: { unknown: expect.stringMatching(/another computer was to tell it/) },
      minutes: 10,
    });
  });

  it('does not count the hours it slept, or was closed, as waiting', async () => {
    claim = () => 'theirs';
    const [message, order] = owed();
    const may = mayTell();
    expect(await may(message, order)).toEqual(waits);
    clock.sleep(12 * 60 * minute);
    expect(await may(message, order)).toEqual(waits);
    expect(await may(message, order)).toEqual(waits);
    // an app that is started anew in the morning has heard nothing yet
    expect(await mayTell()(message, order)).toEqual(waits);
  });

  it('claims nothing that came after it was replaced without noticing: the other one would wait for it', async () => {
    says.isSure = false;
    says.heldUntil = clock.now() - 10 * minute;
    expect(await mayTell()(...owed())).toEqual(waits);
    expect(claimed).toEqual([]);
    expect(await mayTell()(...owed({ source: 'manual' }))).toEqual(ours);
  });

  it('still tells what came while it was known to be the one that listens', async () => {
    says.isSure = false;
    expect(await mayTell()(...owed({ placedAt: clock.now() - minute }))).toEqual(ours);
  });
});

/** What order mails say: a time without a zone, three hours ahead or behind by this computer's, and what no computer can read. */
const vague = ['2025-03-04T13:00:00', '2025-03-04T07:00:00', 'today at noon'];

describe.each(vague)('an order that was placed at %s, as its mail says', (placedAt) => {
  const source = 'mail:dostavo';

  it('was placed when its mail came: it is told by the computer that was known to listen then', async () => {
    const told = owed({ placedAt, source });
    says.isSure = false;
    says.heldUntil = clock.now();
    expect(await mayTell()(...told)).toEqual(ours);
    says.heldUntil = clock.now() - 1;
    expect(await mayTell()(...told)).toEqual(waits);
  });

  it('is told as new by a computer that is cut off, and doubted if it came in a handover', async () => {
    const told = owed({ placedAt, source });
    claim = cutOff;
    expect(await mayTell()(...told)).toEqual(ours);
    claim = () => 'ours';
    says.handovers = [{ from: clock.now() - minute, to: clock.now() }];
    expect(await mayTell()(...told)).toEqual(waits);
  });
});

describe('a computer that took over', () => {
  const from = Date.parse('2025-03-04T09:50:00Z');
  const to = Date.parse('2025-03-04T09:56:00Z');

  it.each([
    ['eight minutes before the last sign', from - 8 * minute, true],
    ['earlier than that', from - 8 * minute - 1, false],
    ['four minutes after the take-over', to + 4 * minute, true],
    ['later than that', to + 4 * minute + 1, false],
  ])('doubts %s', async (_when, placedAt, isDoubted) => {
    says.handovers = [{ from, to }];
    expect(await mayTell()(...owed({ placedAt }))).toEqual(isDoubted ? waits : ours);
    expect(claimed).toHaveLength(1);
  });

  it('asks a person after two minutes, unless the one before has spoken by then', async () => {
    says.handovers = [{ from, to }];
    const [message, order] = owed({ placedAt: from });
    const may = mayTell();
    expect(await askOn(() => may(message, order))).toMatchObject({ minutes: 2 });
    const again = mayTell();
    expect(await again(message, order)).toEqual(waits);
    says.handovers = [];
    expect(await again(message, order)).toEqual(ours);
  });

  it('doubts what came in any of two handovers', async () => {
    says.handovers = [
      { from: from - 60 * minute, to: to - 60 * minute },
      { from, to },
    ];
    expect(await mayTell()(...owed({ placedAt: from - 60 * minute }))).toEqual(waits);
  });

  it('never doubts what was written down by hand: whoever did is the one who tells', async () => {
    says.handovers = [{ from, to }];
    expect(await mayTell()(...owed({ placedAt: from, source: 'manual' }))).toEqual(ours);
  });
});

describe('a computer that is cut off from BigQuery', () => {
  beforeEach(() => {
    claim = cutOff;
  });

  it('tells what came a moment ago while nobody can have taken over, and owns up to it', async () => {
    expect(await mayTell()(...owed())).toEqual(ours);
    expect(unclaimed).toBe(1);
  });

  it.each<[string, () => Partial<LeaseView>, number]>([
    ['is not sure of its role', () => ({ isSure: false }), 0],
    ['does not know BigQuery’s time', () => ({ serverAtLeast: null }), 0],
    ['heard of it late', () => ({}), 3 * minute + 1],
    ['took over just then', () => ({ handovers: [{ from: clock.now() - 6 * minute, to: clock.now() }] }), 0],
  ])('waits, and tells nothing unclaimed, when it %s', async (_why, change, ageMs) => {
    says = { ...says, ...change() };
    expect(await mayTell()(...owed({ placedAt: clock.now() - ageMs }))).toEqual(waits);
    expect(unclaimed).toBe(0);
  });

  it('asks a person after ten minutes, and tells what came back meanwhile', async () => {
    says.isSure = false;
    const [message, order] = owed();
    const may = mayTell();
    expect(await askOn(() => may(message, order))).toMatchObject({ minutes: 10 });
    claim = () => 'ours';
    expect(await may(message, order)).toEqual(ours);
  });

  it('tells what was written down here: nobody else does', async () => {
    says.isSure = false;
    expect(await mayTell()(...owed({ source: 'manual' }))).toEqual(ours);
    expect(unclaimed).toBe(0);
  });

  it.each([0, 5 * minute])(
    'asks a person about what another wrote down by hand %d ms ago, whatever was noted on it here',
    async (ageMs) => {
      const placedAt = new Date(clock.now() - ageMs).toISOString();
      const incoming = incomingOrder({ source: 'manual', placedAt });
      const orderId = orderIdOf(incoming.source, incoming.sourceId);
      const theirs = { ...received(incoming, clock.now()), desk: 'desk-2', seq: 1, recordedAt: clock.now() };
      ledger.entries.adopt([theirs]);
      const data = { rule: 'r', step: 2, to: ['Olena'], why: 'not-taken' };
      ledger.entries.append(fact({ id: `passed-on:${orderId}:2`, kind: 'passed-on', orderId, data }));
      const [message, order] = owes(orderId);
      const may = mayTell();
      expect(await askOn(() => may(message, order))).toMatchObject({
        answer: { unknown: expect.stringMatching(/another computer may have told it/) },
      });
    },
  );

  it('does not claim either before the others know that it is there', async () => {
    says.isKnown = false;
    says.isSure = false;
    claim = () => 'ours';
    expect(await mayTell()(...owed())).toEqual(waits);
    expect(claimed).toEqual([]);
  });
});

describe('a notice that was parked because nobody knew', () => {
  it('is sent as often as it takes once a person has given it back, though it is not claimed', async () => {
    claim = () => 'theirs';
    const [message, order] = owed();
    endsOf(message, order).unknown('another computer was to tell it');
    ledger.outbox.unpark(message.id, clock.now());
    const may = mayTell();
    expect(await may(message, order)).toEqual(ours);
    // ManyChat could not be reached: the person has still decided
    expect(await may(message, order)).toEqual(ours);
    endsOf(message, order).sent();
    expect(await may(message, order)).toEqual(waits);
  });

  it('is not sent by itself when the app died before it was parked', async () => {
    claim = () => 'theirs';
    const [message, order] = owed();
    const may = mayTell();
    const { answer } = await askOn(() => may(message, order));
    expect(answer).toHaveProperty('unknown');
    expect(await mayTell()(message, order)).toEqual(waits);
  });

  it('is given back by a person here, not by what another computer says of its own', async () => {
    claim = () => 'theirs';
    const [message, order] = owed();
    const entry = {
      id: entryIdSchema.parse(`notified:${message.key}:0`),
      kind: 'notified',
      desk: deskIdSchema.parse('desk-2'),
      seq: 1,
      orderId: order.id,
      at: clock.now(),
      recordedAt: clock.now(),
      by: 'orderbell',
      data: { manager: 'Olena', channel: 'messenger', state: 'unknown', at: clock.now() },
    };
    ledger.entries.adopt([entry]);
    expect(await mayTell()(message, order)).toEqual(waits);
  });
});
