import { afterEach, beforeEach, expect } from 'vitest';
import type { Notifier } from '../../../src/main/notify/notifier.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger, OutboxMessage } from '../../../src/main/ports.ts';
import type { ManagerConfig, ManychatConfig } from '../../../src/main/settings/config.ts';
import { entryIdSchema, messageIdSchema, orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import type { IncomingOrder } from '../../../src/shared/order.ts';
import { incomingOrderSchema } from '../../../src/shared/order.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';
import type { FakeManychat } from './fake-manychat.ts';
import { startFakeManychat } from './fake-manychat.ts';

/* An order and a desk that owes its notices to managers by a ManyChat on loopback. */
export const order: IncomingOrder = incomingOrderSchema.parse({
  source: 'manual',
  sourceId: '1',
  version: 1,
  content: {
    number: '1',
    total: { minor: 1240, currency: 'UAH' },
    paymentStatus: 'paid',
    customer: { name: 'Olha' },
    items: [{ title: 'Mug', quantity: 1, options: [] }],
  },
});
export const orderId = orderIdOf(order.source, order.sourceId);
export const olena = { name: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
export const taras = { name: 'Taras', subscriberId: subscriberIdSchema.parse('8') };

export let clock: FakeClock;
export let ledger: Ledger;
export let fake: FakeManychat;

type World = { config: ManychatConfig | null; warehouseOn: boolean; managers: readonly ManagerConfig[] };
/** What a test may change. */
export let world: World;

/** Processes that are stopped after the test. */
export const running: { stop(): Promise<void> }[] = [];

/** Gives each test a desk and a ManyChat of its own. */
export function eachWithManychat(): void {
  beforeEach(async () => {
    clock = fakeClock();
    beginAnew();
    fake = await startFakeManychat();
    world = { config: account(), warehouseOn: false, managers: [olena] };
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((relay) => relay.stop()));
    ledger.close();
    await fake.close();
  });
}

/** What the settings say of the ManyChat that is there. */
export const account = (): ManychatConfig => ({ token: fake.token, apiBase: fake.url, callbackKey: null });

/** The desk with an empty ledger. */
export function beginAnew(): void {
  ledger = memoryLedger({ clock });
}

export const notifierOver = (over: Ledger): Notifier =>
  createNotifier({
    ledger: over,
    clock,
    log: quietLog(),
    config: () => world.config,
    managers: () => world.managers,
    warehouseOn: () => world.warehouseOn,
    language: () => 'en',
    random: () => 0.5,
  });

/** A process: relay and notifier over a ledger, alive until it is stopped or dies. */
export function run(over: Ledger = ledger): Notifier {
  const notifier = notifierOver(over);
  const relay = createRelay({ ledger: over, clock, log: quietLog(), performers: notifier.performers });
  relay.start();
  running.push(relay);
  return notifier;
}

/** What the recorder does: the order and the notices it owes, together. */
export function record(notifier: Notifier = notifierOver(ledger)): void {
  ledger.transaction(() => {
    const id = entryIdSchema.parse(`received:${orderId}`);
    ledger.entries.append({
      id,
      orderId,
      kind: 'order-received',
      at: clock.now(),
      by: 'manual',
      data: { order },
    });
    notifier.enqueueNotices(orderId);
  });
}

export const messages = (): readonly OutboxMessage[] =>
  [1, 2, 3].flatMap((row) => ledger.outbox.get(messageIdSchema.parse(`m${row}`)) ?? []);
export const notices = () => ledger.orders.get(orderId)?.notifications ?? [];
export const until = (done: () => void): Promise<void> => stepUntil(clock, 1_000, done, 60_000);
export const ended = () =>
  until(() => expect(messages().every(({ state }) => state === 'done' || state === 'parked')).toBe(true));
