import type { Recorder } from '../../../src/main/intake/recorder.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { ManagerConfig, ManychatConfig } from '../../../src/main/settings/config.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { quietLog } from '../../support/log.ts';

/** Whom an order is told to here: two, so that one who is left out is noticed as well. */
export const managers: readonly ManagerConfig[] = [
  { name: 'Anna', subscriberId: subscriberIdSchema.parse('7000000000000000101') },
  { name: 'Taras', subscriberId: subscriberIdSchema.parse('7000000000000000102') },
];
const manychat: ManychatConfig = { token: '1:not-asked', apiBase: 'http://127.0.0.1:9', callbackKey: null };

/** What owes the notices of a new order, as in the shop; nothing is sent from here. */
const owing = (ledger: Ledger, clock: Clock) =>
  createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => manychat,
    managers: () => managers,
    warehouseOn: () => true,
    language: () => 'en',
  }).enqueueNotices;

/** Recorder and notifier, put together as the shop does it. */
export const recorderOver = (ledger: Ledger, clock: Clock): Recorder =>
  createRecorder({ ledger, clock, enqueueNotices: owing(ledger, clock) });

/** One that owes the notices in a transaction of their own: what the tests have to notice. */
export function forgetfully(ledger: Ledger, clock: Clock): Recorder {
  const owe = owing(ledger, clock);
  return createRecorder({
    ledger,
    clock,
    enqueueNotices: (...order) => {
      setTimeout(() => ledger.transaction(() => owe(...order)), 20);
    },
  });
}

/** The time of the machine: these tests are about real processes that really die. */
export const realClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
