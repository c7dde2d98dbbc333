import { beforeEach, describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/main/cluster/may-send.ts';
import { createMaySend } from '../../../src/main/cluster/may-send.ts';
import { noteNewSubscription, noteStart } from '../../../src/main/cluster/subscription-start.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { kindsBy, noticeKind } from '../../../src/main/notice-kinds.ts';
import { createEmailChannel } from '../../../src/main/notify/email/email-channel.ts';
import { noticeEnds } from '../../../src/main/notify/notice-ends.ts';
import { orderRecord } from '../../../src/main/notify/order-notice.ts';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import {
  entryIdSchema,
  orderIdOf,
  subscriberIdSchema,
  workstationIdSchema,
} from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';

const minute = 60_000;
const waits = { waitMs: 30_000 };
const ours = { ours: true };
let clock: FakeClock;
let ledger: Ledger;
let isLeader: boolean;
let hasOthers: boolean;
let isSettled: boolean;
/** No other computer is known, and Pub/Sub cannot be reached. */
let isAloneCutOff: boolean;
/** Null without Pub/Sub. */
let announce: ((intent: Intent) => Promise<void>) | null;
let announced: string[];
/** Up to when it is not known what was sent, epoch milliseconds. */
let unknownUntil: number;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  isLeader = true;
  hasOthers = true;
  isSettled = true;
  isAloneCutOff = false;
  announced = [];
  announce = async ({ keys }) => void announced.push(...keys);
  unknownUntil = 0;
});

const sender = () =>
  createMaySend({
    ledger,
    clock,
    isLeader: () => isLeader,
    hasOthers: () => hasOthers,
    isSettled: () => isSettled,
    isAloneCutOff: () => isAloneCutOff,
    announce,
    past: { covers: (order) => order === null || order.receivedAt < unknownUntil },
  });

/** An order that was received here, and its notification. */
function receivedHere({ source = 'shopify', kind = noticeKind } = {}): readonly [OutboxMessage, Order] {
  const incoming = incomingOrder({ source });
  ledger.entries.append(received(incoming, clock.now()));
  return notificationOf(orderIdOf(incoming.source, incoming.sourceId), kind);
}

function notificationOf(orderId: OrderId, kind = noticeKind): readonly [OutboxMessage, Order] {
  const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
  const id = ledger.outbox.put({ kind, key: `${kind}:${noticeKey(orderId, 'Olena')}`, orderId, payload });
  const order = ledger.orders.get(orderId);
  const message = id === null ? null : ledger.outbox.get(id);
  if (!order || !message) throw new Error('nothing was enqueued');
  return [message, order];
}

/** Parks a message as unknown, and has a person give it back. */
function giveBack(message: OutboxMessage) {
  const channel = createEmailChannel(() => null);
  const ends = noticeEnds(
    { ledger, clock, log: quietLog(), random: () => 0.5, channel, onAnswer: () => {} },
    message,
    orderRecord({ ledger, holdMs: minute, handOver: () => false }, message, channel),
  );
  ends.unknown('nobody knows');
  ledger.outbox.unpark(message.id, clock.now());
  return ends;
}

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
const unreachable = async (): Promise<never> => {
  throw new Problem('unreachable', 'Pub/Sub cannot be reached');
};

describe('the leader', () => {
  it('tells the others what it is about to send, then sends', async () => {
    expect(await sender().maySend(...receivedHere())).toEqual(ours);
    expect(announced).toEqual([noticeKey(orderIdOf('shopify', '1001'), 'Olena')]);
  });

  it('announces one key for all channels of a notification', async () => {
    const [message, order] = receivedHere();
    const [email] = notificationOf(order.id, kindsBy.email.prompt);
    const may = sender();
    await may.maySend(message, order);
    await may.maySend(email, order);
    expect(new Set(announced).size).toBe(1);
  });

  it('sends nothing that Pub/Sub has not accepted, and tries again', async () => {
    announce = unreachable;
    const notification = receivedHere();
    const cutOff = sender();
    expect(await cutOff.maySend(...notification)).toEqual(waits);
    clock.sleep(60 * minute);
    expect(await cutOff.maySend(...notification)).toEqual(waits);
    announce = async () => {};
    expect(await sender().maySend(...notification)).toEqual(ours);
  });

  it('sends nothing when it lost the lead while Pub/Sub answered', async () => {
    announce = async () => {
      isLeader = false;
    };
    expect(await sender().maySend(...receivedHere())).toEqual(waits);
  });

  it('waits ten minutes for the outcome of another’s intent, then asks a person', async () => {
    const notification = receivedHere();
    const may = sender();
    may.heard({ keys: [noticeKey(notification[1].id, 'Olena')] });
    expect(await untilAnswered(may, notification)).toEqual({
      answer: { unknown: expect.stringMatching(/^another computer was sending it/) },
      minutes: 10,
    });
    expect(announced).toEqual([]);
  });

  it('knows another’s intent after a restart, and forgets it after a day', async () => {
    const notification = receivedHere();
    sender().heard({ keys: [noticeKey(notification[1].id, 'Olena')] });
    expect(await sender().maySend(...notification)).toEqual(waits);
    clock.sleep(25 * 60 * minute);
    const may = sender();
    may.sweep();
    expect(await may.maySend(...notification)).toEqual(ours);
  });

  it.each([null, 'text', { keys: 'all' }, { keys: [1] }])(
    'passes over an intent that is %j',
    async (body) => {
      const may = sender();
      may.heard(body);
      expect(await may.maySend(...receivedHere())).toEqual(ours);
    },
  );
});

