import { ways } from '../shared/alert-rules/channels.ts';
import type { Rule } from '../shared/alert-rules/rules.ts';
import type { RuleManager } from '../shared/alert-rules/view.ts';
import type { OrderId, Source, SubscriberId } from '../shared/ids.ts';
import type { Mode } from '../shared/mode.ts';
import type { Order } from '../shared/order.ts';
import type { MailWarning, WarnedOf } from '../shared/trainer.ts';
import { atOtherDesks } from './cluster/workstation-names.ts';
import { connectedAt } from './connected-at.ts';
import type { Toast } from './host.ts';
import { createConsent } from './intake/gmail/consent.ts';
import type { NoticeHandlerParts } from './ipc/notice-handlers.ts';
import { createEscalation } from './notify/alert-rules/escalation.ts';
import { createManagerActions } from './notify/alert-rules/manager-actions.ts';
import { noticeSampleOf } from './notify/alert-rules/notice-sample.ts';
import { createReachability } from './notify/alert-rules/reachability.ts';
import { createRuleStore } from './notify/alert-rules/rule-store.ts';
import { createSilencedSources } from './notify/alert-rules/silenced-sources.ts';
import { canTake, hereButton, takeButton } from './notify/alert-rules/touch-buttons.ts';
import { createWaitingChats } from './notify/alert-rules/waiting-chats.ts';
import { createAlertSounds } from './notify/alerts/alert-sounds.ts';
import type { Alerter } from './notify/alerts/alerter.ts';
import { createAlerter } from './notify/alerts/alerter.ts';
import { createAwakeOrders } from './notify/awake-orders.ts';
import type { Mailer, SendingConfig } from './notify/email/mailer.ts';
import { createMailer } from './notify/email/mailer.ts';
import { createToastGatherer } from './notify/gather-toasts.ts';
import { createNewSenderToasts } from './notify/new-sender-toasts.ts';
import type { NotifierParts } from './notify/notifier.ts';
import { createNotifier } from './notify/notifier.ts';
import { createCloseRefused } from './notify/parked.ts';
import { cancelledToast, isOfCancellation, toastOf } from './notify/toast.ts';
import type { Events, Loop } from './ports.ts';
import type { Config } from './settings/config.ts';
import type { SettingsFile } from './settings/settings-file.ts';
import { hasWay } from './settings/ways-of.ts';
import { shopTime } from './shop-time.ts';
import { adminLink } from './shopify/admin-link.ts';

export type AlertRulesParts = Required<
  Pick<NotifierParts, 'ledger' | 'clock' | 'log' | 'language' | 'catchingUp' | 'mayTell' | 'onStatus'>
> & {
  readonly config: Pick<Config, 'gmail' | 'manychat' | 'telegram' | 'managers' | 'bigquery' | 'shopify'>;
  readonly mode: Mode;
  readonly events: Events;
  readonly sourceName: (source: Source) => string;
  readonly timeZone: () => string;
  /** The manager who works at this computer. */
  readonly manager: () => string;
  /** Whether this computer is the leader, which sends notifications. */
  readonly listens: () => boolean;
  /** Whether another computer may have sent, escalated or ended this without this computer knowing yet. */
  readonly mayBeDone: (order: Order | null) => boolean;
  readonly publicUrl: () => string | null;
  /** Current warnings about the sources. */
  readonly warnings: () => readonly MailWarning[];
  /** Whether this was checked, so that a missing warning means all is well. */
  readonly knowsOf: (what: WarnedOf) => boolean;
  readonly toast: (toast: Toast) => void;
  readonly settings: SettingsFile;
  /** Whether native notifications of this computer show customer, items and total. */
  readonly toastDetails: () => boolean;
  readonly openMailer?: (config: SendingConfig) => Mailer;
} & Pick<NotifierParts, 'openManychat' | 'random'>;

