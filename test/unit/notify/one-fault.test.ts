import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { fakeMailer } from './email/fake-mailer.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
});
afterEach(() => ledger.close());

it.each(['who may tell it', 'its button'])(
  'a fault at %s keeps no other order from being told, and is seen',
  async (at) => {
    const bad = orderIdOf(incomingOrder().source, '3');
    const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };
    const fault = (id: string | null, where: string): void => {
      if (id === bad && where === at) throw new TypeError('a fault');
    };
    let told = 0;
    const notifier = createNotifier({
      ledger,
      clock,
      log: quietLog(),
      config: () => config,
      managers: () => [{ name: 'Olena', subscriberId: subscriberIdSchema.parse('7') }],
      warehouseOn: () => false,
      language: () => 'en',
      random: () => 0.5,
      openManychat: () => ({
        page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
        contact: async () => ({ name: 'Olena', lastInteraction: clock.now() }),
        send: async (_id, block) => {
          told += block.content.messages.length;
        },
      }),
      mayTell: async ({ orderId }) => {
        fault(orderId, 'who may tell it');
        return { ours: true };
      },
      takeButton: ({ id }) => {
        fault(id, 'its button');
        return null;
      },
    });
    for (let number = 0; number < 10; number += 1) {
      const order = incomingOrder({ sourceId: String(number) });
      ledger.entries.append(received(order, clock.now()));
      ledger.transaction(() => notifier.enqueueNotices(orderIdOf(order.source, order.sourceId), clock.now()));
    }
    const relay = createRelay({ ledger, clock, log: quietLog(), performers: notifier.performers });
    relay.start();
    await clock.advance(60_000);
    await relay.stop();
    expect(told).toBe(9);
    expect(ledger.orders.get(bad)?.notifications).toMatchObject([
      { manager: 'Olena', state: 'refused', reason: 'a fault' },
    ]);
    expect(ledger.notices.countToLook(clock.now())).toBe(1);
  },
);

it('a fault at an e-mail is seen as well', async () => {
  const order = incomingOrder();
  const id = orderIdOf(order.source, order.sourceId);
  const notifier = createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => null,
    managers: () => [{ name: 'Olena', subscriberId: null, email: 'olena@kvitka.example' }],
    warehouseOn: () => false,
    language: () => 'en',
    random: () => 0.5,
    mailer: fakeMailer,
    link: () => {
      throw new TypeError('a fault');
    },
  });
  ledger.entries.append(received(order, clock.now()));
  ledger.transaction(() => notifier.enqueueNotices(id, clock.now()));
  const relay = createRelay({ ledger, clock, log: quietLog(), performers: notifier.performers });
  relay.start();
  await clock.advance(60_000);
  await relay.stop();
  expect(ledger.orders.get(id)?.notifications).toMatchObject([
    { manager: 'Olena', channel: 'email', state: 'refused', reason: 'a fault' },
  ]);
});
