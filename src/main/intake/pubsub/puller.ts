import { asProblem, isProblem, mayPass, messageOf, Problem } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import { backoffMs } from '../../backoff.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, Ledger, Log, Loop } from '../../ports.ts';
import { grantFix } from './grant.ts';

/** A message published by Shopify or Gmail. */
export type IntakeMessage = {
  /** The same at each redelivery. */
  readonly id: string;
  readonly data: string;
  readonly attributes: { readonly [name: string]: string };
};

/** A topic with its shared subscription. Everything rejects with a Problem. */
export type IntakeQueue = {
  /** The name of the topic. */
  readonly name: string;
  /** Creates both unless they exist. @returns which were created now */
  ensure(): Promise<{ readonly topic: boolean; readonly subscription: boolean }>;
  /** Holds each message until `handle` has resolved. */
  pull(
    handle: (message: IntakeMessage) => Promise<'ack' | 'nack'>,
    options: { readonly maxMessages: number; readonly onError: (error: unknown) => void },
  ): { close(): Promise<void> };
};

export type PullerParts = {
  readonly queue: IntakeQueue;
  readonly ledger: Pick<Ledger, 'settings'>;
  readonly clock: Clock;
  readonly log: Log;
  /** How many messages are handled concurrently. */
  readonly maxMessages: number;
  /** Resolves when all effects of the message are committed in the ledger. The same message may come again. */
  readonly handle: (message: IntakeMessage) => Promise<void>;
  /** Parks a message that keeps failing, for a person to see. */
  readonly park: (message: IntakeMessage, reason: string) => void;
  /** Resolves when the current ledger is available to the other computers. */
  readonly published: () => Promise<void>;
  /** Called when the subscription was created now: earlier messages are not in it, so the source must be polled. */
  readonly onGap: () => void;
  /** Whether the service failed rather than the message. */
  readonly isOutage?: (problem: Problem) => boolean;
  /** The account that needs the permission to publish: named in the fix until a message has come through a new topic. */
  readonly publisher?: string;
  readonly random?: () => number;
};

export type Puller = Loop & {
  problem(): Problem | null;
};

const mostFailures = 5;
/** A returned message comes again at once. */
const beforeReturnMs = 60_000;
/** A service that does not respond must not delay the exit. */
const stopMs = 2_000;
/** A message that waits longer is returned, before Pub/Sub takes it back after an hour. */
const holdMs = 30 * 60_000;
/** How often topic and subscription are checked: a deleted topic causes no error. */
const lookEveryMs = 10 * 60_000;

/** An outage or a revoked sign-in is no fault of the message. */
export const isAway = (problem: Problem): boolean => mayPass(problem) || problem.kind === 'signed-out';

/**
 * Handles the messages of a topic. A message is acknowledged only after all its effects are stored and published to the other
 * computers, so that the next leader handles it if this computer crashes.
 */
export function createPuller(parts: PullerParts): Puller {
  const { queue, ledger, clock, log, maxMessages, isOutage = isAway, random = Math.random } = parts;
  const { settings } = ledger;
  const unproven = `intake.unproven:${queue.name}`;
  const working = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let pull: ReturnType<IntakeQueue['pull']> | null = null;
  let failures = 0;
  /** Of the subscription, and of the last handled message. */
  const problems: { open: Problem | null; handle: Problem | null } = { open: null, handle: null };
  let cancelReopen = (): void => {};

  /** Checks topic and subscription, also while messages are pulled. */
  const opening = createPollingLoop(clock, async (isOver) => {
    try {
      const made = await queue.ensure();
      if (isOver()) return lookEveryMs;
      if (made.topic) settings.set(unproven, '1');
      // an older stream belongs to a subscription that is gone
      if (made.subscription) await close();
      pull ??= queue.pull(receive, { maxMessages, onError: lost });
      failures = 0;
      problems.open = null;
      if (made.subscription) parts.onGap();
      return lookEveryMs;
    } catch (error) {
      return isOver() ? lookEveryMs : failed(error);
    }
  });

  /** @returns the delay until the next attempt */
  function failed(error: unknown): number {
    failures += 1;
    problems.open = asProblem(error);
    log.warn('messages cannot be pulled', { topic: queue.name, reason: problems.open.message });
    return backoffMs(failures, random);
  }

  /** The service has stopped delivering. */
  function lost(error: unknown): void {
    if (stopping.signal.aborted) return;
    cancelReopen();
    cancelReopen = clock.after(failed(error), opening.askAnew);
    void close().catch((fault: unknown) => log.warn('a pull did not close', { fault: messageOf(fault) }));
  }

  async function close(): Promise<void> {
    const closing = pull;
    pull = null;
    await closing?.close();
  }

  /** Rejects when the puller is stopped first. */
  function unlessStopped<T>(work: Promise<T>): Promise<T> {
    const { signal } = stopping;
    signal.throwIfAborted();
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
  }

  function wait(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(ms, resolve);
    return unlessStopped(promise).finally(cancel);
  }

  function receive(message: IntakeMessage): Promise<'ack' | 'nack'> {
    const work = take(message).catch(async (error: unknown) => {
      if (stopping.signal.aborted) return 'nack' as const;
      log.error('a message could not be parked', { error });
      await wait(beforeReturnMs).catch(() => {});
      return 'nack' as const;
    });
    working.add(work);
    return work.finally(() => working.delete(work));
  }

  async function take(message: IntakeMessage): Promise<'ack' | 'nack'> {
    const until = clock.uptime() + holdMs;
    let faults = 0;
    for (let attempt = 1; clock.uptime() < until; attempt += 1) {
      stopping.signal.throwIfAborted();
      try {
        if (settings.get(unproven) !== null) settings.set(unproven, null);
        await unlessStopped(parts.handle(message));
        await unlessStopped(parts.published());
        problems.handle = null;
        return 'ack';
      } catch (error) {
        stopping.signal.throwIfAborted();
        const problem = asProblem(error);
        problems.handle = problem;
        if (!isProblem(error) || !isOutage(problem)) {
          faults += 1;
          log.warn('a message failed', { topic: queue.name, message: message.id, faults, error });
        }
        if (faults === mostFailures) {
          parts.park(message, messageOf(error));
          problems.handle = null;
          return 'ack';
        }
        await wait((problem.retryAfterMs ?? 0) + backoffMs(attempt, random));
      }
    }
    return 'nack';
  }

  const unprovenProblem = (): Problem | null =>
    parts.publisher === undefined || settings.get(unproven) === null
      ? null
      : new Problem('not-found', `Nothing has arrived through the topic ${queue.name} since it was created`, {
          fix: grantFix(parts.publisher, queue.name),
        });

  return {
    problem: () => problems.open ?? problems.handle ?? unprovenProblem(),
    start: opening.start,
    async stop() {
      stopping.abort();
      cancelReopen();
      // the messages are returned at once, and the ledger is not used after it closes
      const returned = Promise.all(working).then(() => atMost(clock, stopMs, close()));
      await Promise.all([opening.stop(), returned]);
    },
  };
}
