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
  /** How long a notice waits for the warehouse to have the order. */
  readonly holdMs: number;
  readonly onAnswer: (problem: Problem | null) => void;
};

/** What an attempt to send one notice can come to, each written down as one transaction with what is owed then. */
export type NoticeEnds = {
  sent(reason?: string): Outcome;
  off(reason: string): Outcome;
  /** The way itself is gone, such as an account that was disconnected. */
  noWay(reason: string): Outcome;
  unknown(why: string): Outcome;
  /** It may have left, and that can be looked up; nothing is said of it before. */
  lookAgain(waitMs: number, reason: string): Outcome;
  /** Nothing has left; it is tried again. */
  later(waitMs: number, reason: string): Outcome;
  stopped(problem: Problem): Outcome;
};

/** While this setting is there, a message may have left. */
const markOf = ({ key }: Pick<OutboxMessage, 'key'>): string => `notify.sending:${key}`;

export const isMarked = (ledger: Ledger, message: OutboxMessage): boolean =>
  ledger.settings.get(markOf(message)) !== null;

/** What an e-mail is known by, and whom it went to. */
export type Name = { readonly identity: string; readonly to: string };
/** What may have left, since when (epoch milliseconds) and, where that was said, under which name and to whom; else ''. */
export type Mark = Name & { readonly at: number };

export function markedAs(ledger: Ledger, message: OutboxMessage): Mark | null {
  const [at = '', identity = '', to = ''] = ledger.settings.get(markOf(message))?.split(' ') ?? [];
  return at === '' ? null : { at: Number(at), identity, to };
}

/** Set while it is parked and nobody knows whether it went out: a person who gives it back has decided to send it. */
const doubtOf = ({ key }: Pick<OutboxMessage, 'key'>): string => `notify.doubted:${key}`;

/** Whether a person has said that it is to be sent, of a message that is performed. */
export const isGivenBack = (ledger: Ledger, message: Pick<OutboxMessage, 'key'>): boolean =>
  ledger.settings.get(doubtOf(message)) !== null;

/** The name of what may have left before a person gave it back, and whom it went to where that was said; else ''. */
export const doubtedAs = (ledger: Ledger, message: Pick<OutboxMessage, 'key'>): Name | null => {
  const [identity = 'yes', to = ''] = ledger.settings.get(doubtOf(message))?.split(' ') ?? [];
  return identity === 'yes' ? null : { identity, to };
};

/** Ends a message that waits for nobody any more. To be called in a transaction. */
export function letGo(ledger: Ledger, message: Pick<OutboxMessage, 'id' | 'key'>): void {
  ledger.outbox.done(message.id);
  ledger.settings.set(doubtOf(message), null);
}

/** @param name of what is leaving, where it can be looked up by that */
export const mark = (ledger: Ledger, message: OutboxMessage, now: number, name?: Name): void =>
  ledger.settings.set(markOf(message), [now, ...(name ? [name.identity, name.to] : [])].join(' '));

const notKnown: { readonly [W in Way]: (why: string) => string } = {
  messenger: (why) => `Not known whether it was sent: ${why}. Look into the chat before sending it again`,
  email: (why) => `Not known whether it was sent: ${why}. Look into the sent mails before sending it again`,
};

/** How the end of a notice is written down. */
export type NoticeRecord = {
  /** What its ends begin with. */
  readonly id: string;
  /** What was written down of it so far, among others. */
  entries(): readonly Entry[];
  said(
    end: Pick<Notification, 'state' | 'reason' | 'queuedAt'> & { readonly at: number },
  ): DistributivePick<EntryDraft, 'orderId' | 'kind' | 'data'>;
  /** How it leaves; by Messenger where nothing is said. */
  readonly way?: Way;
  /**
   * Owes it by another way that is left, inside the transaction that writes down why this one did not do.
   * @returns whether there is one: then nobody has to look after this one
   */
  handOver?(): boolean;
  /** Called inside the transaction that writes down that it was refused for good. */
  onRefused?(): void;
};
type DistributivePick<T, K extends keyof T> = T extends unknown ? Pick<T, K> : never;

/** Which notice: of what order, to whom, and by which way: Messenger where nothing is said. */
export type NoticeOf = { readonly orderId: OrderId; readonly manager: string; readonly way?: Way };
/** Owes a notice by another way. @returns whether there is one */
export type HandOver = (message: OutboxMessage, notice: NoticeOf) => boolean;

/** The notice of a new order. */
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
  // it is sent once; it may be refused at one attempt and not be known about at the next
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
 * A fault of our own is an end like the others, so that it is seen; what was being sent by then may have left. What did not
 * leave because the disk refused is tried again.
 */
export const faultEnd = (
  ledger: Ledger,
  { message, ends }: { readonly message: OutboxMessage; readonly ends: NoticeEnds },
  error: unknown,
): Outcome => (isMarked(ledger, message) ? ends.unknown(messageOf(error)) : ends.stopped(asProblem(error)));
