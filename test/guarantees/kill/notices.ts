import type { Recorder } from '../../../src/main/intake/recorder.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import type { Clock, Ledger } from '../../../src/main/ports.ts';
import type { ManagerConfig, ManychatConfig } from '../../../src/main/settings/config.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { quietLog } from '../../support/log.ts';

/** Two managers, so that a missing notification for one is detected too. */
export const managers: readonly ManagerConfig[] = [
  { name: 'Anna', subscriberId: subscriberIdSchema.parse('7000000000000000101') },
  { name: 'Taras', subscriberId: subscriberIdSchema.parse('7000000000000000102') },
];
const manychat: ManychatConfig = { token: '1:not-asked', apiBase: 'http://127.0.0.1:9', callbackKey: null };

/** The notifier of the shop, which only enqueues here. */
const enqueueOf = (ledger: Ledger, clock: Clock) =>
  createNotifier({
    ledger,
    clock,
    log: quietLog(),
    config: () => manychat,
    managers: () => managers,
    warehouseOn: () => true,
    language: () => 'en',
  }).enqueueNotices;

/** Recorder and notifier, combined as in the shop. */
export const recorderOver = (ledger: Ledger, clock: Clock): Recorder =>
  createRecorder({ ledger, clock, enqueueNotices: enqueueOf(ledger, clock) });

/** A control: a recorder that enqueues notifications in a separate transaction. */
export function forgetfully(ledger: Ledger, clock: Clock): Recorder {
  const enqueue = enqueueOf(ledger, clock);
  return createRecorder({
    ledger,
    clock,
    enqueueNotices: (...order) => {
      setTimeout(() => ledger.transaction(() => enqueue(...order)), 20);
    },
  });
}

/** The system clock, because real processes die here. */
export const realClock: Clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
