import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fakeMailer } from './email/fake-mailer.ts';
import { testNotifier } from './test-notifier.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
});
afterEach(() => ledger.close());

const hour = 3_600_000;
const olena = { name: 'Olena', subscriberId: subscriberIdSchema.parse('7') };

it.each([
  ['who may tell it', 0],
  ['its button', 0],
  ['who may tell it', 5 * hour],
])('a fault at %s keeps no other order back, and is seen (%i ms late)', async (at, lateMs) => {
  const bad = orderIdOf('shopify', '3');
  const fault = (id: string | null, where: string): void => {
    if (id === bad && where === at) throw new TypeError('a fault');
  };
  const { relay, order } = testNotifier({
    ledger,
    clock,
    managers: () => [olena],
    mayTell: async ({ orderId }) => {
      fault(orderId, 'who may tell it');
      return { ours: true };
    },
    takeButton: ({ id }) => {
      fault(id, 'its button');
      return null;
    },
  });
  const ids = Array.from({ length: 10 }, (_, number) => order(String(number), clock.now() - lateMs));
  relay.start();
  await clock.advance(10 * 60_000);
  await relay.stop();
  const statesOf = (id: (typeof ids)[number]) => ledger.orders.get(id)?.notifications[0]?.state;
  expect(ids.map(statesOf)).toEqual(ids.map((id) => (id === bad ? 'refused' : 'sent')));
  expect(ledger.orders.get(bad)?.notifications).toMatchObject([{ manager: 'Olena', reason: 'a fault' }]);
  expect(ledger.notices.countToLook(clock.now())).toBe(1);
});

it('a fault at an e-mail is seen as well', async () => {
  const { relay, order } = testNotifier({
    ledger,
    clock,
    config: () => null,
    managers: () => [{ name: 'Olena', subscriberId: null, email: 'olena@kvitka.example' }],
    mailer: fakeMailer,
    link: () => {
      throw new TypeError('a fault');
    },
  });
  const id = order('1');
  relay.start();
  await clock.advance(60_000);
  await relay.stop();
  expect(ledger.orders.get(id)?.notifications).toMatchObject([
    { manager: 'Olena', channel: 'email', state: 'refused', reason: 'a fault' },
  ]);
});
