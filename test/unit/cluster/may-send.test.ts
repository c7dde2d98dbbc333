import { beforeEach, describe, expect, it } from 'vitest';
import type { Intent, MaySendParts } from '../../../src/main/cluster/may-send.ts';
import { createMaySend } from '../../../src/main/cluster/may-send.ts';
import {
  noteFirstEvent,
  noteNewSubscription,
  noteStart,
} from '../../../src/main/cluster/subscription-start.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { kindsOf, noticeKind } from '../../../src/main/notice-kinds.ts';
import { createEmailChannel } from '../../../src/main/notify/email/email-channel.ts';
import { noticeEnds } from '../../../src/main/notify/notice-ends.ts';
import { orderRecord } from '../../../src/main/notify/order-notice.ts';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { entryOf, incomingOrder, received } from '../../support/orders.ts';
import { minute, ours, waits } from './cluster-shop.ts';

let clock: FakeClock;
let ledger: Ledger;
let announced: string[];
/** Up to when it is not known what was sent, epoch milliseconds. */
let unknownUntil: number;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  announced = [];
  unknownUntil = 0;
});

/** The leader of a shop with other computers and Pub/Sub, where nothing else is said. */
const sender = (change: Partial<MaySendParts> = {}) =>
  createMaySend({
    ledger,
    clock,
    isLeader: () => true,
    hasOthers: () => true,
    isSettled: () => true,
    isAloneCutOff: () => false,
    announce: async ({ keys }) => void announced.push(...keys),
    past: { covers: (order) => order === null || order.receivedAt < unknownUntil },
    ...change,
  });
const notLeader = { isLeader: () => false };

/** An order that was received here, and its notification. */
function receivedHere({ source = 'shopify' } = {}): readonly [OutboxMessage, Order] {
  const incoming = incomingOrder({ source });
  ledger.entries.append(received(incoming, clock.now()));
  return notificationOf(orderIdOf(incoming.source, incoming.sourceId));
}
/** An order that another computer received, and its notification. */
function receivedElsewhere(seq: number, source = 'shopify'): readonly [OutboxMessage, Order] {
  const incoming = incomingOrder({ source, sourceId: String(seq) });
  ledger.entries.importRemote([{ ...received(incoming), desk: 'desk-2', seq, recordedAt: clock.now() }]);
  return notificationOf(orderIdOf(incoming.source, incoming.sourceId));
}
function notificationOf(orderId: OrderId, kind = noticeKind): readonly [OutboxMessage, Order] {
  const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
  const id = ledger.outbox.put({ kind, key: `${kind}:${noticeKey(orderId, 'Olena')}`, orderId, payload });
  const order = ledger.orders.get(orderId);
  const message = id === null ? null : ledger.outbox.get(id);
  if (!order || !message) throw new Error('nothing was enqueued');
  return [message, order];
}
const intentOf = ([, order]: readonly [OutboxMessage, Order]): Intent => ({
  keys: [noticeKey(order.id, 'Olena')],
});

/** Asks every half minute until it is not told to wait. @returns the answer, and after how many minutes */
async function untilAnswered(
  may: ReturnType<typeof sender>,
  [message, order]: readonly [OutboxMessage, Order],
) {
  for (let half = 0; half < 100; half += 1) {
    const answer = await may.maySend(message, order);
    if (!('waitMs' in answer)) return { answer, minutes: half / 2 };
    clock.sleep(30_000);
  }
  throw new Error('it waits for ever');
}
const asks = (why: RegExp) => ({ answer: { unknown: expect.stringMatching(why) }, minutes: 10 });
const unreachable = async (): Promise<never> => {
  throw new Problem('unreachable', 'Pub/Sub cannot be reached');
};

it.each<[string, Partial<MaySendParts>, object]>([
  ['another computer than the leader', notLeader, waits],
  ['the leader while Pub/Sub accepts nothing', { announce: unreachable }, waits],
  ['one cut off, alone', { ...notLeader, isAloneCutOff: () => true, announce: unreachable }, ours],
  ['the only one without Pub/Sub', { announce: null, hasOthers: () => false }, ours],
  [
    'one without Pub/Sub that knows nothing yet',
    { announce: null, hasOthers: () => false, isSettled: () => false },
    waits,
  ],
  ['the leader without Pub/Sub', { announce: null }, ours],
  ['another one without Pub/Sub', { announce: null, ...notLeader }, waits],
])('may %s send', async (_, change, answer) => {
  expect(await sender(change).maySend(...receivedHere())).toEqual(answer);
  expect(announced).toEqual([]);
});

describe('the leader', () => {
  it('announces one key for all channels of a notification, then sends', async () => {
    const [message, order] = receivedHere();
    const [email] = notificationOf(order.id, kindsOf('email').prompt);
    const may = sender();
    for (const each of [message, email]) expect(await may.maySend(each, order)).toEqual(ours);
    expect(announced).toEqual([noticeKey(order.id, 'Olena'), noticeKey(order.id, 'Olena')]);
  });

  it('never gives up while Pub/Sub accepts nothing', async () => {
    const notification = receivedHere();
    const cutOff = sender({ announce: unreachable });
    for (let half = 0; half < 60; half += 1) {
      expect(await cutOff.maySend(...notification)).toEqual(waits);
      clock.sleep(30_000);
    }
  });

  it('sends nothing when it lost the lead while Pub/Sub answered', async () => {
    let leads = true;
    const announce = async () => {
      leads = false;
    };
    expect(await sender({ isLeader: () => leads, announce }).maySend(...receivedHere())).toEqual(waits);
  });

  it('waits ten minutes for another’s outcome, then asks a person', async () => {
    const notification = receivedHere();
    const may = sender();
    may.heard(intentOf(notification));
    expect(await untilAnswered(may, notification)).toEqual(asks(/^another computer was sending it/));
    expect(announced).toEqual([]);
  });

  it('keeps another’s intent over a restart, for a day', async () => {
    const notification = receivedHere();
    sender().heard(intentOf(notification));
    expect(await sender().maySend(...notification)).toEqual(waits);
    clock.sleep(25 * 60 * minute);
    const may = sender();
    may.sweep();
    expect(await may.maySend(...notification)).toEqual(ours);
  });

  it.each([null, 'text', { keys: 'all' }, { keys: [1] }])('ignores an intent that is %j', async (body) => {
    const may = sender();
    may.heard(body);
    expect(await may.maySend(...receivedHere())).toEqual(ours);
  });
});

