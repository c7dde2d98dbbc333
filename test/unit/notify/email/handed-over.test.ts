import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { entryIdSchema, orderIdOf, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { incomingOrder } from '../../../support/orders.ts';
import type { FakeMailer } from './fake-mailer.ts';
import { fakeMailer, read } from './fake-mailer.ts';

const minute = 60_000;
const hour = 60 * minute;
const id = orderIdOf('shopify', '1');
let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;
let relay: ReturnType<typeof createRelay>;

/** A shop with BigQuery, whose only manager Messenger does not reach any more, and an order its source told of then. */
function come(toldAt = clock.now()): void {
  const notifier = createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null }),
    managers: () => [
      { name: 'Olena', subscriberId: subscriberIdSchema.parse('7'), email: 'olena@kvitka.example' },
    ],
    warehouseOn: () => true,
    language: () => 'en',
    random: () => 0.5,
    mailer: () => mailer,
    openManychat: () => ({
      page: async () => ({ id: '1', name: 'Shop', isPro: true }),
      contact: async () => ({ name: 'Olena', lastInteraction: null }),
      send: () => Promise.reject(new Error('nothing is to be sent')),
    }),
  });
  relay = createRelay({ ledger, clock, log: quietLog(), performers: notifier.performers });
  relay.start();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  recorder.record(incomingOrder({ sourceId: '1' }), { by: 'shopify', ring: true, toldAt });
}
const load = (): void =>
  ledger.transaction(() => {
    ledger.warehouse.committed([entryIdSchema.parse(`received:${id}:1`)], 'job', clock.now());
    ledger.outbox.release('notify.newOrder', id, clock.now());
  });
const mails = () => Promise.all(mailer.sent.map(read));
const facts = () =>
  ledger.entries
    .list()
    .flatMap(({ kind, data }) =>
      kind === 'notified' ? [`${data.channel} ${data.state} ${data.releasedBy}`] : [],
    );

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  ledger.warehouse.setConnected(true);
  mailer = fakeMailer();
});
afterEach(async () => {
  await relay.stop();
  ledger.close();
});

describe('an e-mail in the place of a message says, and is written down with, what let it go', () => {
  it('the minute was over', async () => {
    come();
    await clock.advance(2 * minute);
    expect(await mails()).toMatchObject([{ text: expect.stringContaining('Not yet in BigQuery') }]);
    expect(facts()).toEqual(['messenger refused waited', 'email sent waited']);
  });

  it('BigQuery had the order', async () => {
    come();
    load();
    await clock.advance(2 * minute);
    expect(await mails()).toMatchObject([{ text: expect.not.stringContaining('BigQuery') }]);
    expect(facts()).toEqual(['messenger refused committed', 'email sent committed']);
  });

  it('of an order that came late, and alone', async () => {
    come(clock.now() - 5 * hour);
    await clock.advance(10 * minute);
    expect(await mails()).toMatchObject([
      { subject: expect.stringContaining('#1'), text: expect.stringContaining('Not yet in BigQuery') },
    ]);
    expect(facts()).toEqual(['messenger refused waited', 'email sent waited']);
  });
});
