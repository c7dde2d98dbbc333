import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import { refusalOf } from '../../../../src/main/manychat/problems.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { ManagerConfig } from '../../../../src/main/settings/config.ts';
import { orderIdOf, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { refusal, startFakeTelegram } from '../../../support/fake-telegram.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { stepUntil } from '../../../support/step-until.ts';
import type { BellDesk } from '../alert-rules/bell-desk.ts';
import { startBellDesk } from '../alert-rules/bell-desk.ts';

const minute = 60_000;
const anna: ManagerConfig = { name: 'Anna', subscriberId: null, telegram: '987654321' };
const id = orderIdOf('shopify', '1');

let clock: FakeClock;
let ledger: Ledger;
let telegram: Awaited<ReturnType<typeof startFakeTelegram>>;
const running: BellDesk[] = [];
beforeEach(async () => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  telegram = await startFakeTelegram();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((desk) => desk.stop()));
  await telegram.close();
  ledger.close();
});

function start(managers: readonly ManagerConfig[], manychat: Manychat | null = null): BellDesk {
  const desk = startBellDesk({ ledger, clock, managers, manychat, telegram: telegram.config });
  running.push(desk);
  return desk;
}
const ends = () =>
  (ledger.orders.get(id)?.notifications ?? []).map(({ channel, state }) => `${channel} ${state}`);
const endsWith = (expected: readonly string[]): Promise<void> =>
  stepUntil(clock, 1_000, () => expect(ends()).toEqual(expected), 20_000);

it('notifies a manager of a new order once', async () => {
  start([anna]).order('1');
  await endsWith(['telegram sent']);
  await clock.advance(30 * minute);
  expect(telegram.sent).toMatchObject([{ chat_id: '987654321', text: expect.stringContaining('₴1,240') }]);
});

it('parks a message whose answer was lost, and never repeats it', async () => {
  telegram.replies('cut');
  start([anna]).order('1');
  await endsWith(['telegram unknown']);
  telegram.replies(null);
  await clock.advance(60 * minute);
  expect(telegram.sent).toHaveLength(1);
  expect(ledger.outbox.parked()).toHaveLength(1);
});

it('is used when Messenger refuses', async () => {
  const manychat: Manychat = {
    page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
    contact: async () => ({ name: '', lastInteraction: clock.now() }),
    send: async () => {
      throw refusalOf('3011', 'outside the window of 24 hours');
    },
  };
  start([{ ...anna, subscriberId: subscriberIdSchema.parse('7') }], manychat).order('1');
  await endsWith(['messenger refused', 'telegram sent']);
  expect(telegram.sent).toHaveLength(1);
});

it('shows a refused token as the problem of the connection', async () => {
  telegram.replies(refusal(401, 'Unauthorized'));
  const desk = start([anna]);
  desk.order('1');
  await stepUntil(
    clock,
    1_000,
    () => expect(desk.notifier.connection.status().problem).toMatch('bot token'),
    20_000,
  );
  telegram.replies(null);
  const status = await desk.notifier.connection.check();
  expect(status).toMatchObject({ problem: null, state: 'working' });
  expect(status.facts).toContainEqual({ label: 'Wrote to the bot', value: 'Anna 987654321' });
  await endsWith(['telegram sent']);
});
