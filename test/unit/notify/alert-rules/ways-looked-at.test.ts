import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { entryIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { FakeMailer } from '../email/fake-mailer.ts';
import { fakeMailer } from '../email/fake-mailer.ts';
import type { BellDesk, BellDeskParts } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const minute = 60_000;
const noKey = new Problem('signed-out', 'ManyChat does not accept the API key', { fix: 'Copy it again' });
const noConsent = new Problem('signed-out', 'The consent to send e-mail has expired or was withdrawn');
const blocked = new Problem('refused', 'This contact has blocked the page');
let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;
let told: number;
let says: Problem | null;
/** What every answer waits for. */
let answers: Promise<void>;
let running: BellDesk[];

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  mailer = fakeMailer();
  told = 0;
  says = null;
  answers = Promise.resolve();
  const ready = mailer.ready;
  mailer.ready = () => answers.then(ready);
  running = [];
});
afterEach(async () => {
  const stopped = Promise.all(running.splice(0).map((desk) => desk.stop()));
  await clock.advance(2_000);
  await stopped;
  ledger.close();
});

const answer = async <T>(value: T): Promise<T> => {
  await answers;
  if (says) throw says;
  return value;
};

/** One manager, by Messenger or by e-mail alone. */
function start(way: 'messenger' | 'email', more: Partial<BellDeskParts> = {}): BellDesk {
  const [anna] = managersOf('Anna');
  if (!anna) throw new Error('there is one');
  const manychat = {
    page: () => answer({ id: '1', name: 'Kvitka', isPro: true }),
    contact: () => answer({ name: 'Anna', lastInteraction: clock.now() }),
    send: async () => {
      await answer(null);
      told += 1;
    },
  };
  const desk = startBellDesk({
    ledger,
    clock,
    ...(way === 'messenger'
      ? { managers: [anna], manychat }
      : {
          managers: [{ name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' }],
          manychat: null,
          mailer,
        }),
    ...more,
  });
  running.push(desk);
  return desk;
}
const stateOf = (id: OrderId) => ledger.orders.get(id)?.notifications.map(({ state }) => state);

describe('a way by which nobody can be told', () => {
  it('is known within ten minutes, with no order and no press: a key that ManyChat does not take any more', async () => {
    const { notifier } = start('messenger');
    await clock.advance(minute);
    expect(notifier.connection.status()).toMatchObject({ state: 'working', problem: null });
    says = noKey;
    await clock.advance(10 * minute);
    expect(notifier.connection.status()).toMatchObject({ state: 'signed-out', problem: noKey.message });
    says = null;
    await clock.advance(minute + 1_000);
    expect(notifier.connection.status()).toMatchObject({ state: 'working', problem: null });
  });

  it('is known within ten minutes, with no order and no press: a consent to send e-mail that ended', async () => {
    const { notifier } = start('email');
    await clock.advance(minute);
    expect(notifier.emailProblem()).toBeNull();
    mailer.problem = noConsent;
    await clock.advance(10 * minute);
    expect(notifier.emailProblem()?.message).toBe(noConsent.message);
  });

  it('is no mean of this computer within ten minutes, and is one again once its account answers', async () => {
    const { notifier } = start('messenger');
    const messenger = notifier.standing('messenger');
    await clock.advance(minute);
    expect([messenger.refusal(), messenger.isTried()]).toEqual([null, true]);
    says = noKey;
    await clock.advance(10 * minute);
    expect(messenger.refusal()).toBe(noKey);
    says = new Problem('unreachable', 'ManyChat cannot be reached');
    await clock.advance(2 * minute);
    expect(messenger.refusal()).toBe(noKey);
    says = null;
    await clock.advance(2 * minute);
    expect(messenger.refusal()).toBeNull();
    const sending = start('email').notifier.standing('email');
    await clock.advance(minute);
    expect([sending.refusal(), sending.isTried()]).toEqual([null, true]);
    mailer.problem = noConsent;
    await clock.advance(10 * minute);
    expect(sending.refusal()?.message).toBe(noConsent.message);
  });

  it('is found at once when the computer wakes', async () => {
    const messenger = start('messenger');
    const email = start('email');
    await clock.advance(minute);
    says = noKey;
    mailer.problem = noConsent;
    clock.sleep(minute);
    messenger.reachability.askAnew();
    email.reachability.askAnew();
    await clock.advance(0);
    expect(messenger.notifier.standing('messenger').refusal()).toBe(noKey);
    expect(email.notifier.standing('email').refusal()?.message).toBe(noConsent.message);
  });

  it('is not told of for longer than a minute after it was mended', async () => {
    mailer.problem = noConsent;
    const { notifier } = start('email');
    await clock.advance(1_000);
    expect(notifier.emailProblem()?.message).toBe(noConsent.message);
    mailer.problem = null;
    await clock.advance(minute);
    expect(notifier.emailProblem()).toBeNull();
  });

  it('hides no fault of the other one, though it never answers', async () => {
    mailer.ready = () => new Promise(() => {});
    const { notifier } = start('messenger', { mailer });
    await clock.advance(minute);
    says = noKey;
    await clock.advance(10 * minute);
    expect(notifier.connection.status().problem).toBe(noKey.message);
  });

  it('is none where ManyChat refuses one contact', async () => {
    says = blocked;
    const { notifier } = start('messenger');
    await clock.advance(11 * minute);
    expect(notifier.connection.status()).toMatchObject({ state: 'working', problem: null });
  });
});

describe('a shop that is closed while it is looked whether managers can be told', () => {
  it.for(['messenger', 'email'] as const)(
    'is closed within two seconds, and an answer by %s that comes later writes nothing',
    async (way) => {
      const { promise: silence, resolve: end } = Promise.withResolvers<void>();
      says = mailer.problem = way === 'messenger' ? noKey : noConsent;
      const desk = start(way);
      desk.order('1');
      await clock.advance(2 * minute);
      expect(ledger.outbox.parked()).toHaveLength(1);
      says = mailer.problem = null;
      answers = silence;
      await clock.advance(10 * minute);

      let isClosed = false;
      const closed = Promise.all(running.splice(0).map((one) => one.stop())).then(() => {
        isClosed = true;
      });
      await clock.advance(2_000);
      expect(isClosed).toBe(true);
      await closed;
      end();
      await clock.advance(minute);
      expect(ledger.outbox.parked()).toHaveLength(1);
      expect(ledger.settings.get('manychat.last')).toBeNull();
    },
  );
});

describe('a notice that was parked because its account was signed out', () => {
  it('is sent once when the account works again, also after a restart, if its order still waits', async () => {
    says = noKey;
    const first = start('messenger');
    const [waits, taken] = [first.order('1'), first.order('2')];
    await clock.advance(2 * minute);
    expect([stateOf(waits), stateOf(taken)]).toEqual([['refused'], ['refused']]);
    first.take(taken, 'Anna');
    await Promise.all(running.splice(0).map((desk) => desk.stop()));

    says = null;
    start('messenger');
    await clock.advance(30 * minute);
    expect([told, stateOf(waits), stateOf(taken)]).toEqual([1, ['sent'], ['refused']]);
    expect(ledger.outbox.parked()).toEqual([]);
  });

  it('stays parked where another way may have told the manager since', async () => {
    says = noKey;
    const desk = start('messenger');
    const id = desk.order('1');
    await clock.advance(2 * minute);
    ledger.entries.append({
      id: entryIdSchema.parse(`notified:by-email:${id}`),
      orderId: id,
      at: clock.now(),
      by: 'orderbell',
      kind: 'notified',
      data: { manager: 'Anna', channel: 'email', state: 'unknown', at: clock.now() },
    });
    says = null;
    await clock.advance(30 * minute);
    expect(told).toBe(0);
  });

  it('is sent by e-mail likewise', async () => {
    mailer.problem = noConsent;
    const desk = start('email');
    const id = desk.order('1');
    await clock.advance(2 * minute);
    expect(stateOf(id)).toEqual(['refused']);
    mailer.problem = null;
    await clock.advance(11 * minute);
    expect([mailer.sent.length, stateOf(id)]).toEqual([1, ['sent']]);
  });

  it('stays with a person where it was the contact that refused, and where the order is a day old', async () => {
    says = blocked;
    const desk = start('messenger');
    desk.order('1');
    await clock.advance(2 * minute);
    says = noKey;
    desk.order('2');
    await clock.advance(25 * 60 * minute);
    says = null;
    await clock.advance(30 * minute);
    expect(told).toBe(0);
    expect(ledger.outbox.parked()).toHaveLength(2);
  });
});
