import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../../src/main/ports.ts';
import { entryIdSchema, orderIdOf, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { dyingLedger } from '../../../support/crash.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { testNotifier } from '../test-notifier.ts';
import type { FakeMailer } from './fake-mailer.ts';
import { fakeMailer, read } from './fake-mailer.ts';

const minute = 60_000;
const hour = 60 * minute;
const id = orderIdOf('shopify', '1');
let clock: FakeClock;
let ledger: Ledger;
let mailer: FakeMailer;

function begin(): void {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  mailer = fakeMailer();
}
beforeEach(begin);

/** A shop whose only manager Messenger does not reach any more. */
const open = (over: Ledger, hasWarehouse: boolean, kinds = /./) =>
  testNotifier({
    ledger: over,
    clock,
    managers: () => [
      { name: 'Olena', subscriberId: subscriberIdSchema.parse('7'), email: 'olena@kvitka.example' },
    ],
    warehouseOn: () => hasWarehouse,
    mailer: () => mailer,
    kinds,
    manychat: {
      contact: async () => ({ name: 'Olena', lastInteraction: null }),
      send: () => Promise.reject(new Error('nothing is to be sent')),
    },
  });

describe('an e-mail in the place of a message says what let it go, and records it', () => {
  const facts = () =>
    ledger.entries
      .list()
      .flatMap(({ kind, data }) =>
        kind === 'notified' ? [`${data.channel} ${data.state} ${data.releasedBy}`] : [],
      );

  it.each<[string, string, number, boolean]>([
    ['the minute was over', 'waited', 0, false],
    ['BigQuery had the order', 'committed', 0, true],
    ['of a late order, alone', 'waited', 5 * hour, false],
  ])('%s', async (_, releasedBy, lateMs, isLoaded) => {
    ledger.warehouse.setConnected(true);
    const { relay, order } = open(ledger, true);
    relay.start();
    order('1', clock.now() - lateMs);
    if (isLoaded) {
      ledger.transaction(() => {
        ledger.warehouse.committed([entryIdSchema.parse(`received:${id}:1`)], 'job', clock.now());
        ledger.outbox.release('notify.newOrder', id, clock.now());
      });
    }
    await clock.advance(10 * minute);
    const [mail] = await Promise.all(mailer.sent.map(read));
    expect(mail?.subject).toContain('#1');
    expect(mail?.text.includes('Not yet in BigQuery')).toBe(!isLoaded);
    expect(facts()).toEqual([`messenger refused ${releasedBy}`, `email sent ${releasedBy}`]);
    await relay.stop();
    ledger.close();
  });
});

it.each(['before', 'after'] as const)(
  'enqueues by e-mail together with the refusal, and sends once, dying %s any call',
  async (when) => {
    let points = 0;
    for (let call = 1; call < 60; call += 1) {
      ledger.close();
      begin();
      open(ledger, false).order('1');
      const dying = dyingLedger(ledger, { call, when });
      const live = async (over: Ledger, kinds: RegExp, ms: number): Promise<void> => {
        const { relay } = open(over, false, kinds);
        try {
          relay.start();
        } catch (error) {
          expect(error).toMatchObject({ message: 'the process died' });
        }
        await clock.advance(ms);
        await Promise.race([relay.stop(), clock.advance(5_000)]);
      };
      await live(dying.ledger, /newOrder/, 10_000);

      const told = ledger.orders.get(id)?.notifications.map(({ channel, state }) => [channel, state]);
      const owed = ledger.outbox.open('notify.email').length;
      expect([told, owed], `${when} call ${call}`).toEqual(
        owed === 0 ? [[], 0] : [[['messenger', 'refused']], 1],
      );
      await live(ledger, /./, 5 * minute);
      expect(ledger.orders.get(id)?.notifications, `${when} call ${call}`).toMatchObject([
        { channel: 'messenger', state: 'refused' },
        { channel: 'email', state: 'sent' },
      ]);
      expect(mailer.sent, `${when} call ${call}`).toHaveLength(1);
      points += 1;
      if (!dying.died()) break;
    }
    expect(points).toBeGreaterThan(10);
  },
  60_000,
);
