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
  /** How long a notice waits for the warehouse to have the order. */
  readonly holdMs?: number;
  readonly language: () => Language;
  /** The shop's own text of a new order's notice in that language; undefined for the usual one. */
  readonly template?: () => string | undefined;
  readonly sourceName?: (source: Source) => string;
  /** Where a manager can open the order. */
  readonly link?: (order: Order) => string | undefined;
  /** Called when the state of the connection has changed. */
  readonly onStatus?: () => void;
  /** Whether the desk catches up with what it has slept through. */
  readonly catchingUp?: () => boolean;
  readonly random?: () => number;
  readonly openManychat?: (config: ManychatConfig) => Manychat;
  /** Whether this desk is the one of several that tells an order; alone, it is. */
  readonly mayTell?: SendParts['mayTell'];
  /** When a source was first connected, epoch milliseconds: its orders from before are summed up. Null: not known. */
  readonly connectedAt?: (source: Source) => number | null;
  /** Whom a new order is told to first; all managers where nothing says otherwise. */
  readonly first?: (order: Order) => readonly string[];
  /** The button that takes the order, in a notice to this manager; null where no press would find its way here. */
  readonly takeButton?: SendParts['takeButton'];
  /** Null while e-mail is no way. */
  readonly mailer?: () => Mailer | null;
  /** The ways an order is told by, in order; all of them where nothing says otherwise. */
  readonly ways?: (order: Order) => readonly Way[];
  /** What is told beside new orders; absent: nothing. */
  readonly alerts?: Pick<SendAlertParts, 'desk' | 'hereButton'>;
  /** Whether the shop is being closed: its ledger may be gone before an answer comes. */
  readonly isOver?: () => boolean;
};

export type Notifier = {
  /**
   * To be called inside the transaction that records the order.
   * @param toldAt when its source told of it, epoch milliseconds; what is not known is now
   */
  enqueueNotices(orderId: OrderId, toldAt?: number): void;
  /**
   * Owes an order's notices, not before a time, to those managers of whom nothing is written down: another desk may have told
   * the others. To be called inside a transaction.
   */
  enqueueUnsent(order: Order, notBefore: number): void;
  readonly lastInteraction: Answering['lastInteraction'];
  readonly heard: Answering['heard'];
  /** To be told once ManyChat has said anew when it last heard of the managers. */
  readonly onHeard: () => void;
  readonly chatUrl: Answering['chatUrl'];
  /** For whoever passes an order on. */
  readonly notices: Notices;
  readonly performers: readonly Performer[];
  /** What stops every e-mail, as the last one met it. */
  readonly emailProblem: () => Problem | null;
  readonly standings: { readonly [W in Way]: Standing };
  /** Looks whether e-mails could be sent now. Never rejects. @returns what stops them all */
  checkEmail(): Promise<Problem | null>;
  readonly connection: Connection;
  /** To be told what stops every message by Messenger, by whoever else has asked ManyChat; null: it answers. */
  readonly onAnswer: (problem: Problem | null) => void;
  /** The same account for whoever writes to customers; null while it is not connected. */
  readonly manychat: () => Manychat | null;
  /** Whether anything can be sent by a way now. */
  readonly isOpen: (way: Way) => boolean;
  /** What sends e-mail; null while it is no way. */
  readonly mailer: () => Mailer | null;
};

/** So long a first connection brings what was there before, and all of it is one summary. */
const backlogMs = 5 * 60_000;

/** Tells the managers, each by the first way that is open to him: once BigQuery has the order, and in any case after `holdMs`. */
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
  /** What stops every message by a way, as the last answer said. */
  const stops: { [W in Way]: Problem | null } = { messenger: null, email: null };
  const standings = { messenger: createStanding(clock), email: createStanding(clock) };
  let pageName: string | null = null;
  /** Whether each manager could be told of an order, as the last check found it. */
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

  /** @param looked whether somebody asked only to know if the account answers: what waits for it may go then */
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
        // those that came together are passed on together: their steps fall due one after the other
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

/** A refusal concerns one contact; only what stops every message is the connection's. */
const ofAccount = (problem: Problem | null): Problem | null =>
  problem?.kind === 'refused' || problem?.kind === 'bad-input' ? null : problem;

/** Known before an order comes: who would not hear of it. */
async function reachOf(client: Manychat, name: string, subscriberId: SubscriberId, now: number) {
  try {
    const { lastInteraction } = await client.contact(subscriberId);
    const words = { open: 'reachable', closed: windowClosed().message, unknown: 'not known' };
    return { label: name, value: words[windowOf(lastInteraction, now)] };
  } catch (error) {
    return { label: name, value: messageOf(error) };
  }
}
