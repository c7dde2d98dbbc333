import { asProblem, isProblem } from '../../shared/problem.ts';
import { atMost } from '../at-most.ts';
import type { Clock, Ledger, Log, Loop, OutboxMessage } from '../ports.ts';
import type { Verdict } from './verdict.ts';
import { verdictOf } from './verdict.ts';

/** The outcome of a message. `settled`: the performer has recorded it itself, in the transaction of its result. */
export type Outcome = { readonly done: true } | { readonly settled: true } | Verdict;

/** Performs one kind of message. */
export type Performer = {
  readonly kind: string;
  /** The lease of one attempt: after a crash the message is free again after this time. */
  readonly leaseMs: number;
  /** How many are performed concurrently. */
  readonly limit: number;
  /** Receives at start the function that wakes the relay, for messages of this kind enqueued without an event. */
  wakeBy?(nudge: () => void): void;
  /** A thrown `Problem` becomes a verdict by its kind; any other error parks the message as a bug. */
  perform(message: OutboxMessage): Promise<Outcome>;
};

export type RelayParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly performers: readonly Performer[];
  readonly random?: () => number;
};

/** Polls at this interval, for leases that a crash left behind. */
const longestNapMs = 10_000;
const afterFaultMs = 5_000;
/** A shell has five seconds to end; a message aborted then is retried when its lease expires. */
const stopMs = 4_000;

/** Delivers pending messages to their performers. Each kind has its own queue, so that none waits for another. */
export function createRelay({
  ledger,
  clock,
  log,
  performers,
  random = Math.random,
}: RelayParts): Loop & { nudge(): void } {
  let running = false;
  let lines: readonly Promise<void>[] = [];
  let unsubscribe = () => {};
  const naps = new Set<() => void>();
  /** Counts nudges, so that one during a busy turn is not lost. */
  let nudges = 0;

  function nudge(): void {
    nudges += 1;
    for (const wake of naps) wake();
  }

  function nap(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        cancel();
        naps.delete(wake);
        resolve();
      };
      const cancel = clock.after(ms, wake);
      naps.add(wake);
    });
  }

  async function line(performer: Performer): Promise<void> {
    const { kind, leaseMs, limit } = performer;
    while (running) {
      const seen = nudges;
      try {
        const now = clock.now();
        const messages = ledger.outbox.lease(kind, { now, leaseMs, limit });
        await Promise.all(messages.map((message) => settle(performer, message).catch(kept(message))));
        // the result may have released messages of another kind
        if (messages.length > 0) nudge();
        if (seen !== nudges || !running) continue;
        const due = ledger.outbox.nextDue(kind);
        await nap(due === null ? longestNapMs : Math.min(longestNapMs, Math.max(1, due - now)));
      } catch (error) {
        log.error('relay stopped at a fault', { kind, error });
        if (running) await nap(afterFaultMs);
      }
    }
  }

  /** A message whose result cannot be recorded stays leased, and is retried when the lease expires. */
  const kept = (message: OutboxMessage) => (error: unknown) =>
    log.error('message could not be settled', { kind: message.kind, id: message.id, error });

  async function settle(performer: Performer, message: OutboxMessage): Promise<void> {
    const outcome = await performer.perform(message).catch((error: unknown) => {
      if (!isProblem(error)) log.error('message failed', { kind: message.kind, id: message.id, error });
      const problem = asProblem(error);
      return verdictOf({ problem, attempts: message.attempts, now: clock.now(), random });
    });
    if ('settled' in outcome) return;
    if ('done' in outcome) return ledger.outbox.done(message.id);
    const fields = { kind: message.kind, id: message.id, attempts: message.attempts, reason: outcome.reason };
    if ('park' in outcome) {
      log.warn('message parked', fields);
      return ledger.outbox.park(message.id, outcome.reason);
    }
    log.info('message put off', { ...fields, retryAt: outcome.retryAt });
    ledger.outbox.retryAt(message.id, outcome.retryAt, outcome.reason);
  }

  return {
    nudge,
    start() {
      if (running) return;
      running = true;
      unsubscribe = ledger.entries.onAppended(nudge);
      for (const performer of performers) performer.wakeBy?.(nudge);
      lines = performers.map(line);
    },
    async stop() {
      running = false;
      unsubscribe();
      nudge();
      await atMost(clock, stopMs, Promise.all(lines));
    },
  };
}
