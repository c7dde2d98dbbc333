import { z } from 'zod';
import type { Order } from '../../shared/order.ts';
import { asProblem, messageOf } from '../../shared/problem.ts';
import type { Outcome, Performer } from '../outbox/relay.ts';
import type { OutboxMessage } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';
import { addressOn } from '../settings/ways-of.ts';
import type { Compose, NotificationChannel, NotificationContent } from './channel.ts';
import type { MayNotify } from './may-notify.ts';
import { notOurs } from './may-notify.ts';
import type { NoticeEnds, NoticeEndsParts, NoticeRecord } from './notice-ends.ts';
import { isMarked, mark, noticeEnds } from './notice-ends.ts';

/** What a message is about: whether it is still needed, and how its outcome is recorded. Reads the ledger at each call. */
export type Subject = {
  readonly record: NoticeRecord;
  /** The order it belongs to; null for an alert, and for an order that is gone. */
  order(): Order | null;
  /** Whether it was sent by this computer, or by another whose event was imported; also true if its order is gone. */
  wasSent(): boolean;
  /** Why the notification is not needed any more; null if it is. */
  reasonToKeepQuiet(): string | null;
  /** Why that is unknown yet; null if it is known, or if it is sent in any case. */
  reasonToWait(): string | null;
};

/** Notifications of one kind, such as those of new orders. */
export type Topic = {
  subjectOf(message: OutboxMessage, channel: NotificationChannel): Subject;
  /** The content of one message for all these notifications. */
  contentOf(
    items: readonly { readonly message: OutboxMessage; readonly subject: Subject }[],
  ): NotificationContent;
  /** Recorded for each notification that was sent with others. */
  readonly together?: (count: number) => string;
};

export type SenderParts = Omit<NoticeEndsParts, 'channel'> & {
  readonly managers: () => readonly ManagerConfig[];
  /** Whether this computer may send a notification. */
  readonly mayTell: (message: OutboxMessage, order: Order | null) => Promise<MayNotify>;
};

/** A message of an attempt, with its subject and its possible outcomes. */
type Item = { readonly message: OutboxMessage; readonly subject: Subject; readonly ends: NoticeEnds };
/** Outcomes by message id; a message without one is done. */
type Outcomes = Map<string, Outcome>;
type SendOnce = (messages: readonly OutboxMessage[]) => Promise<Outcomes>;

/** The manager, and an address under the name that its channel has. */
const addresseeSchema = z.looseObject({ manager: z.string() }).readonly();

const waitMs = 10_000;

/**
 * Sends the notifications of one kind to managers, each at most once. The messages of one call share one request; each keeps its
 * own key and outcome. No channel has an idempotency key, so the intent is recorded before the request:
 *
 *   1 lease → 2 check whether to send → 3 mark "sending" → 4 send
 *     → 5 one transaction { event, done | retry later | parked | enqueued for another channel, mark removed }
 *
 * A mark found at the start means that an attempt was interrupted between mark and outcome. It is unknown whether the manager got
 * the message: it is parked and shown. Parking removes the mark, because a person who unparks it has decided to send it.
 */
