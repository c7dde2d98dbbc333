import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import { refusalOf } from '../../../../src/main/manychat/problems.ts';
import { addSendingStatus } from '../../../../src/main/notify/email/sending-status.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../../src/main/settings/config.ts';
import type { Way } from '../../../../src/shared/alert-rules/channels.ts';
import { lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { orderIdOf, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder } from '../../../support/orders.ts';
import type { BellDesk } from '../alert-rules/bell-desk.ts';
import { startBellDesk } from '../alert-rules/bell-desk.ts';
import type { FakeMailer } from './fake-mailer.ts';
import { fakeMailer, read } from './fake-mailer.ts';

const minute = 60_000;
const hour = 60 * minute;
const anna: ManagerConfig = {
  name: 'Anna',
  subscriberId: subscriberIdSchema.parse('7'),
  email: 'anna@kvitka.example',
};
const byEmail: ManagerConfig = { name: 'Olena', subscriberId: null, email: 'olena@kvitka.example' };
const byMessenger: ManagerConfig = { name: 'Taras', subscriberId: subscriberIdSchema.parse('8') };
const id = orderIdOf('shopify', '1');

let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;
let told: string[];
let refuses: () => Error | null;
const running: BellDesk[] = [];

const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async () => ({ name: '', lastInteraction: clock.now() }),
  send: async (subscriber) => {
    const error = refuses();
    if (error) throw error;
    told.push(subscriber);
  },
};
const shut = (): Error => refusalOf('3011', 'outside the window of 24 hours');

function start(managers: readonly ManagerConfig[] = [anna], withMailer = true): BellDesk {
  const desk = startBellDesk({
    ledger,
    clock,
    managers,
    manychat: messenger,
    ...(withMailer && { mailer }),
  });
  running.push(desk);
  return desk;
}
const withWays = (desk: BellDesk, ways: readonly Way[]): void =>
  desk.book.set({ rules: [{ ...lastRule, ways }], quiet: [] }, 'Anna');
const ends = (of: OrderId = id) =>
  (ledger.orders.get(of)?.notifications ?? []).map(
    ({ manager, channel, state }) => `${manager} ${channel} ${state}`,
  );

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  mailer = fakeMailer();
  told = [];
  refuses = () => null;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((desk) => desk.stop()));
  ledger.close();
});

describe('a manager with two ways', () => {
  it('is told by the first one alone', async () => {
    start().order('1');
    await clock.advance(minute);
    expect([told, mailer.sent]).toEqual([['7'], []]);
    expect(ends()).toEqual(['Anna messenger sent']);
  });

  it('is told by e-mail when Messenger refuses for good, and nothing waits for a person', async () => {
    refuses = shut;
    start().order('1');
    await clock.advance(minute);
    expect(await read(mailer.sent[0])).toMatchObject({
      to: 'anna@kvitka.example',
      subject: 'New order #1 · shopify · ₴1,240',
    });
    expect(mailer.sent).toHaveLength(1);
    expect(ends()).toEqual(['Anna messenger refused', 'Anna email sent']);
    expect(ledger.outbox.parked()).toEqual([]);
  });

  it('is told by Messenger when e-mail comes first and is refused', async () => {
    const desk = start();
    withWays(desk, ['email', 'messenger']);
    mailer.answers = [
      { taken: false, error: new Problem('refused', 'Gmail answered 400: Invalid To header') },
    ];
    desk.order('1');
    await clock.advance(minute);
    expect([told, mailer.sent]).toEqual([['7'], []]);
    expect(ends()).toEqual(['Anna email refused', 'Anna messenger sent']);
    expect(desk.notifier.emailProblem()).toBeNull();
  });

  it('is told by no way that the rule leaves out', async () => {
    const desk = start();
    withWays(desk, ['messenger']);
    refuses = shut;
    desk.order('1');
    await clock.advance(minute);
    expect(mailer.sent).toEqual([]);
    expect(ends()).toEqual(['Anna messenger refused']);
    expect(ledger.outbox.parked()).toHaveLength(1);
  });

  it('is not told a second time where nobody knows whether the first way has', async () => {
    refuses = () => new Problem('unknown-outcome', 'No answer');
    start().order('1');
    await clock.advance(30 * minute);
    expect(mailer.sent).toEqual([]);
    expect(ends()).toEqual(['Anna messenger unknown']);
    expect(ledger.outbox.parked()).toHaveLength(1);
  });

  it('is told by e-mail when ManyChat was disconnected meanwhile', async () => {
    const first = start();
    await first.stop();
    running.length = 0;
    first.order('1');
    running.push(startBellDesk({ ledger, clock, managers: [anna], manychat: null, mailer }));
    await clock.advance(minute);
    expect(mailer.sent).toHaveLength(1);
    expect(ends()).toEqual(['Anna messenger off', 'Anna email sent']);
  });
});

