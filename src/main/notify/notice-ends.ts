import type { Entry, EntryDraft } from '../../shared/entry.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Notification } from '../../shared/order.ts';
import type { Problem } from '../../shared/problem.ts';
import { WindowClosed } from '../manychat/problems.ts';
import type { Outcome } from '../outbox/relay.ts';
import { verdictOf, wordsOf } from '../outbox/verdict.ts';
import type { Clock, Ledger, Log, OutboxMessage } from '../ports.ts';
import type { NotificationChannel } from './channel.ts';

export type NoticeEndsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly channel: Pick<NotificationChannel, 'words'>;
  readonly onAnswer: (problem: Problem | null) => void;
};

/** How the outcome of a notification is recorded. */
export type NoticeRecord = {
  /** The prefix of its event ids. */
  readonly id: string;
  /** Includes the events of this notification so far. */
  events(): readonly Entry[];
  event(
    end: Pick<Notification, 'state' | 'reason' | 'queuedAt'> & { readonly at: number },
  ): DistributivePick<EntryDraft, 'orderId' | 'kind' | 'data'>;
  /**
   * Enqueues it for a remaining channel, in the transaction that records this channel's failure.
   * @returns whether there is one: then no person has to act on this one
   */
  handOver(): boolean;
  /** Called in the transaction that records the final refusal. */
  onRefused?(): void;
};
type DistributivePick<T, K extends keyof T> = T extends unknown ? Pick<T, K> : never;

/** The outcomes of an attempt to send one notification. Each is one transaction with the next outbox state. */
export type NoticeEnds = {
  sent(reason?: string): Outcome;
  /** It is not needed any more. */
  off(reason: string): Outcome;
  /** The channel is gone, such as a disconnected account. */
  noWay(reason: string): Outcome;
  unknown(why: string): Outcome;
  /** Nothing was sent; retries later. */
  later(waitMs: number, reason: string): Outcome;
  stopped(problem: Problem): Outcome;
};

type Keyed = Pick<OutboxMessage, 'key'>;
type Settings = Pick<Ledger, 'settings'>;

/** Facts about a message that last longer than an attempt, each a setting. */
const settingOf = {
  /** While it exists, the message may have been sent. */
  sending: ({ key }: Keyed) => `notify.sending:${key}`,
  /** Set while it is parked with an unknown outcome. If a person unparks it, they have decided to send it. */
  doubted: ({ key }: Keyed) => `notify.doubted:${key}`,
  /** It was parked because the sending account was signed out. */
  signedOut: ({ key }: Keyed) => `notify.signedOut:${key}`,
  /** It was parked because the manager's Messenger window was closed, with the time. */
  windowShut: ({ key }: Keyed) => `notify.windowShut:${key}`,
} as const;
const read = (ledger: Settings, name: keyof typeof settingOf, message: Keyed): string | null =>
  ledger.settings.get(settingOf[name](message));
const write = (ledger: Settings, name: keyof typeof settingOf, message: Keyed, value: string | null): void =>
  ledger.settings.set(settingOf[name](message), value);

/** Records that sending begins. Call inside a transaction that ends before the request starts. */
export const mark = (ledger: Settings, message: Keyed, at: number): void =>
  write(ledger, 'sending', message, String(at));

/** Whether an attempt began whose outcome was not recorded. */
export const isMarked = (ledger: Settings, message: Keyed): boolean =>
  read(ledger, 'sending', message) !== null;

/** Whether a person decided to send this message again. */
export const isGivenBack = (ledger: Settings, message: Keyed): boolean =>
  read(ledger, 'doubted', message) !== null;

export const wasSignedOut = (ledger: Settings, message: Keyed): boolean =>
  read(ledger, 'signedOut', message) !== null;

/** When Messenger refused it because the window was closed, epoch milliseconds; null if it did not. */
export function windowShutAt(ledger: Settings, message: Keyed): number | null {
  const at = read(ledger, 'windowShut', message);
  return at === null ? null : Number(at);
}

/** Call when it is not parked any more. */
export function forgetWhyParked(ledger: Settings, message: Keyed): void {
  write(ledger, 'signedOut', message, null);
  write(ledger, 'windowShut', message, null);
}

/** Ends a message that is not needed any more. Call inside a transaction. */
export function letGo(ledger: Ledger, message: Pick<OutboxMessage, 'id' | 'key'>): void {
  ledger.outbox.done(message.id);
  write(ledger, 'doubted', message, null);
  forgetWhyParked(ledger, message);
}

export function noticeEnds(parts: NoticeEndsParts, message: OutboxMessage, record: NoticeRecord): NoticeEnds {
  const { ledger, clock, log, random, channel, onAnswer } = parts;

  // it is sent once, but one attempt may be refused and the next have an unknown outcome
  const earlierEnds = () => record.events().filter(({ id }) => id.startsWith(`${record.id}:`)).length;

  function end(state: Notification['state'] | null, reason: string | undefined, settle: () => void): Outcome {
    const at = clock.now();
    ledger.transaction(() => {
      if (state !== null) {
        const why = reason !== undefined && { reason };
        ledger.entries.append({
          id: entryIdSchema.parse(state === 'sent' ? record.id : `${record.id}:${earlierEnds()}`),
          at,
          by: 'orderbell',
          ...record.event({ state, at, queuedAt: message.createdAt, ...why }),
        });
      }
      settle();
      write(ledger, 'sending', message, null);
    });
    log.info('notice ended', { key: message.key, state: state ?? 'put off', reason });
    return { settled: true };
  }
  const done = () => letGo(ledger, message);
  const retry = (at: number, reason: string): Outcome =>
    end(null, reason, () => ledger.outbox.retryAt(message.id, at, reason));

  function unknown(why: string): Outcome {
    const reason = channel.words.unknown(why);
    return end('unknown', reason, () => {
      ledger.outbox.park(message.id, reason);
      write(ledger, 'doubted', message, 'yes');
    });
  }

  function refused(problem: Problem): Outcome {
    const reason = wordsOf(problem);
    return end('refused', reason, () => {
      if (record.handOver()) done();
      else {
        ledger.outbox.park(message.id, reason);
        if (problem.kind === 'signed-out') write(ledger, 'signedOut', message, 'yes');
        if (problem instanceof WindowClosed) write(ledger, 'windowShut', message, String(clock.now()));
      }
      record.onRefused?.();
    });
  }

  return {
    unknown,
    later: (waitMs, reason) => retry(clock.now() + waitMs, reason),
    sent: (reason) => end('sent', reason, done),
    off: (reason) => end('off', reason, done),
    noWay: (reason) =>
      end('off', reason, () => {
        record.handOver();
        done();
      }),
    stopped(problem) {
      onAnswer(problem);
      if (problem.kind === 'unknown-outcome') return unknown(problem.message);
      const verdict = verdictOf({ problem, attempts: message.attempts, now: clock.now(), random });
      return 'park' in verdict ? refused(problem) : retry(verdict.retryAt, verdict.reason);
    },
  };
}
