import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { FakeMailer } from '../email/fake-mailer.ts';
import { fakeMailer } from '../email/fake-mailer.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const minute = 60_000;
const noKey = new Problem('signed-out', 'ManyChat does not accept the API key', { fix: 'Copy it again' });
const noConsent = new Problem('signed-out', 'Google no longer accepts the consent to send e-mail');
const blocked = new Problem('refused', 'This contact has blocked the page');
let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;
let says: Problem | null;
let running: BellDesk[];

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  mailer = fakeMailer();
  says = null;
  running = [];
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((desk) => desk.stop()));
  ledger.close();
});

const answer = async <T>(value: T): Promise<T> => {
  if (says) throw says;
  return value;
};

/** One manager, by Messenger or by e-mail alone. */
function start(way: 'messenger' | 'email'): BellDesk {
  const [anna] = managersOf('Anna');
  if (!anna) throw new Error('there is one');
  const manychat = {
    page: () => answer({ id: '1', name: 'Kvitka', isPro: true }),
    contact: () => answer({ name: 'Anna', lastInteraction: clock.now() }),
    send: async () => {
      await answer(null);
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
  });
  running.push(desk);
  return desk;
}

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

  it('is none where ManyChat refuses one contact', async () => {
    says = blocked;
    const { notifier } = start('messenger');
    await clock.advance(11 * minute);
    expect(notifier.connection.status()).toMatchObject({ state: 'working', problem: null });
  });
});