describe('who has one way only', () => {
  it('begins with it', async () => {
    start([byEmail, byMessenger]).order('1');
    await clock.advance(minute);
    expect(told).toEqual(['8']);
    expect((await read(mailer.sent[0])).to).toBe('olena@kvitka.example');
    expect(ends().toSorted()).toEqual(['Olena email sent', 'Taras messenger sent']);
  });

  it('is not written to while Gmail may not send, and his computer rings all the same', async () => {
    const desk = start([byEmail], false);
    desk.order('1');
    await clock.advance(minute);
    expect(ends()).toEqual([]);
    expect(desk.ringer.ring().orders).toEqual([id]);
  });
});

describe('an order', () => {
  it('is passed on at once when every way to those of its step was refused, not before', async () => {
    const desk = start([anna, byMessenger]);
    desk.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    let isFirst = true;
    refuses = () => {
      const error = isFirst ? shut() : null;
      isFirst = false;
      return error;
    };
    mailer.problem = new Problem('unreachable', 'Could not reach Gmail');
    desk.order('1');
    await clock.advance(2 * minute);
    expect(ends()).toEqual(['Anna messenger refused']);
    expect(told).toEqual([]);
    mailer.problem = new Problem('signed-out', 'The consent to send e-mail has expired or was withdrawn');
    await clock.advance(2 * minute);
    expect(told).toEqual(['8']);
    expect(ends()).toEqual(['Anna messenger refused', 'Anna email refused', 'Taras messenger sent']);
    expect(desk.notifier.emailProblem()?.kind).toBe('signed-out');
  });

  it('is owed by e-mail from the moment Messenger’s refusal is written down, through a restart', async () => {
    refuses = shut;
    mailer.problem = new Problem('unreachable', 'Could not reach Gmail');
    const first = start();
    first.order('1');
    await clock.advance(5_000);
    expect(ends()).toEqual(['Anna messenger refused']);
    await first.stop();
    running.length = 0;
    mailer.problem = null;
    start();
    await clock.advance(2 * minute);
    expect(ends()).toEqual(['Anna messenger refused', 'Anna email sent']);
    expect(mailer.sent).toHaveLength(1);
  });

  it('that another computer could tell by one way only is told by the next one from here', async () => {
    refuses = shut;
    const other = start([{ name: 'Anna', subscriberId: anna.subscriberId }], false);
    other.order('1');
    await clock.advance(minute);
    expect(ends()).toEqual(['Anna messenger refused']);
    const heir = start();
    const order = ledger.orders.get(id);
    if (!order) throw new Error('there is no order');
    ledger.transaction(() => heir.notifier.enqueueUnsent(order, clock.now()));
    await clock.advance(minute);
    expect(ends()).toEqual(['Anna messenger refused', 'Anna email sent']);
  });
});

it('orders that come late go in one e-mail, and each says so', async () => {
  refuses = shut;
  const { notifier } = start();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  for (const sourceId of ['1', '2', '3']) {
    const told = { by: 'shopify', ring: true, toldAt: clock.now() - 5 * hour };
    recorder.record(incomingOrder({ sourceId }), told);
  }
  await clock.advance(10 * minute);
  expect(mailer.sent).toHaveLength(1);
  const { subject, text } = await read(mailer.sent[0]);
  expect(subject).toBe('3 orders arrived earlier');
  expect(['#1', '#2', '#3'].every((number) => text.includes(number))).toBe(true);
  for (const sourceId of ['1', '2', '3']) {
    expect(ends(orderIdOf('shopify', sourceId))).toEqual(['Anna messenger refused', 'Anna email sent']);
  }
});

it('says what stops e-mail until it goes again, also when nothing is to be sent', async () => {
  const { notifier } = start();
  mailer.problem = new Problem('signed-out', 'The consent to send e-mail has expired or was withdrawn');
  await notifier.checkEmail();
  const { status } = addSendingStatus(notifier.connection, notifier);
  expect(status()).toMatchObject({
    problem: 'The consent to send e-mail has expired or was withdrawn',
    facts: expect.arrayContaining([{ label: 'Sends e-mail', value: 'stopped' }]),
  });
  mailer.problem = null;
  await notifier.checkEmail();
  expect(status()).toMatchObject({ problem: null });
});
