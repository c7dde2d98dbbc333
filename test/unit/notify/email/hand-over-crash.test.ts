import { expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { orderIdOf, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { dyingLedger } from '../../../support/crash.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { incomingOrder } from '../../../support/orders.ts';
import type { FakeMailer } from './fake-mailer.ts';
import { fakeMailer } from './fake-mailer.ts';

const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };
const email = 'olena@kvitka.example';

/** The notices of a shop whose only manager Messenger does not reach any more. */
const notifierOver = (ledger: Ledger, clock: FakeClock, mailer: FakeMailer) =>
  createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => config,
    managers: () => [{ name: 'Olena', subscriberId: subscriberIdSchema.parse('7'), email }],
    warehouseOn: () => false,
    language: () => 'en',
    random: () => 0.5,
    mailer: () => mailer,
    openManychat: () => ({
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async () => ({ name: 'Olena', lastInteraction: null }),
      send: () => Promise.reject(new Error('nothing is to be sent')),
    }),
  });

it.each(['before', 'after'] as const)(
  'what Messenger refuses is owed by e-mail together with that, so that it is sent once though the app dies %s any call',
  async (when) => {
    let points = 0;
    for (let call = 1; call < 60; call += 1) {
      const clock = fakeClock();
      const ledger = memoryLedger({ clock });
      const mailer = fakeMailer();
      const { enqueueNotices } = notifierOver(ledger, clock, mailer);
      const { orderId } = createRecorder({ ledger, clock, enqueueNotices }).record(
        incomingOrder({ sourceId: '1' }),
        { by: 'shopify', ring: true, toldAt: clock.now() },
      );
      expect(orderId).toBe(orderIdOf('shopify', '1'));
      const dying = dyingLedger(ledger, { call, when });
      const live = async (over: Ledger, kinds: RegExp, ms: number): Promise<void> => {
        const performers = notifierOver(over, clock, mailer).performers.filter(({ kind }) =>
          kinds.test(kind),
        );
        const relay = createRelay({ ledger: over, clock, log: quietLog(), performers });
        try {
          relay.start();
        } catch (error) {
          expect(error).toMatchObject({ message: 'the process died' });
        }
        await clock.advance(ms);
        await Promise.race([relay.stop(), clock.advance(5_000)]);
      };
      await live(dying.ledger, /newOrder/, 10_000);

      const told = ledger.orders.get(orderId)?.notifications.map(({ channel, state }) => [channel, state]);
      const owed = ledger.outbox.open('notify.email').length;
      expect([told, owed], `${when} call ${call}`).toEqual(
        owed === 0 ? [[], 0] : [[['messenger', 'refused']], 1],
      );
      await live(ledger, /./, 5 * 60_000);
      expect(ledger.orders.get(orderId)?.notifications, `${when} call ${call}`).toMatchObject([
        { channel: 'messenger', state: 'refused' },
        { channel: 'email', state: 'sent' },
      ]);
      expect(mailer.sent, `${when} call ${call}`).toHaveLength(1);
      ledger.close();
      points += 1;
      if (!dying.died()) break;
    }
    expect(points).toBeGreaterThan(10);
  },
  60_000,
);
