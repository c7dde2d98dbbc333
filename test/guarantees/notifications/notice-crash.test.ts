import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../src/main/settings/config.ts';
import type { Way } from '../../../src/shared/alert-rules/channels.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import type { CrashPoint } from '../../support/crash.ts';
import { dyingLedger } from '../../support/crash.ts';
import { byForm } from '../../support/form.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder } from '../../support/orders.ts';
import { randomFrom } from '../../support/random.ts';
import { fakeMailer, read } from '../../unit/notify/email/fake-mailer.ts';
import { prove } from '../prove.ts';

const hour = 3_600_000;
const steps = 12;
const never: CrashPoint = { call: Number.POSITIVE_INFINITY, when: 'before' };
const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };

/** A manager, and whether Messenger accepts messages to them. */
type Manager = ManagerConfig & { readonly isReached: boolean };
/** A shop with notifications; the seed determines its orders, managers and channels. */
type Shop = {
  readonly orders: readonly { readonly number: string; readonly isLate: boolean }[];
  readonly managers: readonly Manager[];
  readonly ways: readonly Way[];
};

function shopOf(seed: number): Shop {
  const random = randomFrom(seed);
  const ways = random.of<readonly Way[]>([
    ['messenger'],
    ['email'],
    ['messenger', 'email'],
    ['email', 'messenger'],
  ]);
  const late = random.chance(0.3);
  return {
    ways,
    orders: ['7001', '7002', '7003']
      .slice(0, 1 + random.below(3))
      .map((number) => ({ number, isLate: late && random.chance(0.7) })),
    managers: ['Anna', 'Taras', 'Olena'].slice(0, 1 + random.below(3)).map((name, at) => ({
      name,
      subscriberId: subscriberIdSchema.parse(String(at + 7)),
      email: `${name.toLowerCase()}@kvitka.example`,
      isReached: ways.length === 1 || random.chance(0.7),
    })),
  };
}

/** The outcome of one order's notification to one manager. */
type Notice = {
  readonly way: Way;
  readonly times: number;
  readonly state: 'sent' | 'unknown' | 'neither';
};
/** A wrapper around the ledger of a process. */
type Through = (ledger: Ledger) => Ledger;

/** Sends the notifications of a shop by a process that dies at a point, and by its successor. */
async function notifyAndDie(
  shop: Shop,
  point: CrashPoint,
  through: Through,
): Promise<{ readonly died: boolean; readonly calls: number; readonly notices: readonly Notice[] }> {
  // a minute before late orders are reported
  const clock = fakeClock('2025-03-04T10:01:55Z');
  const ledger = memoryLedger({ clock });
  const mailer = fakeMailer();
  const inMessenger: { readonly to: string; readonly text: string }[] = [];
  const log = quietLog();
  const notifierOver = (over: Ledger) =>
    createNotifier({
      ledger: over,
      clock,
      log,
      config: () => config,
      managers: () => shop.managers,
      warehouseOn: () => false,
      language: () => 'en',
      random: () => 0.5,
      ways: () => shop.ways,
      mailer: () => mailer,
      openManychat: () => ({
        page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
        async contact(id) {
          const one = shop.managers.find(({ subscriberId }) => subscriberId === id);
          return { name: one?.name ?? '', lastInteraction: one?.isReached ? clock.now() : null };
        },
        async send(to, block) {
          inMessenger.push({ to, text: JSON.stringify(block) });
        },
      }),
    });
  async function live(over: Ledger, isOver: () => boolean): Promise<void> {
    const relay = createRelay({ ledger: over, clock, log, performers: notifierOver(over).performers });
    try {
      relay.start();
    } catch (error) {
      // a process may die during its start
      expect(error).toMatchObject({ message: 'the process died' });
    }
    const until = clock.now() + hour;
    while (!isOver() && clock.now() < until) await clock.advance(5_000);
    await Promise.race([relay.stop(), clock.advance(5_000)]);
  }

  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifierOver(ledger).enqueueNotices });
  const ids = shop.orders.map(({ number, isLate }): readonly [OrderId, string] => {
    const toldAt = clock.now() - (isLate ? 5 * hour : 0);
    const { orderId } = recorder.record(incomingOrder({ sourceId: number }), {
      by: 'shopify',
      ring: true,
      toldAt,
    });
    return [orderId, number];
  });
  const dying = dyingLedger(through(ledger), point);
  const hasEnded = (): boolean =>
    ['notify.newOrder', 'notify.lateOrder', 'notify.email', 'notify.lateEmail']
      .flatMap((kind) => ledger.outbox.open(kind))
      .every(({ state }) => state === 'parked');
  await live(dying.ledger, () => dying.died() || hasEnded());
  const [died, calls] = [dying.died(), dying.calls()];
  await live(through(ledger), hasEnded);

  const mails = await Promise.all(mailer.sent.map(read));
  const sent = [
    ...inMessenger.map((one) => ({ ...one, way: 'messenger' as const })),
    ...mails.map(({ to = '', subject, text }) => ({ to, text: `${subject} ${text}`, way: 'email' as const })),
  ];
  const notices = ids.flatMap(([id, number]) =>
    shop.managers.map(({ name, subscriberId, email }): Notice => {
      const own = sent.filter(
        ({ to, text }) => (to === subscriberId || to === email) && text.includes(number),
      );
      const recorded = ledger.orders.get(id)?.notifications.filter(({ manager }) => manager === name) ?? [];
      const isSent = recorded.some(({ state }) => state === 'sent') && own.length > 0;
      // visible to a manager, with a retry
      const isShown = ledger.notices
        .ofOrder(id)
        .some((row) => row.manager === name && row.state === 'unknown' && row.messageId !== null);
      const way = own[0]?.way ?? (recorded.at(-1)?.channel === 'email' ? 'email' : 'messenger');
      return { way, times: own.length, state: isSent ? 'sent' : isShown ? 'unknown' : 'neither' };
    }),
  );
  ledger.close();
  return { died, calls, notices };
}

