import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Notifier } from '../../../../src/main/notify/notifier.ts';
import { createNotifier } from '../../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { dyingLedger } from '../../../support/crash.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { fact, incomingOrder } from '../../../support/orders.ts';
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

const notifierOver = (over: Ledger): Notifier =>
  createNotifier({
    ledger: over,
    clock,
    log: quietLog(),
    config: () => null,
    managers: () => [{ name: 'Olena', subscriberId: null, email: 'olena@kvitka.example' }],
    warehouseOn: () => false,
    language: () => 'en',
    random: () => 0.5,
    mailer: () => mailer,
  });

/** A process: relay and notifier over a ledger, alive until it is stopped or dies. */
function run(over: Ledger = ledger): void {
  const { performers } = notifierOver(over);
  const byEmail = performers.filter(({ kind }) => kind === 'notify.email');
  const relay = createRelay({ ledger: over, clock, log: quietLog(), performers: byEmail });
  relay.start();
  running.push(relay);
}
const record = (): void => {
  const { enqueueNotices } = notifierOver(ledger);
  createRecorder({ ledger, clock, enqueueNotices }).record(incomingOrder({ sourceId: '1' }), {
    by: 'shopify',
    ring: true,
    toldAt: clock.now(),
  });
};
const notices = () => ledger.orders.get(id)?.notifications ?? [];
const giveBack = (): void => {
  for (const message of ledger.outbox.parked()) ledger.outbox.unpark(message.id, clock.now());
};
const lost = { taken: true, error: new Problem('unknown-outcome', 'Gmail answered 502') };
const vanished = { ...lost, taken: false };

describe('an e-mail whose answer was lost', () => {
  it('is found among the sent ones, and is not sent again', async () => {
    mailer.answers = [lost];
    record();
    run();
    await clock.advance(minute);
    expect(notices()).toMatchObject([
      { channel: 'email', state: 'sent', reason: expect.stringMatching(/^Found among/) },
    ]);
    expect(mailer.sent).toHaveLength(1);
    expect(ledger.settings.names('notify.sending:', 'email')).toEqual([]);
  });

  it('is looked for again until Gmail shows it, also over a restart', async () => {
    mailer.answers = [lost];
    mailer.indexed = false;
    record();
    run();
    await clock.advance(4 * minute);
    expect([notices(), ledger.outbox.parked()]).toEqual([[], []]);
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    run();
    mailer.indexed = true;
    await clock.advance(4 * minute);
    expect(notices()).toMatchObject([{ state: 'sent' }]);
    expect(mailer.sent).toHaveLength(1);
  });

  it.each([
    ['it was sent', lost],
    ['it was not', vanished],
  ])('is parked for a person after ten minutes in which it did not show, though %s', async (_, answer) => {
    mailer.answers = [answer];
    mailer.indexed = false;
    record();
    run();
    await clock.advance(12 * minute);
    expect(notices()).toMatchObject([
      { state: 'unknown', reason: expect.stringContaining('not among the sent mails') },
    ]);
    expect(ledger.outbox.parked()).toHaveLength(1);
    await clock.advance(60 * minute);
    expect(mailer.sent).toHaveLength(answer.taken ? 1 : 0);
  });

  it('is parked as well while nobody can look for it', async () => {
    mailer.answers = [lost];
    record();
    run();
    await clock.advance(1_000);
    mailer.problem = new Problem('unreachable', 'Could not reach Gmail');
    await clock.advance(12 * minute);
    expect(notices()).toMatchObject([
      { state: 'unknown', reason: expect.stringContaining('Could not reach Gmail') },
    ]);
  });

  it('is not sent again by a person when it shows by then, else it is, once', async () => {
    mailer.answers = [lost];
    mailer.indexed = false;
    record();
    run();
    await clock.advance(12 * minute);
    mailer.indexed = true;
    giveBack();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'sent' }]);
    expect(mailer.sent).toHaveLength(1);
  });

  it('is sent by a person’s word where it never shows', async () => {
    mailer.answers = [vanished];
    record();
    run();
    await clock.advance(12 * minute);
    giveBack();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'sent' }]);
    expect(mailer.sent).toHaveLength(1);
  });
});

describe('an e-mail', () => {
  it('waits while Gmail is out of reach or asks to slow down, and goes once', async () => {
    mailer.answers = [
      { taken: false, error: new Problem('throttled', 'Gmail asks to slow down', { retryAfterMs: 20_000 }) },
      { taken: false, error: new Problem('unreachable', 'Could not reach Gmail') },
    ];
    record();
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
    record();
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
    record();
    run();
    await clock.advance(minute);
    expect(notices()).toMatchObject([{ state: 'off', reason: 'Taras has taken the order' }]);
    expect(mailer.sent).toEqual([]);
  });
});

it('an e-mail whose process dies is sent at most once and never forgotten, whichever call was the last', async () => {
  const outcomes = new Set<string>();
  let points = 0;
  for (let call = 1; call < 80; call += 1) {
    let reached = false;
    for (const when of ['before', 'after'] as const) {
      ledger.close();
      clock = fakeClock();
      ledger = memoryLedger({ clock });
      mailer = fakeMailer();
      record();
      const dying = dyingLedger(ledger, { call, when });
      try {
        run(dying.ledger);
      } catch (error) {
        expect(error).toMatchObject({ message: 'the process died' });
      }
      await clock.advance(10_000);
      reached ||= dying.died();
      await Promise.all(running.splice(0).map((relay) => Promise.race([relay.stop(), clock.advance(5_000)])));

      run();
      await clock.advance(20 * minute);
      await Promise.all(running.splice(0).map((relay) => relay.stop()));
      const at = `${when} call ${call}`;
      const [notice] = notices();
      expect(mailer.sent.length, at).toBeLessThanOrEqual(1);
      // what left is found; what did not is shown to a person, for nothing proves it
      expect(notice?.state, at).toBe(mailer.sent.length === 1 ? 'sent' : 'unknown');
      expect(ledger.outbox.parked(), at).toHaveLength(1 - mailer.sent.length);
      outcomes.add(
        `${mailer.sent.length} sent, ${notice?.state}${notice?.reason?.startsWith('Found') ? ', found' : ''}`,
      );
      points += 1;
    }
    if (!reached) break;
  }
  expect(points).toBeGreaterThan(20);
  // before the mark, between mark and mail, between mail and record
  expect([...outcomes].toSorted()).toEqual(['0 sent, unknown', '1 sent, sent', '1 sent, sent, found']);
});
