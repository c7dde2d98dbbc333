import type { Way } from '../../shared/alert-rules/channels.ts';
import type { Entry, EntryDraft } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Notification } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { asProblem, messageOf } from '../../shared/problem.ts';
import { WindowClosed } from '../manychat/problems.ts';
import type { Outcome } from '../outbox/relay.ts';
import { verdictOf, wordsOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import { waitedSince } from './notice.ts';
import { releasedBy } from './released-by.ts';
import { noteSignedOut, noteWindowShut } from './why-parked.ts';

export type NoticeEndsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  /** The maximum wait for BigQuery to have the order. */
  readonly holdMs: number;
  readonly onAnswer: (problem: Problem | null) => void;
};

/** The outcomes of an attempt to send one notification. Each is one transaction with the next outbox state. */
export type NoticeEnds = {
  sent(reason?: string): Outcome;
  off(reason: string): Outcome;
  /** The channel is gone, such as a disconnected account. */
  noWay(reason: string): Outcome;
  unknown(why: string): Outcome;
  /** The outcome is unknown but can be looked up; records nothing before that. */
  lookAgain(waitMs: number, reason: string): Outcome;
  /** Nothing was sent; retries later. */
  later(waitMs: number, reason: string): Outcome;
  stopped(problem: Problem): Outcome;
};

/** While this setting exists, a message may have been sent. */
const markOf = ({ key }: Pick<OutboxMessage, 'key'>): string => `notify.sending:${key}`;

export const isMarked = (ledger: Ledger, message: OutboxMessage): boolean =>
  ledger.settings.get(markOf(message)) !== null;

/** The identity of an e-mail, and its recipient. */
export type Name = { readonly identity: string; readonly to: string };
/** When sending started (epoch milliseconds), and, if recorded, the e-mail's identity and recipient; else ''. */
export type Mark = Name & { readonly at: number };

export function markedAs(ledger: Ledger, message: OutboxMessage): Mark | null {
  const [at = '', identity = '', to = ''] = ledger.settings.get(markOf(message))?.split(' ') ?? [];
  return at === '' ? null : { at: Number(at), identity, to };
}

/** Set while a message is parked with an unknown outcome. If a person unparks it, they have decided to send it. */
const doubtOf = ({ key }: Pick<OutboxMessage, 'key'>): string => `notify.doubted:${key}`;

/** Whether a person decided to send this message again. */
export const isGivenBack = (ledger: Ledger, message: Pick<OutboxMessage, 'key'>): boolean =>
  ledger.settings.get(doubtOf(message)) !== null;

/** Identity and recipient (if recorded, else '') of an e-mail that may have been sent before a person unparked it. */
export const doubtedAs = (ledger: Ledger, message: Pick<OutboxMessage, 'key'>): Name | null => {
  const [identity = 'yes', to = ''] = ledger.settings.get(doubtOf(message))?.split(' ') ?? [];
  return identity === 'yes' ? null : { identity, to };
};

/** Ends a message that is not needed any more. Call inside a transaction. */
export function letGo(ledger: Ledger, message: Pick<OutboxMessage, 'id' | 'key'>): void {
  ledger.outbox.done(message.id);
  ledger.settings.set(doubtOf(message), null);
}

/** @param name the identity for a later search, if the channel has one */
export const mark = (ledger: Ledger, message: OutboxMessage, now: number, name?: Name): void =>
  ledger.settings.set(markOf(message), [now, ...(name ? [name.identity, name.to] : [])].join(' '));

const notKnown: { readonly [W in Way]: (why: string) => string } = {
  messenger: (why) => `Not known whether it was sent: ${why}. Look into the chat before sending it again`,
  email: (why) => `Not known whether it was sent: ${why}. Look into the sent mails before sending it again`,
};

/** How the outcome of a notification is recorded. */
export type NoticeRecord = {
  /** The prefix of its event ids. */
  readonly id: string;
  /** Includes the events of this notification so far. */
  entries(): readonly Entry[];
  said(
    end: Pick<Notification, 'state' | 'reason' | 'queuedAt'> & { readonly at: number },
  ): DistributivePick<EntryDraft, 'orderId' | 'kind' | 'data'>;
  /** The channel; default: Messenger. */
  readonly way?: Way;
  /**
   * Enqueues it for a remaining channel, in the transaction that records this channel's failure.
   * @returns whether there is one: then no person has to act on this one
   */
  handOver?(): boolean;
  /** Called in the transaction that records the final refusal. */
  onRefused?(): void;
};
type DistributivePick<T, K extends keyof T> = T extends unknown ? Pick<T, K> : never;

