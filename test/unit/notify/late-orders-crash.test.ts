import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder } from '../../support/orders.ts';

const hour = 3_600_000;

/** A process over the ledger; its Messenger answers as `send` does. */
function run(ledger: Ledger, clock: FakeClock, send: Manychat['send']) {
  const log = quietLog();
  const notifier = createNotifier({
    ledger,
    clock,
    log,
    config: () => config,
    managers: () => [{ name: 'Iryna', subscriberId: subscriberIdSchema.parse('41') }],
    warehouseOn: () => false,
    language: () => 'en',
    openManychat: () => ({
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async () => ({ name: 'Iryna', lastInteraction: clock.now() }),
      send,
    }),
  });
  const relay = createRelay({ ledger, clock, log, performers: notifier.performers });
  relay.start();
  return { recorder: createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices }), relay };
}
const config = { token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null };

it('orders told together are told once when the app dies as their message leaves, and each is shown as unknown', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  let messages = 0;
  const dying = run(ledger, clock, () => {
    messages += 1;
    return new Promise(() => {}); // the answer never comes: the process is gone
  });
  for (const sourceId of ['1', '2', '3']) {
    dying.recorder.record(incomingOrder({ sourceId }), {
      by: 'shopify',
      ring: true,
      toldAt: clock.now() - 5 * hour,
    });
  }
  await clock.advance(10 * 60_000);
  expect(messages).toBe(1);

  const next = run(ledger, clock, async () => {
    messages += 1;
  });
  await clock.advance(hour);
  expect(messages).toBe(1);
  const ends = [...ledger.orders.each()].map(({ order }) => order.notifications.map(({ state }) => state));
  expect(ends).toEqual([['unknown'], ['unknown'], ['unknown']]);
  expect(ledger.outbox.parked()).toHaveLength(3);

  // a person who has looked into the chat has them sent again
  for (const { id } of ledger.outbox.parked()) ledger.outbox.unpark(id, clock.now());
  await clock.advance(10 * 60_000);
  expect(messages).toBe(2);
  const last = [...ledger.orders.each()].map(({ order }) => order.notifications.at(-1)?.state);
  expect(last).toEqual(['sent', 'sent', 'sent']);
  await next.relay.stop();
  ledger.close();
});