/** Composes alert rules and shifts, notifications, and ringing with escalation until an order is taken. */
export function composeAlertRules(parts: AlertRulesParts) {
  const { ledger, clock, config, events, language, manager } = parts;
  const managers = () => config.managers;
  const others = atOtherDesks(ledger);
  const book = createRuleStore({
    ledger,
    clock,
    timeZone: parts.timeZone,
    managers: () => [...managers().map(({ name }) => name), manager()],
    atDesks: () => new Set([manager(), ...others()]),
  });
  // the sample shop has no admin page
  const link = (order: Order): string | undefined =>
    parts.mode === 'shop' ? adminLink(order, config.shopify) : undefined;
  let isOver = false;
  const end: Loop = {
    start() {},
    stop: async () => {
      isOver = true;
    },
  };
  const { gmail } = config;
  const sendRefreshToken = gmail?.sendRefreshToken;
  const sending =
    sendRefreshToken === undefined
      ? null
      : createConsent(ledger.settings, clock, sendRefreshToken, undefined, 'send');
  const openTelling = (account: SendingConfig): Mailer =>
    createMailer(account, (seconds) => {
      if (!isOver) sending?.lasts(seconds);
    });
  const { openMailer = openTelling } = parts;
  const mailer = gmail && sendRefreshToken !== undefined ? openMailer({ ...gmail, sendRefreshToken }) : null;
  const pressed = () => ({
    publicUrl: parts.publicUrl(),
    callbackKey: config.manychat?.callbackKey ?? null,
    language: language(),
  });
  const notifier = createNotifier({
    ...parts,
    mailer: () => mailer,
    telegram: config.telegram,
    isOver: () => isOver,
    ways: (order) => book.ruleOf(order).ways,
    config: () => config.manychat,
    managers,
    warehouseOn: () => config.bigquery !== null,
    connectedAt: (source) =>
      connectedAt(source, { ledger, shop: config.shopify?.shop ?? null, now: clock.now() }),
    template: () => book.bell().bell.texts?.[language()],
    link,
    first: book.first,
    takeButton: ({ id }: Order, subscriber: SubscriberId) => takeButton(id, subscriber, pressed()),
    hereButton: (subscriber) => hereButton(subscriber, pressed()),
    alerts: {
      reasonToKeepQuiet: (notice) => alerter.reasonToKeepQuiet(notice),
      reasonToWait: (notice) => alerter.reasonToWait(notice),
      details: (notice) => alerter.details(notice),
      handOver: (notice) => alerter.handOver(notice),
      onRefused: (alert) => alerter.onRefused(alert),
    },
  });
  const onChange = (): void => events.emit({ kind: 'alert-rules-changed' });
  const reachability = createReachability({
    clock,
    log: parts.log,
    manychat: notifier.manychat,
    lastInteraction: notifier.lastInteraction,
    managers,
    book,
    onAnswer: notifier.onAnswer,
    checkEmail: notifier.checkEmail,
    onAsked() {
      notifier.onHeard();
      onChange();
    },
  });
  // before ManyChat reports the window's end, this shop's last message may suggest a different one
  const isAsked = (name: string): boolean =>
    managers().some(
      ({ name: known, subscriberId: id }) =>
        known === name && id !== null && notifier.lastInteraction(id) !== undefined,
    );
  const alerter: Alerter = createAlerter({
    ...parts,
    book,
    managers,
    isOpen: notifier.isOpen,
    reachOf: (name) => (isAsked(name) ? reachability.of(name) : null),
    tells: parts.listens,
  });
  const mayRing = (rule: Rule | string | undefined): boolean => book.mayRing(manager(), rule);
  const heard = createAlertSounds({
    ledger,
    clock,
    log: parts.log,
    manager,
    mayRing,
    emit: events.emit,
    toast: parts.toast,
  });
  const awake = createAwakeOrders({
    ledger,
    clock,
    log: parts.log,
    manager,
    mayRing: (order) => mayRing(book.ruleOf(order)),
    language,
    emit: events.emit,
    toast: parts.toast,
  });
  const newSenders = createNewSenderToasts({
    ledger,
    clock,
    log: parts.log,
    language,
    mayRing: () => mayRing(undefined),
    emit: events.emit,
    toast: parts.toast,
  });
  const silenced = createSilencedSources(parts.settings);
  const ringer = createEscalation({
    ledger,
    clock,
    log: parts.log,
    book,
    notices: notifier.notices,
    tells: parts.listens,
    mayBeDone: parts.mayBeDone,
    manager,
    silenced: silenced.all,
    chats: () => createWaitingChats({ ledger, clock, mayRing, manager: manager() }),
    catchingUp: parts.catchingUp,
    onRing: (passedHere) => {
      onChange();
      addToasts(passedHere);
    },
  });
  const gather = (show: (ids: readonly OrderId[]) => void) =>
    createToastGatherer({ clock, log: parts.log, show });
  const toasts = gather((ids) => {
    const context = { language: language(), sourceName: parts.sourceName, details: parts.toastDetails() };
    const toast = toastOf(ids, ledger.orders, context);
    if (toast) parts.toast(toast);
  });
  const cancelledToasts = gather((ids) => {
    for (const id of ids) {
      const order = ledger.orders.get(id);
      const toast = order && cancelledToast(order, language());
      if (toast) parts.toast(toast);
    }
  });
  function addToasts(ids: readonly OrderId[]): void {
    const isCancelled = (id: OrderId): boolean => {
      const order = ledger.orders.get(id);
      return order !== null && isOfCancellation(order);
    };
    const byKind = Map.groupBy(ids, isCancelled);
    toasts.add(byKind.get(false) ?? []);
    cancelledToasts.add(byKind.get(true) ?? []);
  }
  const closing = createCloseRefused({ ledger, clock, log: parts.log });
  let unhear = (): void => {};
  const ringsOnce = (id: OrderId): boolean => {
    if (ringer.isWaiting(id) || !ringer.isForHere(id)) return false;
    const order = ledger.orders.get(id);
    return mayRing(order ? book.ruleOf(order) : undefined);
  };
  /** Rings once for news of an order that is not waiting, such as a merged order that was cancelled at its source. */
  const news: Loop = {
    start() {
      unhear = events.on((event) => {
        if (event.kind !== 'orders-changed') return;
        if (event.newIds.some(ringsOnce)) events.emit({ kind: 'alert-once', sound: 'question' });
      });
    },
    stop: async () => unhear(),
  };
  const log: NoticeHandlerParts = {
    ledger,
    clock,
    book,
    language,
    timeZone: parts.timeZone,
    sourceName: parts.sourceName,
    manager,
    chats: () =>
      Object.fromEntries(
        managers().flatMap(({ name, subscriberId }) => {
          const url = subscriberId === null ? null : notifier.chatUrl(subscriberId);
          return url === null ? [] : [[name, url]];
        }),
      ),
  };
  const deeds = createManagerActions({
    ledger,
    clock,
    book,
    managers,
    language,
    onHeard: (id) => {
      notifier.heard(id);
      onChange();
    },
  });
  return {
    notifier,
    book,
    ringer,
    reachability,
    silenced,
    onChange,
    sampleOf: (id: OrderId | null) =>
      noticeSampleOf(id, {
        orders: ledger.orders,
        sourceName: ({ source }) => parts.sourceName(source),
        link,
        canTake: () => canTake(pressed()),
      }),
    deeds,
    log,
    channelsOf(name: string): RuleManager['channels'] {
      const known = managers().find((one) => one.name === name);
      if (known === undefined) return [];
      return ways.filter((way) => hasWay(known, way)).map((way) => ({ way, isOpen: notifier.isOpen(way) }));
    },
    /** When the consent to send expires, epoch milliseconds; null if Google names no end, or if sending is off. */
    sendingEndsAt: (): number | null => sending?.endsAt() ?? null,
    newest: (limit: number): readonly Order[] =>
      ledger.orders
        .rows({ view: 'all', text: '', offset: 0, limit }, shopTime(parts.timeZone(), parts.clock.now()))
        .rows.flatMap(({ id }) => ledger.orders.get(id) ?? []),
    loops: [
      ringer,
      reachability,
      news,
      alerter,
      heard,
      awake,
      newSenders,
      toasts,
      cancelledToasts,
      closing,
      end,
    ],
    /** Shows new orders. An order for another manager is shown when it is escalated to this one. */
    toast: (ids: readonly OrderId[]) => addToasts(ids.filter((id) => ringer.isForHere(id))),
  };
}
