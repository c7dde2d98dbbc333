import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberMailbox } from '../../../src/main/connected-at.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { rememberConnection } from '../../../src/main/intake/shopify/connected-since.ts';
import type { DynamicBlock } from '../../../src/main/manychat/dynamic-block.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { firstLine } from '../../../src/shared/one-line.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder } from '../../support/orders.ts';
import { testShop, testShopify } from '../../support/shopify-delivery.ts';
import type { BellDesk } from './alert-rules/bell-desk.ts';
import { managersOf, startBellDesk } from './alert-rules/bell-desk.ts';
import { fakeMailer, read } from './email/fake-mailer.ts';

const minute = 60_000;
const backlog = 207;
const managers = managersOf('Anna', 'Taras');

let clock: FakeClock;
let ledger: Ledger;
/** To whom, and the first line of each message. */
let sent: (readonly [string, string])[];
let desk: BellDesk | null;

const firstLines = ({ content }: DynamicBlock): readonly string[] =>
  content.messages.flatMap((message) => (message.type === 'text' ? [firstLine(message.text)] : []));

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  sent = [];
  desk = null;
});
afterEach(async () => {
  await desk?.stop();
  ledger.close();
});

function start(): BellDesk {
  rememberConnection(ledger.settings, testShop, clock.now());
  desk = startBellDesk({
    ledger,
    clock,
    managers,
    shopify: testShopify,
    manychat: {
      page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
      contact: async () => ({ name: '', lastInteraction: clock.now() }),
      send: async (subscriber, block) => {
        for (const line of firstLines(block)) sent.push([subscriber, line]);
      },
    },
  });
  return desk;
}

describe('a first connection', () => {
  it('sends each manager one summary of what is older', async () => {
    const { order } = start();
    for (let nth = 1; nth <= backlog; nth += 1) {
      order(String(nth), { toldAt: clock.now() - nth * 1_000 - minute });
      if (nth % 20 === 0) await clock.advance(10_000);
    }
    await clock.advance(30 * minute);
    expect(sent).toEqual(managers.map(({ subscriberId }) => [subscriberId, '207 orders arrived earlier']));
  });

  it('notifies of a live order before the backlog', async () => {
    const { order } = start();
    for (let nth = 1; nth <= backlog; nth += 1) order(String(nth), { toldAt: clock.now() - minute });
    order('live');
    await clock.advance(1_000);
    expect(sent).toEqual(managers.map(({ subscriberId }) => [subscriberId, 'New order #live · shopify']));
  });

  it('sums up what a mailbox held before it was connected', async () => {
    rememberMailbox(ledger.settings, clock.now());
    const { notifier } = start();
    const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
    for (const sourceId of ['1', '2', '3']) {
      const how = { by: 'gmail', ring: true, toldAt: clock.now() - minute };
      recorder.record(incomingOrder({ source: 'mail:bloomdash', sourceId }), how);
    }
    await clock.advance(10 * minute);
    expect(sent.map(([, line]) => line)).toEqual(['3 orders arrived earlier', '3 orders arrived earlier']);
  });
});

it('sends the e-mail of a live order before hundreds that wait', async () => {
  const sends = fakeMailer();
  const line = Promise.withResolvers<void>();
  const mailer = {
    ...sends,
    ready: async () => {
      await line.promise;
      return sends.ready();
    },
  };
  const byEmail = [{ name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' }];
  desk = startBellDesk({ ledger, clock, managers: byEmail, manychat: null, mailer });
  for (let nth = 1; nth <= 200; nth += 1) desk.order(String(nth));
  await clock.advance(3 * minute);
  desk.order('live');
  line.resolve();
  await clock.advance(minute);
  const subjects = await Promise.all(sends.sent.map(async (mail) => (await read(mail)).subject));
  const live = subjects.findIndex((subject) => subject.includes('#live'));
  // four were under way when it came
  expect(live).toBeGreaterThanOrEqual(0);
  expect(live).toBeLessThanOrEqual(7);
});
