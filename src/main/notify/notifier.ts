import type { Way } from '../../shared/alert-rules/channels.ts';
import { ways as allWays } from '../../shared/alert-rules/channels.ts';
import type { OrderId, Source } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { asProblem } from '../../shared/problem.ts';
import { nameOfSource } from '../../shared/source-look.ts';
import type { Manychat } from '../manychat/client.ts';
import { alertKinds, kindsOf, noticeKinds } from '../notice-kinds.ts';
import type { Performer } from '../outbox/relay.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';
import type { TelegramConfig } from '../settings/config.ts';
import type { HeardStanding, Standing } from '../standing.ts';
import { createStanding } from '../standing.ts';
import type { Notices } from './alert-rules/escalation.ts';
import type { AlertDesk } from './alerts/send-alert.ts';
import { alertNotices } from './alerts/send-alert.ts';
import type { NotificationChannel } from './channel.ts';
import { createEmailChannel } from './email/email-channel.ts';
import type { Mailer } from './email/mailer.ts';
import { createEnqueuer } from './enqueue-notifications.ts';
import { isLate, lateOrdersAt } from './late-orders.ts';
import type { MessengerChannel, MessengerParts } from './messenger-channel.ts';
import { createMessengerChannel } from './messenger-channel.ts';
import { owedIn } from './notice.ts';
import { orderNotices } from './order-notice.ts';
import { createResumeParked, undelivered } from './parked.ts';
import type { SenderParts } from './send-once.ts';
import { createSendOnce, oneByOne, together } from './send-once.ts';
import { createTelegramChannel } from './telegram/telegram-channel.ts';

export type NotifierParts = Pick<SenderParts, 'ledger' | 'clock' | 'log' | 'managers'> &
  Partial<Pick<SenderParts, 'mayTell' | 'random'>> &
  Pick<MessengerParts, 'config' | 'openManychat'> &
  Partial<Pick<MessengerParts, 'takeButton' | 'hereButton'>> & {
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
    /** When a source was first connected, epoch milliseconds: older orders go into a summary. Null: not known. */
    readonly connectedAt?: (source: Source) => number | null;
    /** The first recipients of a new order; default: all managers. */
    readonly first?: (order: Order) => readonly string[];
    /** Null if no Telegram bot is connected. */
    readonly telegram?: TelegramConfig | null;
    /** Null if e-mail is not available. */
    readonly mailer?: () => Mailer | null;
    /** The channels of an order, in order of preference; default: all. */
    readonly ways?: (order: Order) => readonly Way[];
    /** Alerts beside new orders; absent: none. */
    readonly alerts?: AlertDesk;
    /** Whether the shop is closing: its ledger may be closed before a response arrives. */
    readonly isOver?: () => boolean;
  };

