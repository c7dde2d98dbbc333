import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../../src/main/ports.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact } from '../../../support/orders.ts';
import { testNotifier } from '../test-notifier.ts';
import type { FakeMailer } from './fake-mailer.ts';
import { fakeMailer } from './fake-mailer.ts';

const minute = 60_000;
const id = orderIdOf('shopify', '1');

let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;
const running: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  mailer = fakeMailer();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
  ledger.close();
});

/** A shop with one manager, who is notified by e-mail; its relay is stopped after the test. */
function run(): void {
  const { relay, order } = testNotifier({
    ledger,
    clock,
    config: () => null,
    managers: () => [{ name: 'Olena', subscriberId: null, email: 'olena@kvitka.example' }],
    mailer: () => mailer,
  });
  relay.start();
  running.push(relay);
  order('1');
}
const notices = () => ledger.orders.get(id)?.notifications ?? [];
const giveBack = (): void => {
  for (const message of ledger.outbox.parked()) ledger.outbox.unpark(message.id, clock.now());
};

it('parks an e-mail whose answer was lost, and sends it again only by a person', async () => {
  mailer.answers = [{ taken: true, error: new Problem('unknown-outcome', 'Gmail answered 502') }];
  run();
  await clock.advance(60 * minute);
  expect(notices()).toMatchObject([
    { state: 'unknown', reason: expect.stringContaining('Check the sent mails') },
  ]);
  expect(ledger.outbox.parked()).toHaveLength(1);
  expect(ledger.settings.names('notify.sending:', 'email')).toEqual([]);
  expect(mailer.sent).toHaveLength(1);
  giveBack();
  await clock.advance(minute);
  expect(notices()).toMatchObject([{ state: 'sent' }]);
  expect(mailer.sent).toHaveLength(2);
});

describe('an e-mail', () => {
  it('waits while Gmail is out of reach or asks to slow down, and goes once', async () => {
    mailer.answers = [
      {
        taken: false,
        error: new Problem('throttled', 'Gmail is limiting requests', { retryAfterMs: 20_000 }),
      },
      { taken: false, error: new Problem('unreachable', 'Could not reach Gmail') },
    ];
    run();
    await clock.advance(10_000);
    expect(mailer.sent).toEqual([]);
    await clock.advance(2 * minute);
    expect(notices()).toMatchObject([{ state: 'sent' }]);
    expect(mailer.sent).toHaveLength(1);
  });

  it('that was refused is parked with its reason, and goes when a person says so', async () => {
    mailer.answers = [
      { taken: false, error: new Problem('refused', 'Gmail answered 400: Invalid To header') },
    ];
    run();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'refused', reason: 'Gmail answered 400: Invalid To header' }]);
    giveBack();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'sent' }]);
  });

  it('is not sent of an order that somebody takes while Gmail is signed in to', async () => {
    const { ready } = mailer;
    mailer.ready = async () => {
      const data = { manager: 'Taras', decision: 1 };
      ledger.entries.append(fact({ id: 'taken', kind: 'taken', orderId: id, data }));
      return ready();
    };
    run();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'off', reason: 'Taras has taken the order' }]);
    expect(mailer.sent).toEqual([]);
  });
});