/** A notification's order, recipient and channel (default: Messenger). */
export type NoticeOf = { readonly orderId: OrderId; readonly manager: string; readonly way?: Way };
/** Enqueues a notification for another channel. @returns whether there is one */
export type HandOver = (message: OutboxMessage, notice: NoticeOf) => boolean;

/** The notification of a new order. */
export const orderNotice = (
  { ledger, holdMs }: Pick<NoticeEndsParts, 'ledger' | 'holdMs'>,
  message: OutboxMessage,
  notice: NoticeOf,
  handOver: HandOver = () => false,
): NoticeRecord => {
  const { orderId, manager, way = 'messenger' } = notice;
  return {
    id: `notified:${message.key}`,
    way,
    entries: () => ledger.entries.ofOrder(orderId),
    said: (end) => ({
      orderId,
      kind: 'notified',
      data: {
        manager,
        channel: way,
        ...end,
        releasedBy: releasedBy(ledger.orders.warehouseState(orderId), waitedSince(message), {
          now: end.at,
          holdMs,
        }),
      },
    }),
    handOver: () => handOver(message, notice),
  };
};

export function noticeEnds(parts: NoticeEndsParts, message: OutboxMessage, record: NoticeRecord): NoticeEnds {
  const { ledger, clock, log, random, onAnswer } = parts;
  // it is sent once, but one attempt may be refused and the next have an unknown outcome
  const earlierEnds = () => record.entries().filter(({ id }) => id.startsWith(`${record.id}:`)).length;

  function end(state: Notification['state'] | null, reason: string | undefined, settle: () => void): Outcome {
    const at = clock.now();
    ledger.transaction(() => {
      if (state !== null) {
        ledger.entries.append({
          id: entryIdSchema.parse(state === 'sent' ? record.id : `${record.id}:${earlierEnds()}`),
          at,
          by: 'orderbell',
          ...record.said({
            state,
            at,
            queuedAt: message.createdAt,
            ...(reason !== undefined && { reason }),
          }),
        });
      }
      settle();
      ledger.settings.set(markOf(message), null);
    });
    log.info('notice ended', { key: message.key, state: state ?? 'put off', reason });
    return { settled: true };
  }
  const park = (reason: string) => () => ledger.outbox.park(message.id, reason);
  const done = () => letGo(ledger, message);
  const unknown = (why: string): Outcome => {
    const reason = notKnown[record.way ?? 'messenger'](why);
    const { identity = '', to = '' } = markedAs(ledger, message) ?? {};
    return end('unknown', reason, () => {
      park(reason)();
      ledger.settings.set(doubtOf(message), identity === '' ? 'yes' : `${identity} ${to}`.trim());
    });
  };
  const handedOver = (otherwise: () => void): void => {
    if (record.handOver?.()) done();
    else otherwise();
  };
  return {
    unknown,
    later: (waitMs, reason) =>
      end(null, reason, () => ledger.outbox.retryAt(message.id, clock.now() + waitMs, reason)),
    sent: (reason) => end('sent', reason, done),
    off: (reason) => end('off', reason, done),
    noWay: (reason) => end('off', reason, () => handedOver(done)),
    lookAgain(waitMs, reason) {
      ledger.outbox.retryAt(message.id, clock.now() + waitMs, reason);
      log.info('notice is looked for', { key: message.key, reason });
      return { settled: true };
    },
    stopped(problem) {
      onAnswer(problem);
      const verdict = verdictOf({ problem, attempts: message.attempts, now: clock.now(), random });
      if (problem.kind === 'unknown-outcome') return unknown(problem.message);
      if ('park' in verdict) {
        return end('refused', wordsOf(problem), () => {
          handedOver(() => {
            park(verdict.reason)();
            if (problem.kind === 'signed-out') noteSignedOut(ledger, message);
            if (problem instanceof WindowClosed) noteWindowShut(ledger, message, clock.now());
          });
          record.onRefused?.();
        });
      }
      return end(null, verdict.reason, () =>
        ledger.outbox.retryAt(message.id, verdict.retryAt, verdict.reason),
      );
    },
  };
}

/**
 * Records a bug as an outcome, so that it is visible. A message that was being sent has an unknown outcome. If nothing was sent
 * because the disk refused, it is retried.
 */
export const faultEnd = (
  ledger: Ledger,
  { message, ends }: { readonly message: OutboxMessage; readonly ends: NoticeEnds },
  error: unknown,
): Outcome => (isMarked(ledger, message) ? ends.unknown(messageOf(error)) : ends.stopped(asProblem(error)));