describe('a computer that is not the leader', () => {
  beforeEach(() => {
    isLeader = false;
  });

  it('sends nothing, and shows a person after ten minutes what nobody sent', async () => {
    expect(await untilAnswered(sender(), receivedHere())).toEqual({
      answer: { unknown: expect.stringMatching(/^another computer was to send it/) },
      minutes: 10,
    });
    expect(announced).toEqual([]);
  });

  it('sends an order that was written by hand at it', async () => {
    expect(await sender().maySend(...receivedHere({ source: 'manual' }))).toEqual(ours);
  });

  it('sends no order that was written by hand at another', async () => {
    const incoming = incomingOrder({ source: 'manual' });
    const event = { ...received(incoming), desk: 'desk-2', seq: 1, recordedAt: clock.now() };
    ledger.entries.importRemote([event]);
    const own = notificationOf(orderIdOf(incoming.source, incoming.sourceId));
    expect(await sender().maySend(...own)).toEqual(waits);
  });

  it('does not count as waiting the hours it slept or was off', async () => {
    const notification = receivedHere();
    const may = sender();
    expect(await may.maySend(...notification)).toEqual(waits);
    clock.sleep(12 * 60 * minute);
    expect(await may.maySend(...notification)).toEqual(waits);
    expect(await sender().maySend(...notification)).toEqual(waits);
  });
});

describe('a computer that was connected to Pub/Sub after an order came', () => {
  const connect = () => {
    noteNewSubscription(ledger);
    noteStart(ledger, clock.now());
  };

  it('parks its notification, which another may have sent', async () => {
    const notification = receivedHere();
    connect();
    const { answer, minutes } = await untilAnswered(sender(), notification);
    expect(answer).toEqual({ unknown: expect.stringContaining('another computer may have sent it before') });
    expect(minutes).toBe(10);
    expect(announced).toEqual([]);
  });

  it('sends it where no other computer is known', async () => {
    hasOthers = false;
    const notification = receivedHere();
    connect();
    expect(await sender().maySend(...notification)).toEqual(ours);
  });

  it('sends what came since', async () => {
    connect();
    clock.sleep(minute);
    expect(await sender().maySend(...receivedHere())).toEqual(ours);
  });
});

describe('a computer that is alone and cut off from Pub/Sub', () => {
  beforeEach(() => {
    isLeader = false;
    isAloneCutOff = true;
    announce = unreachable;
  });

  it('sends: no other computer can', async () => {
    expect(await sender().maySend(...receivedHere())).toEqual(ours);
  });

  it('repeats nothing that another computer was sending', async () => {
    const notification = receivedHere();
    const may = sender();
    may.heard({ keys: [noticeKey(notification[1].id, 'Olena')] });
    expect(await may.maySend(...notification)).toEqual(waits);
  });
});

describe('without Pub/Sub', () => {
  beforeEach(() => {
    announce = null;
  });

  it('the only computer sends', async () => {
    hasOthers = false;
    expect(await sender().maySend(...receivedHere())).toEqual(ours);
  });

  it('nothing is sent before it is known who else is there', async () => {
    hasOthers = false;
    isSettled = false;
    expect(await sender().maySend(...receivedHere())).toEqual(waits);
  });

  it.each([
    [true, ours],
    [false, waits],
  ])('the leader alone sends: %s', async (leads, answer) => {
    isLeader = leads;
    expect(await sender().maySend(...receivedHere())).toEqual(answer);
  });
});

describe('a ledger that was put back from a backup', () => {
  it('sends nothing of before until BigQuery answered; asks after ten minutes', async () => {
    const notification = receivedHere();
    unknownUntil = clock.now() + 1;
    const may = sender();
    expect(await untilAnswered(may, notification)).toMatchObject({
      answer: { unknown: expect.stringMatching(/since the backup/) },
      minutes: 10,
    });
    unknownUntil = notification[1].receivedAt;
    expect(await may.maySend(...notification)).toEqual(ours);
  });
});

describe('a notification that was parked as unknown', () => {
  it('is sent once a person has given it back, whoever leads', async () => {
    isLeader = false;
    unknownUntil = clock.now() + 1;
    const notification = receivedHere();
    const ends = giveBack(notification[0]);
    const may = sender();
    expect(await may.maySend(...notification)).toEqual(ours);
    // ManyChat could not be reached: the person has still decided
    expect(await may.maySend(...notification)).toEqual(ours);
    ends.sent();
    expect(await may.maySend(...notification)).toEqual(waits);
  });

  it('is not sent by itself when the app died before parking it', async () => {
    isLeader = false;
    const notification = receivedHere();
    expect((await untilAnswered(sender(), notification)).answer).toHaveProperty('unknown');
    expect(await sender().maySend(...notification)).toEqual(waits);
  });

  it('is not given back by what another computer parked', async () => {
    isLeader = false;
    const notification = receivedHere();
    const [message, order] = notification;
    ledger.entries.importRemote([
      {
        id: entryIdSchema.parse(`notified:${message.key}:0`),
        kind: 'notified',
        desk: workstationIdSchema.parse('desk-2'),
        seq: 1,
        orderId: order.id,
        at: clock.now(),
        recordedAt: clock.now(),
        by: 'orderbell',
        data: { manager: 'Olena', channel: 'messenger', state: 'unknown', at: clock.now() },
      },
    ]);
    expect(await sender().maySend(...notification)).toEqual(waits);
  });
});
