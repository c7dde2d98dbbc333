import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { windowClosed } from '../../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fakeMailer } from '../email/fake-mailer.ts';
import type { BellDesk, BellDeskParts } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

const minute = 60_000;
const hour = 60 * minute;
const managers = managersOf('Anna');
const [anna] = managers;
if (!anna) throw new Error('there is one');
let clock: FakeClock;
let ledger: Ledger;
/** When Anna last wrote, as ManyChat says. */
let wroteAt: number;
/** Whether ManyChat takes a message to her while it says that she wrote of late. */
let takes: boolean;
/** How many messages she got. */
let sent: number;
let desk: BellDesk;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  wroteAt = clock.now() - 25 * hour;
  takes = true;
  sent = 0;
});
afterEach(async () => {
  await desk.stop();
  ledger.close();
});

function start(more: Partial<BellDeskParts> = {}): void {
  desk = startBellDesk({
    ledger,
    clock,
    managers,
    manychat: {
      page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
      contact: async () => ({ name: 'Anna', lastInteraction: wroteAt }),
      send: async (_, { content }) => {
        if (!takes) throw windowClosed();
        sent += content.messages.length;
      },
    },
    ...more,
  });
}
/** Five orders come while her window is shut. */
async function atNight(): Promise<readonly OrderId[]> {
  const ids = ['1', '2', '3', '4', '5'].map((sourceId) => desk.order(sourceId));
  await clock.advance(20 * minute);
  expect([sent, ledger.outbox.parked().length]).toEqual([0, ids.length]);
  return ids;
}
function write(): void {
  wroteAt = clock.now();
}

describe('what Messenger refused while the window of a manager was shut', () => {
  it('is told him, each order once, when he says that he is here', async () => {
    start();
    await atNight();
    write();
    desk.deeds.shift(true, anna.subscriberId);
    await clock.advance(minute);
    expect(sent).toBe(5);
    expect(ledger.outbox.parked()).toEqual([]);
    await clock.advance(hour);
    expect(sent).toBe(5);
  });

  it('is told him within ten minutes when he only writes to the page', async () => {
    start();
    await atNight();
    write();
    await clock.advance(10 * minute);
    expect(sent).toBe(5);
  });

  it('is not told him of an order that somebody has taken since', async () => {
    start();
    const [taken] = await atNight();
    desk.take(taken ?? desk.order('6'), 'Olena');
    write();
    desk.notifier.heard(anna.subscriberId);
    await clock.advance(minute);
    expect(sent).toBe(4);
  });

  it('is not told him a second time where an e-mail has told him', async () => {
    const mailer = fakeMailer();
    start({ managers: [{ ...anna, email: 'anna@kvitka.example' }], mailer });
    desk.order('1');
    await clock.advance(20 * minute);
    write();
    desk.notifier.heard(anna.subscriberId);
    await clock.advance(hour);
    expect(sent).toBe(0);
  });

  it('is told him also where the clock was a day ahead when it was refused', async () => {
    start();
    clock.set(24 * hour);
    await atNight();
    clock.set(-24 * hour);
    write();
    await clock.advance(10 * minute);
    expect(sent).toBe(5);
  });

  it('is tried once for each time he is heard, where Messenger goes on refusing it', async () => {
    start();
    const [id] = await atNight();
    takes = false;
    write();
    await clock.advance(3 * hour);
    const ends = ledger.entries.ofOrder(id ?? desk.order('6')).filter(({ kind }) => kind === 'notified');
    expect(ends).toHaveLength(2);
    expect(ledger.outbox.parked()).toHaveLength(5);
    takes = true;
    await clock.advance(minute);
    write();
    await clock.advance(10 * minute);
    expect(sent).toBe(5);
  });
});