describe('a computer that is not the leader', () => {
  it('asks a person after ten minutes what nobody sent', async () => {
    expect(await untilAnswered(sender(notLeader), receivedHere())).toEqual(
      asks(/^another computer was to send it/),
    );
  });

  it('sends an order written by hand at it, and at no other', async () => {
    expect(await sender(notLeader).maySend(...receivedHere({ source: 'manual' }))).toEqual(ours);
    expect(await sender(notLeader).maySend(...receivedElsewhere(1, 'manual'))).toEqual(waits);
  });

  it('does not count the hours it slept or was off', async () => {
    const notification = receivedHere();
    const may = sender(notLeader);
    expect(await may.maySend(...notification)).toEqual(waits);
    clock.sleep(12 * 60 * minute);
    expect(await may.maySend(...notification)).toEqual(waits);
    expect(await sender(notLeader).maySend(...notification)).toEqual(waits);
  });

  it('repeats nothing that another was sending, cut off and alone', async () => {
    const notification = receivedHere();
    const may = sender({ ...notLeader, isAloneCutOff: () => true, announce: unreachable });
    may.heard(intentOf(notification));
    expect(await may.maySend(...notification)).toEqual(waits);
  });
});

describe('a leader connected to Pub/Sub after an order came', () => {
  const connect = () => {
    noteNewSubscription(ledger);
    noteStart(ledger, clock.now());
  };

  it('parks its notification, where another computer may have sent it', async () => {
    const notification = receivedHere();
    connect();
    expect(await untilAnswered(sender(), notification)).toEqual(
      asks(/another computer may have sent it before/),
    );
    expect(announced).toEqual([]);
    expect(await sender({ hasOthers: () => false }).maySend(...notification)).toEqual(ours);
  });

  it('sends what it received since', async () => {
    connect();
    clock.sleep(minute);
    expect(await sender().maySend(...receivedHere())).toEqual(ours);
  });

  it('sends what arrived by Pub/Sub, and nothing from before', async () => {
    connect();
    const [before, after] = [7, 8].map((seq) => {
      const incoming = incomingOrder({ sourceId: String(seq) });
      ledger.entries.importRemote([{ ...received(incoming), desk: 'desk-2', seq, recordedAt: clock.now() }]);
      return notificationOf(orderIdOf(incoming.source, incoming.sourceId));
    });
    if (!before || !after) throw new Error('two orders');
    noteFirstEvent(ledger, 'desk-2', [{ seq: 8 }]);
    noteFirstEvent(ledger, 'desk-2', [{ seq: 1 }]);
    expect(await sender().maySend(...before)).toMatchObject({ waitMs: expect.any(Number) });
    expect(await sender().maySend(...after)).toEqual(ours);
  });
});

it('a restored ledger asks a person about what BigQuery does not confirm', async () => {
  const notification = receivedHere();
  unknownUntil = clock.now() + 1;
  expect(await untilAnswered(sender(), notification)).toEqual(asks(/since the backup/));
  unknownUntil = notification[1].receivedAt;
  expect(await sender().maySend(...notification)).toEqual(ours);
});

describe('a notification that was parked as unknown', () => {
  it('is sent once a person has given it back, whoever leads', async () => {
    unknownUntil = clock.now() + 1;
    const notification = receivedHere();
    const [message] = notification;
    const channel = createEmailChannel(() => null);
    const ends = noticeEnds(
      { ledger, clock, log: quietLog(), random: () => 0.5, channel, onAnswer: () => {} },
      message,
      orderRecord({ ledger, holdMs: minute, handOver: () => false }, message, channel),
    );
    ends.unknown('nobody knows');
    ledger.outbox.unpark(message.id, clock.now());
    const may = sender(notLeader);
    // asked again where ManyChat could not be reached: the person has still decided
    for (let times = 0; times < 2; times += 1) expect(await may.maySend(...notification)).toEqual(ours);
    ends.sent();
    expect(await may.maySend(...notification)).toEqual(waits);
  });

  it('is not sent by itself when the app died before parking it', async () => {
    const notification = receivedHere();
    expect((await untilAnswered(sender(notLeader), notification)).answer).toHaveProperty('unknown');
    expect(await sender(notLeader).maySend(...notification)).toEqual(waits);
  });

  it('is not given back by what another computer parked', async () => {
    const notification = receivedHere();
    const [message, order] = notification;
    const data = { manager: 'Olena', channel: 'messenger', state: 'unknown', at: clock.now() };
    const parked = entryOf({
      id: `notified:${message.key}:0`,
      kind: 'notified',
      orderId: order.id,
      desk: 'desk-2',
      at: clock.now(),
      data,
    });
    expect(ledger.entries.importRemote([parked])).toHaveLength(1);
    expect(await sender(notLeader).maySend(...notification)).toEqual(waits);
  });
});
