import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import type { NotifierParts } from '../../../src/main/notify/notifier.ts';
import { createNotifier } from '../../../src/main/notify/notifier.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder } from '../../support/orders.ts';

export type TestNotifierParts = Pick<NotifierParts, 'ledger' | 'clock' | 'managers'> &
  Partial<NotifierParts> & {
    readonly manychat?: Partial<Manychat>;
    /** The kinds of messages that its relay performs; default: all. */
    readonly kinds?: RegExp;
  };

/** A notifier with its relay and recorder, whose Messenger reaches everybody unless `manychat` says otherwise. */
export function testNotifier(parts: TestNotifierParts) {
  const { ledger, clock, manychat, kinds = /./ } = parts;
  const log = quietLog();
  const notifier = createNotifier({
    log,
    config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null }),
    warehouseOn: () => false,
    language: () => 'en',
    random: () => 0.5,
    openManychat: () => ({
      page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
      contact: async () => ({ name: '', lastInteraction: clock.now() }),
      send: async () => undefined,
      ...manychat,
    }),
    ...parts,
  });
  const performers = notifier.performers.filter(({ kind }) => kinds.test(kind));
  const relay = createRelay({ ledger, clock, log, performers });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  return {
    notifier,
    relay,
    /** An order comes. @returns its id */
    order: (sourceId: string, toldAt = clock.now()) =>
      recorder.record(incomingOrder({ sourceId }), { by: 'shopify', ring: true, toldAt }).orderId,
  };
}
