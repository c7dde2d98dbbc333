import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways as allWays } from '../../shared/alert-rules/channels.ts';
import type { OrderId, Source, SubscriberId } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import { windowOf } from '../../shared/messenger-window.ts';
import type { Order } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { asProblem, messageOf } from '../../shared/problem.ts';
import { nameOfSource } from '../../shared/source-look.ts';
import type { Manychat } from '../manychat/client.ts';
import { createManychatClient } from '../manychat/client.ts';
import { windowClosed } from '../manychat/problems.ts';
import { noticeKinds } from '../notice-kinds.ts';
import type { Performer } from '../outbox/relay.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log } from '../ports.ts';
import type { ManagerConfig, ManychatConfig } from '../settings/config.ts';
import type { Standing } from '../standing.ts';
import { createStanding } from '../standing.ts';
import type { Notices } from './alert-rules/escalation.ts';
import { alertKinds } from './alerts/alert-notice.ts';
import type { SendAlertParts } from './alerts/send-alert.ts';
import { createAlertEmailPerformer, createAlertPerformer } from './alerts/send-alert.ts';
import type { Answering } from './answering.ts';
import { createAnswering } from './answering.ts';
import type { Mailer } from './email/mailer.ts';
import { createEmailPerformers } from './email/send-email.ts';
import { createEnqueuer } from './enqueue-notifications.ts';
import { isLate, lateOrdersAt } from './late-orders.ts';
import { owedIn } from './notice.ts';
import { createResumeChannel } from './resume-channel.ts';
import type { SendParts } from './send-notice.ts';
import { createLateOrdersPerformer, createNoticePerformer } from './send-notice.ts';
import { undelivered } from './undelivered.ts';

export type NotifierParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly config: () => ManychatConfig | null;
  readonly managers: () => readonly ManagerConfig[];
  readonly warehouseOn: () => boolean;
  /** The maximum wait for BigQuery to have the order. */
  readonly holdMs?: number;
  readonly language: () => Language;
  /** The shop's own text of a new order's notification in that language; undefined for the default. */
  readonly template?: () => string | undefined;
  readonly sourceName?: (source: Source) => string;
  /** The link that opens the order. */
  readonly link?: (order: Order) => string | undefined;
  /** Called when the connection's status has changed. */
  readonly onStatus?: () => void;
  /** Whether the computer catches up after sleep. */
  readonly catchingUp?: () => boolean;
  readonly random?: () => number;
  readonly openManychat?: (config: ManychatConfig) => Manychat;
  /** Whether this computer may send an order's notification; default: yes. */
  readonly mayTell?: SendParts['mayTell'];
  /** When a source was first connected, epoch milliseconds: older orders go into a summary. Null: not known. */
  readonly connectedAt?: (source: Source) => number | null;
  /** The first recipients of a new order; default: all managers. */
  readonly first?: (order: Order) => readonly string[];
  /** The button that takes the order, for this manager; null if a press could not be received. */
  readonly takeButton?: SendParts['takeButton'];
  /** Null if e-mail is not available. */
  readonly mailer?: () => Mailer | null;
  /** The channels of an order, in order of preference; default: all. */
  readonly ways?: (order: Order) => readonly Way[];
  /** Alerts beside new orders; absent: none. */
  readonly alerts?: Pick<SendAlertParts, 'desk' | 'hereButton'>;
  /** Whether the shop is closing: its ledger may be closed before a response arrives. */
  readonly isOver?: () => boolean;
};

export type Notifier = {
  /**
   * Call inside the transaction that records the order.
   * @param toldAt when its source sent it, epoch milliseconds; default: now
   */
  enqueueNotices(orderId: OrderId, toldAt?: number): void;
  /**
   * Enqueues an order's notifications, not before a time, for managers without a recorded outcome: another computer may have
   * notified the others. Call inside a transaction.
   */
  enqueueUnsent(order: Order, notBefore: number): void;
  readonly lastInteraction: Answering['lastInteraction'];
  readonly heard: Answering['heard'];
  /** Call after ManyChat's last interactions with the managers were refreshed. */
  readonly onHeard: () => void;
  readonly chatUrl: Answering['chatUrl'];
  /** For escalation. */
  readonly notices: Notices;
  readonly performers: readonly Performer[];
  /** The problem that stops every e-mail, as of the last attempt. */
  readonly emailProblem: () => Problem | null;
  readonly standings: { readonly [W in Way]: Standing };
  /** Checks whether e-mails can be sent. Never rejects. @returns the problem that stops them all */
  checkEmail(): Promise<Problem | null>;
  readonly connection: Connection;
  /** Reports the result of another ManyChat request: the problem that stops every message; null: it answers. */
  readonly onAnswer: (problem: Problem | null) => void;
  /** The same account, for messages to customers; null if it is not connected. */
  readonly manychat: () => Manychat | null;
  /** Whether the channel can send now. */
  readonly isOpen: (way: Way) => boolean;
  /** Null if e-mail is not available. */
  readonly mailer: () => Mailer | null;
};

