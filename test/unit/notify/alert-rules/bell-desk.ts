import { composeAlertRules } from '../../../../src/main/alert-rules.ts';
import { createEvents } from '../../../../src/main/events.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import type { Mailer } from '../../../../src/main/notify/email/mailer.ts';
import type { MayNotify } from '../../../../src/main/notify/may-notify.ts';
import { createRelay } from '../../../../src/main/outbox/relay.ts';
import type { Clock, Ledger, OutboxMessage } from '../../../../src/main/ports.ts';
import type { ManagerConfig, ShopifyConfig, TelegramConfig } from '../../../../src/main/settings/config.ts';
import type { AppEvent } from '../../../../src/shared/contract.ts';
import type { SubscriberId } from '../../../../src/shared/ids.ts';
import { entryIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import type { Order } from '../../../../src/shared/order.ts';
import type { MailWarning, WarnedOf } from '../../../../src/shared/trainer.ts';
import { quietLog } from '../../../support/log.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { memorySettings } from '../../../support/settings.ts';

export const managersOf = (
  ...names: readonly string[]
): readonly (ManagerConfig & { readonly subscriberId: SubscriberId })[] =>
  names.map((name, index) => ({ name, subscriberId: subscriberIdSchema.parse(String(index + 7)) }));

export type BellDeskParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly managers: readonly ManagerConfig[];
  /** Null: it is not connected. */
  readonly manychat: Manychat | null;
  readonly person?: string;
  readonly listens?: () => boolean;
  readonly callbackKey?: string;
  readonly random?: () => number;
  readonly warnings?: () => readonly MailWarning[];
  readonly knowsOf?: (what: WarnedOf) => boolean;
  readonly telegram?: TelegramConfig;
  /** The mailbox that sends; without one e-mail is no way. */
  readonly mailer?: Mailer;
  /** Null where nothing is said: it is not connected. */
  readonly shopify?: ShopifyConfig;
  readonly mayTell?: (message: OutboxMessage, order: Order | null) => Promise<MayNotify>;
  readonly catchingUp?: () => boolean;
  readonly mayBeDone?: (order: Order | null) => boolean;
};
const gmail = { clientId: 'c', clientSecret: 's', refreshToken: 'r', sendRefreshToken: 's', pollSeconds: 30 };

/** A process as far as it tells of orders: the bell put together as the app does it, with relay and recorder. */
export function startBellDesk(parts: BellDeskParts) {
  const { ledger, clock, managers, manychat, mailer, person = managers[0]?.name ?? 'Anna' } = parts;
  const log = quietLog();
  const events = createEvents(() => undefined);
  const heard: AppEvent[] = [];
  events.on((event) => heard.push(event));
  const toasts: string[] = [];
  const bell = composeAlertRules({
    ledger,
    clock,
    log,
    config: {
      manychat: manychat && {
        token: '1:key',
        apiBase: 'http://127.0.0.1:9',
        callbackKey: parts.callbackKey ?? null,
      },
      telegram: parts.telegram ?? null,
      managers,
      gmail: mailer ? gmail : null,
      bigquery: null,
      shopify: parts.shopify ?? null,
    },
    mode: 'shop',
    settings: memorySettings(),
    events,
    language: () => 'en',
    sourceName: (source) => source,
    timeZone: () => 'Europe/Kyiv',
    manager: () => person,
    catchingUp: parts.catchingUp ?? (() => false),
    mayBeDone: parts.mayBeDone ?? (() => false),
    mayTell: parts.mayTell ?? (async () => ({ ours: true })),
    listens: parts.listens ?? (() => true),
    publicUrl: () => 'https://bell.example',
    warnings: parts.warnings ?? (() => []),
    knowsOf: parts.knowsOf ?? (() => true),
    toast: ({ title }) => void toasts.push(title),
    toastDetails: () => false,
    onStatus: () => undefined,
    ...(manychat && { openManychat: () => manychat }),
    ...(mailer && { openMailer: () => mailer }),
    random: parts.random ?? (() => 0.5),
  });
  const relay = createRelay({ ledger, clock, log, performers: bell.notifier.performers });
  for (const loop of [relay, ...bell.loops]) loop.start();
  const recorder = createRecorder({ ledger, clock, enqueueNotices: bell.notifier.enqueueNotices });
  return {
    ...bell,
    events,
    heard,
    toasts,
    /** An order comes. @returns its id */
    order: (sourceId: string, { toldAt = clock.now() }: { readonly toldAt?: number } = {}) =>
      recorder.record(incomingOrder({ sourceId }), { by: 'shopify', ring: true, toldAt }).orderId,
    /** Its source says that it is cancelled. */
    cancelled(sourceId: string, version = 2): void {
      const { content, ...order } = incomingOrder({ sourceId, version });
      const cancelledAt = new Date(clock.now()).toISOString();
      recorder.record(
        { ...order, content: { ...content, cancelledAt } },
        { by: 'shopify', ring: true, toldAt: clock.now() },
      );
    },
    take(orderId: Parameters<typeof ledger.orders.get>[0], manager: string): void {
      const decision = (ledger.orders.get(orderId)?.decisions ?? 0) + 1;
      ledger.entries.append({
        id: entryIdSchema.parse(`taken:${orderId}:${decision}`),
        orderId,
        at: clock.now(),
        by: manager,
        kind: 'taken',
        data: { manager, decision },
      });
    },
    stop: () => Promise.all([relay, ...bell.loops].map((loop) => loop.stop())),
  };
}
export type BellDesk = ReturnType<typeof startBellDesk>;