export type Notifier = Pick<MessengerChannel, 'lastInteraction' | 'heard' | 'chatUrl'> & {
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
  /** Call after ManyChat's last interactions with the managers were refreshed. */
  readonly onHeard: () => void;
  /** For escalation. */
  readonly notices: Notices;
  readonly performers: readonly Performer[];
  /** The problem that stops every e-mail, as of the last attempt. */
  readonly emailProblem: () => Problem | null;
  readonly standing: (way: Way) => Standing;
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

/** A channel and the state of its account. */
type Account = {
  readonly channel: NotificationChannel;
  readonly standing: HeardStanding;
  /** The problem that stops every message, as of the last response. */
  problem: Problem | null;
  /** As of the last check. */
  facts: ConnectionStatus['facts'];
};

/** The channels on the card of this connection; e-mail is on the mailbox's. */
const onCard = allWays.filter((way) => way !== 'email');

/** Orders that arrive within this time after a first connection are backlog and share one summary. */
const backlogMs = 5 * 60_000;

/** Notifies managers, each by the first open channel, once BigQuery has the order or after `holdMs`. */
export function createNotifier(parts: NotifierParts): Notifier {
  const { ledger, clock, log, managers, warehouseOn, onStatus = () => {} } = parts;
  const {
    holdMs = 60_000,
    template = () => undefined,
    sourceName = nameOfSource,
    link = () => undefined,
    catchingUp = () => false,
    random = Math.random,
    mayTell = async () => ({ ours: true }) as const,
    first = () => managers().map(({ name }) => name),
    takeButton = () => null,
    hereButton = () => null,
    mailer = () => null,
    ways = () => allWays,
    isOver = () => false,
    connectedAt = () => null,
  } = parts;
  const messenger = createMessengerChannel({ ...parts, takeButton, hereButton });
  const account = (channel: NotificationChannel): Account => ({
    channel,
    standing: createStanding(clock),
    problem: null,
    facts: [],
  });
  const channels: { readonly [W in Way]: Account } = {
    messenger: account(messenger),
    email: account(createEmailChannel(mailer)),
    telegram: account(createTelegramChannel(parts.telegram ?? null, clock)),
  };
  const isOpen = (way: Way): boolean => channels[way].channel.isOpen();
  const owing = createEnqueuer({ ledger, clock, managers, ways, isOpen });
  let checking: Promise<ConnectionStatus> | null = null;
  const parked = createResumeParked({ ledger, clock, log, managers });
  const onHeard = (): void => parked.windows(messenger.lastInteraction);

  /** @param looked whether this was only a check of the account; then parked messages may be resumed */
  function onAnswer(way: Way, next: Problem | null, looked = false): void {
    if (isOver()) return;
    const own = channels[way];
    own.standing.hear(next);
    const shown = ofAccount(next);
    if (way === 'messenger' && shown === null) ledger.settings.set('manychat.last', String(clock.now()));
    const changed = shown?.message !== own.problem?.message;
    own.problem = shown;
    if (changed) onStatus();
    if (shown !== null || looked) parked.account(way, shown === null);
  }

  function status(): ConnectionStatus {
    const problem = onCard.map((way) => channels[way].problem).find((one) => one !== null) ?? null;
    const on = onCard.some(isOpen);
    const last = ledger.settings.get('manychat.last');
    const waiting = ledger.outbox
      .parked()
      .filter(({ kind }) => alertKinds.includes(kind) || noticeKinds.includes(kind));
    const shown = problem
      ? { problem: problem.message, fix: problem.fix ?? null }
      : undelivered(waiting, clock.now());
    const working = problem?.kind === 'signed-out' ? 'signed-out' : problem ? 'failing' : 'working';
    return {
      state: checking ? 'checking' : on ? working : 'off',
      account: messenger.pageName(),
      lastSuccessAt: last === null ? null : Number(last),
      problem: on && shown ? shown.problem : null,
      fix: on && shown ? shown.fix : null,
      facts: [
        { label: 'Managers', value: String(managers().length) },
        { label: 'Notifications parked', value: String(waiting.length) },
        ...(on ? onCard.flatMap((way) => channels[way].facts) : []),
      ],
    };
  }

  /**
   * Asks an open account whether it works. Never rejects.
   * @param looked see `onAnswer`
   * @returns the problem that stops all its messages
   */
  async function check(way: Way, looked: boolean): Promise<Problem | null> {
    const own = channels[way];
    if (!own.channel.isOpen()) return null;
    try {
      own.facts = await own.channel.check(managers());
      onAnswer(way, null, looked);
    } catch (error) {
      onAnswer(way, asProblem(error));
    }
    return own.problem;
  }

  async function checkNow(): Promise<ConnectionStatus> {
    // messages of Messenger are resumed by the check of each manager
    for (const way of onCard) await check(way, way !== 'messenger');
    checking = null;
    return status();
  }

  const orders = orderNotices({
    ledger,
    clock,
    holdMs,
    language: parts.language,
    template,
    sourceName: ({ source }) => sourceName(source),
    link,
    handOver: (message, manager, { way }) => owing.handOver(message, manager, way),
  });
  const alerts = parts.alerts && alertNotices(ledger, parts.alerts);
  const performers = allWays.flatMap((way) => {
    const { channel } = channels[way];
    const heard = (next: Problem | null): void => onAnswer(way, next);
    const sending = { ledger, clock, log, random, managers, mayTell, onAnswer: heard };
    const send = createSendOnce(sending, channel, orders);
    return [
      oneByOne({ kind: kindsOf(way).prompt, channel, send }),
      together({ kind: kindsOf(way).late, channel, send }),
      ...(alerts
        ? [oneByOne({ kind: kindsOf(way).alert, channel, send: createSendOnce(sending, channel, alerts) })]
        : []),
    ];
  });

  return {
    manychat: messenger.client,
    mailer,
    isOpen,
    onAnswer: (next) => onAnswer('messenger', next, true),
    lastInteraction: messenger.lastInteraction,
    heard(id) {
      messenger.heard(id);
      onHeard();
    },
    onHeard,
    chatUrl: messenger.chatUrl,
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
    standing: (way) => channels[way].standing,
    emailProblem: () => channels.email.problem,
    checkEmail: () => check('email', true),
    performers,
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