export function createSendOnce(parts: SenderParts, channel: NotificationChannel, topic: Topic): SendOnce {
  const { ledger, clock, log, managers, mayTell } = parts;

  /** A renamed manager is found by the address in the message; a changed address is the one that is used. */
  function addressNow(payload: unknown): string | null {
    const { manager, ...queued } = addresseeSchema.parse(payload);
    const queuedFor = addressOn(channel.way, queued);
    const known =
      managers().find(({ name }) => name === manager) ??
      managers().find((one) => queuedFor !== null && addressOn(channel.way, one) === queuedFor);
    return known ? addressOn(channel.way, known) : null;
  }

  async function attempt(messages: readonly OutboxMessage[], outcomes: Outcomes): Promise<void> {
    const random = parts.random(); // the same delay keeps messages together that are retried together
    const items = messages.map((message): Item => {
      const subject = topic.subjectOf(message, channel);
      return {
        message,
        subject,
        ends: noticeEnds({ ...parts, random: () => random, channel }, message, subject.record),
      };
    });
    const endAll = (ended: readonly Item[], how: (ends: NoticeEnds) => Outcome): void =>
      ledger.transaction(() => {
        for (const { message, ends } of ended) outcomes.set(message.id, how(ends));
      });
    const isNeeded = ({ message, subject, ends }: Item): boolean => {
      if (subject.wasSent()) return false;
      const quiet = subject.reasonToKeepQuiet();
      const wait = quiet === null ? subject.reasonToWait() : null;
      if (quiet !== null) outcomes.set(message.id, ends.off(quiet));
      if (wait !== null) outcomes.set(message.id, ends.later(waitMs, wait));
      return quiet === null && wait === null;
    };

    const open: Item[] = [];
    for (const item of items) {
      if (item.subject.wasSent()) continue;
      if (isMarked(ledger, item.message)) {
        outcomes.set(item.message.id, item.ends.unknown('the app stopped while sending it'));
      } else if (isNeeded(item)) open.push(item);
    }
    if (open.length === 0) return;
    if (!channel.isOpen()) return endAll(open, (ends) => ends.noWay(channel.words.notConnected));
    const to = addressNow(messages[0]?.payload);
    if (to === null) {
      const { manager } = addresseeSchema.parse(messages[0]?.payload);
      return endAll(open, (ends) => ends.noWay(channel.words.noAddress(manager)));
    }
    let compose: Compose;
    try {
      compose = await channel.prepare(to);
    } catch (error) {
      const problem = asProblem(error);
      return endAll(open, (ends) => ends.stopped(problem));
    }
    parts.onAnswer(null);
    const asked = await Promise.all(
      open.map(async (item) => ({ item, may: await mayTell(item.message, item.subject.order()) })),
    );
    const left = asked.flatMap(({ item, may }) => {
      // the checks above take a while
      if (!isNeeded(item)) return [];
      if ('ours' in may) return [item];
      outcomes.set(item.message.id, notOurs(item.ends, may));
      return [];
    });
    if (left.length === 0) return;

    const keys = left.map(({ message }) => message.key);
    const send = compose(topic.contentOf(left), { keys, at: clock.now() });
    ledger.transaction(() => {
      for (const { message } of left) mark(ledger, message, clock.now());
    });
    try {
      await send();
    } catch (error) {
      const problem = asProblem(error, 'unknown-outcome');
      return endAll(left, (ends) => ends.stopped(problem));
    }
    const reason = left.length > 1 ? topic.together?.(left.length) : undefined;
    endAll(left, (ends) => ends.sent(reason));
    parts.onAnswer(null);
  }

  /** Isolates a bug at one message from the others of the request, and records it as an outcome. */
  async function sendApart(messages: readonly OutboxMessage[], outcomes: Outcomes): Promise<void> {
    try {
      await attempt(messages, outcomes);
    } catch (error) {
      const [message, ...others] = messages.filter(({ id }) => !outcomes.has(id));
      if (message === undefined) return;
      if (messages.length > 1) {
        for (const one of [message, ...others]) await sendApart([one], outcomes);
        return;
      }
      log.error('notice met a fault', { key: message.key, error });
      const { record } = topic.subjectOf(message, channel);
      const ends = noticeEnds({ ...parts, channel }, message, record);
      const isSending = isMarked(ledger, message);
      outcomes.set(message.id, isSending ? ends.unknown(messageOf(error)) : ends.stopped(asProblem(error)));
    }
  }

  return async (messages) => {
    const outcomes: Outcomes = new Map();
    await sendApart(messages, outcomes);
    return outcomes;
  };
}

type KindOf = { readonly kind: string; readonly channel: NotificationChannel; readonly send: SendOnce };

/** Performs each message alone. */
export const oneByOne = ({ kind, channel, send }: KindOf): Performer => ({
  kind,
  leaseMs: channel.leaseMs,
  limit: 4,
  perform: async (message) => (await send([message])).get(message.id) ?? { done: true },
});

/**
 * Performs together the messages that are due to one recipient. This works because the relay performs all messages it has
 * leased in parallel, within one turn of the event loop.
 */
export function together({ kind, channel, send }: KindOf): Performer {
  let leased: { readonly message: OutboxMessage; readonly settle: (outcome: Promise<Outcome>) => void }[] =
    [];

  function sendAll(): void {
    const groups = Map.groupBy(leased, ({ message }) => JSON.stringify(message.payload));
    leased = [];
    for (const group of groups.values()) {
      const sent = send(group.map(({ message }) => message));
      for (const { message, settle } of group) {
        settle(sent.then((outcomes) => outcomes.get(message.id) ?? { done: true }));
      }
    }
  }

  return {
    kind,
    leaseMs: channel.leaseMs,
    limit: 5_000,
    perform: (message) =>
      new Promise((settle) => {
        leased.push({ message, settle });
        if (leased.length === 1) queueMicrotask(sendAll);
      }),
  };
}