/**
 * Sends the notifications of each shop by a process that dies at twelve calls spread over the run, before or after
 * their effect. A run without a death does not count.
 */
async function dieAtEveryStep(shops: number, through: Through = (ledger) => ledger) {
  const ends = new Set<string>();
  const found = { deaths: 0, twice: 0, neither: 0 };
  for (let seed = 1; seed <= shops; seed += 1) {
    const shop = shopOf(seed);
    const random = randomFrom(seed);
    const { calls } = await notifyAndDie(shop, never, through);
    for (let step = 0; step < steps; step += 1) {
      const call = 1 + Math.floor(((step + random.below(1_000) / 1_000) * calls) / steps);
      const { died, notices } = await notifyAndDie(
        shop,
        { call, when: random.of(['before', 'after']) },
        through,
      );
      if (!died) continue;
      found.deaths += 1;
      found.twice += notices.filter(({ times }) => times > 1).length;
      found.neither += notices.filter(({ state }) => state === 'neither').length;
      for (const { way, times, state } of notices) ends.add(`${way}: ${times} came, ${state}`);
    }
  }
  return { ...found, ends: [...ends].toSorted() };
}

describe('a notification whose process dies', () => {
  it('is sent at most once and never lost, whichever call was last', {
    timeout: 900_000,
  }, async () => {
    const found = await dieAtEveryStep(byForm({ short: 26, full: 26, long: 52 }));
    prove(17, 'deaths', found.deaths);
    prove(17, 'sent twice', found.twice);
    prove(17, 'neither sent nor shown', found.neither);
    // all outcomes happened: a crash before the mark, before the message, and before the record
    expect(found.ends).toEqual([
      'email: 0 came, unknown',
      'email: 1 came, sent',
      'email: 1 came, unknown',
      'messenger: 0 came, unknown',
      'messenger: 1 came, sent',
      'messenger: 1 came, unknown',
    ]);
  });

  it('detects a duplicate when a restart ignores begun sends', {
    timeout: 60_000,
  }, async () => {
    const forgetful: Through = (ledger) => ({
      ...ledger,
      settings: {
        ...ledger.settings,
        set(name, value) {
          if (!name.startsWith('notify.sending:')) ledger.settings.set(name, value);
        },
      },
    });
    const found = await dieAtEveryStep(1, forgetful);
    expect(found.twice).toBeGreaterThan(0);
  });

  it('detects a lost notification when unknown outcomes are dropped', {
    timeout: 60_000,
  }, async () => {
    const careless: Through = (ledger) => ({
      ...ledger,
      outbox: { ...ledger.outbox, park: (id) => ledger.outbox.done(id) },
    });
    const found = await dieAtEveryStep(1, careless);
    expect(found.neither).toBeGreaterThan(0);
  });
});