/** Orders that arrive within this time after a first connection are backlog and share one summary. */
const backlogMs = 5 * 60_000;

/** Notifies managers, each by the first open channel, once BigQuery has the order or after `holdMs`. */
export function createNotifier(parts: NotifierParts): Notifier {
  const { ledger, clock, log, config, managers, warehouseOn, onStatus = () => {} } = parts;
  const {
    holdMs = 60_000,
    template = () => undefined,
    sourceName = nameOfSource,
    link = () => undefined,
    catchingUp = () => false,
    random = Math.random,
    openManychat = (now) => createManychatClient({ config: now, clock, log }),
    mayTell = async () => ({ ours: true }) as const,
    first = () => managers().map(({ name }) => name),
    takeButton = () => null,
    mailer = () => null,
    ways = () => allWays,
    isOver = () => false,
    connectedAt = () => null,
  } = parts;
  const owing = createEnqueuer({
    ledger,
    clock,
    managers,
    ways,
    isOpen,
  });
  let opened: { readonly config: ManychatConfig; readonly client: Manychat } | null = null;
  /** The problem that stops every message of a channel, as of the last response. */
  const stops: { [W in Way]: Problem | null } = { messenger: null, email: null };
  const standings = { messenger: createStanding(clock), email: createStanding(clock) };
  let pageName: string | null = null;
  /** Whether each manager can be notified, as of the last check. */
  let reach: ConnectionStatus['facts'] = [];
  let checking: Promise<ConnectionStatus> | null = null;
  const answering = createAnswering(clock);
  const takeUp = {
    messenger: createResumeChannel(parts, 'messenger'),
    email: createResumeChannel(parts, 'email'),
  };
  const onHeard = (): void => takeUp.messenger.windows(answering.lastInteraction);

  function isOpen(way: Way): boolean {
    return { messenger: manychat, email: mailer }[way]() !== null;
  }

  function manychat(): Manychat | null {
    const now = config();
    if (now === null || now.token === null) return null;
    if (opened?.config !== now) {
      opened = { config: now, client: answering.hear(openManychat(now)) };
    }
    return opened.client;
  }

  /** @param looked whether this was only a check of the account; then parked messages may be resumed */
  function onAnswer(way: Way, next: Problem | null, looked = false): void {
    if (isOver()) return;
    standings[way].hear(next);
    const shown = ofAccount(next);
    if (way === 'messenger' && shown === null) ledger.settings.set('manychat.last', String(clock.now()));
    const changed = shown?.message !== stops[way]?.message;
    stops[way] = shown;
    if (changed) onStatus();
    if (shown !== null || looked) takeUp[way].account(shown === null);
  }

  function status(): ConnectionStatus {
    const problem = stops.messenger;
    const on = manychat() !== null;
    const last = ledger.settings.get('manychat.last');
    const parked = ledger.outbox
      .parked()
      .filter(({ kind }) => alertKinds.includes(kind) || noticeKinds.includes(kind));
    const told = problem
      ? { problem: problem.message, fix: problem.fix ?? null }
      : undelivered(parked, clock.now());
    const working = problem?.kind === 'signed-out' ? 'signed-out' : problem ? 'failing' : 'working';
    return {
      state: checking ? 'checking' : on ? working : 'off',
      account: pageName,
      lastSuccessAt: last === null ? null : Number(last),
      problem: on && told ? told.problem : null,
      fix: on && told ? told.fix : null,
      facts: [
        { label: 'Managers', value: String(managers().length) },
        { label: 'Notices parked', value: String(parked.length) },
        ...(on ? reach : []),
      ],
    };
  }

  async function checkNow(): Promise<ConnectionStatus> {
    try {
      const client = manychat();
      if (client) {
        pageName = (await client.page()).name;
        onAnswer('messenger', null);
        const asked = managers().flatMap(({ name, subscriberId }) =>
          subscriberId === null ? [] : [reachOf(client, name, subscriberId, clock.now())],
        );
        reach = await Promise.all(asked);
      }
    } catch (error) {
      onAnswer('messenger', asProblem(error));
    }
    checking = null;
    return status();
  }

  const sending: SendParts = {
    ledger,
    clock,
    log,
    random,
    manychat,
    isSure: answering.isSure,
    holdMs,
    language: parts.language,
    template,
    sourceName: (order) => sourceName(order.source),
    link,
    onAnswer: (next) => onAnswer('messenger', next),
    mayTell,
    takeButton,
    handOver: owing.handOver,
    managers,
  };

  const emails = { ...sending, mailer, onAnswer: (next: Problem | null) => onAnswer('email', next) };

  return {
    manychat,
    mailer,
    isOpen,
    onAnswer: (next) => onAnswer('messenger', next, true),
    lastInteraction: answering.lastInteraction,
    heard(id) {
      answering.heard(id);
      onHeard();
    },
    onHeard,
    chatUrl: answering.chatUrl,
    enqueueNotices(orderId, toldAt = Number.NaN) {
      const now = clock.now();
      const order = ledger.orders.get(orderId);
      if (!order) return;
      const isBacklog = toldAt < (connectedAt(order.source) ?? Number.NEGATIVE_INFINITY);
      const late = isBacklog || isLate(toldAt, now, catchingUp());
      const notBefore = late
        ? owing.summaryAt(isBacklog ? now + backlogMs : lateOrdersAt(now))
        : now + (warehouseOn() ? holdMs : 0);
      owing.owe(order, first(order), { late, notBefore });
    },
    enqueueUnsent(order, notBefore) {
      const passedTo = ledger.entries
        .ofOrder(order.id)
        .flatMap((entry) => (entry.kind === 'passed-on' ? entry.data.to : []));
      owing.owe(order, [...first(order), ...passedTo], { late: false, notBefore });
    },
    notices: {
      owe(order, names, afterQuiet = false) {
        const now = clock.now();
        const isIn = !warehouseOn() || ledger.orders.warehouseState(order.id) === 'committed';
        // orders of one summary are escalated as one summary, although their steps fall due one after another
        const late = afterQuiet || owing.wasTogether(order);
        const notBefore = late ? owing.summaryAt(lateOrdersAt(now)) : now + (isIn ? 0 : holdMs);
        owing.owe(order, names, { late, notBefore, afterQuiet });
      },
      owed: () => owedIn(noticeKinds.flatMap((kind) => ledger.outbox.open(kind))),
      writable: owing.writable,
    },
    standings,
    emailProblem: () => stops.email,
    async checkEmail() {
      const sends = mailer();
      if (sends === null) return null;
      try {
        await sends.ready();
        onAnswer('email', null, true);
      } catch (error) {
        onAnswer('email', asProblem(error));
      }
      return stops.email;
    },
    performers: [
      createNoticePerformer(sending),
      createLateOrdersPerformer(sending),
      ...createEmailPerformers(emails),
      ...(parts.alerts
        ? [
            createAlertPerformer({ ...sending, ...parts.alerts }),
            createAlertEmailPerformer({ ...emails, ...parts.alerts }),
          ]
        : []),
    ],
    connection: {
      name: 'manychat',
      status,
      check: () => {
        checking ??= checkNow();
        return checking;
      },
    },
  };
}

/** A refusal concerns one contact; only a problem that stops every message concerns the connection. */
const ofAccount = (problem: Problem | null): Problem | null =>
  problem?.kind === 'refused' || problem?.kind === 'bad-input' ? null : problem;

/** Shows unreachable managers before an order arrives. */
async function reachOf(client: Manychat, name: string, subscriberId: SubscriberId, now: number) {
  try {
    const { lastInteraction } = await client.contact(subscriberId);
    const words = { open: 'reachable', closed: windowClosed().message, unknown: 'not known' };
    return { label: name, value: words[windowOf(lastInteraction, now)] };
  } catch (error) {
    return { label: name, value: messageOf(error) };
  }
}
