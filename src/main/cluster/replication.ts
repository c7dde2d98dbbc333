import type { ComputersView } from '../../shared/computers-view.ts';
import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { asProblem, messageOf } from '../../shared/problem.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import { importEvents } from './import-events.ts';
import type { Answer, BusMessage, MessageBus, Pull } from './message-bus.ts';
import { reconnectMs } from './message-bus.ts';
import { eventsSubscription, eventsTopic, signalsSubscription, signalsTopic } from './names.ts';
import { isStartUnknown, noteFirstEvent, noteNewSubscription, noteStart } from './subscription-start.ts';

export type ReplicationParts = {
  readonly bus: MessageBus;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with messages of other computers that are not events, such as heartbeats. */
  readonly onSignal?: (signal: Signal) => void;
  /** Called with the notifications another computer is about to send. */
  readonly onIntent?: (intent: unknown) => void;
  /** Called when the status has changed. */
  readonly onStatus?: () => void;
  readonly random?: () => number;
};

/** A message between computers that is not stored. */
export type Signal = {
  readonly from: WorkstationId;
  readonly kind: string;
  readonly body: unknown;
};

export type Replication = Loop & {
  /** Sends a signal that is useful for about a minute. Rejects with a Problem. */
  signal(kind: string, body: unknown): Promise<void>;
  /** Publishes an intent to send to every computer, also to those that are off. Rejects with a Problem. */
  announce(intent: unknown): Promise<void>;
  /** Resolves when Pub/Sub has every event written until now, however long it cannot be reached. */
  published(): Promise<void>;
  status(): NonNullable<ComputersView['live']>;
};

/** Events in one message: Pub/Sub takes 10 MB, and a smaller message is imported in one short transaction. */
const maxEvents = 200;
const maxBytes = 500_000;
/** A larger event is replicated by BigQuery only. */
const maxEventBytes = 9_000_000;
/** Messages imported concurrently; Pub/Sub keeps the others. */
const maxMessages = 20;
/** The minimum that Pub/Sub allows: a computer that was off needs no old signals. */
const signalsKeptSeconds = 600;

/**
 * Publishes this computer's events in sequence and imports those of the others. Imports are idempotent and independent of the
 * order: events are identified by computer and sequence.
 */
export function createReplication(parts: ReplicationParts): Replication {
  const { bus, ledger, clock, log, random = Math.random } = parts;
  const workstation = ledger.deskId;
  const setting = `cluster.published:${workstation}`;
  let pulls: readonly Pull[] = [];
  let problem: string | null = null;
  let unreadable = 0;
  /** Uptime since which events wait for Pub/Sub; null while none do. */
  let behindSince: number | null = null;
  let failures = 0;
  let isRunning = false;
  let publishing: Promise<void> | null = null;
  let cancelRetry = (): void => {};
  let unsubscribe = (): void => {};
  /** Callers waiting until Pub/Sub has the events up to a sequence. */
  const waiting = new Map<() => void, number>();

  const lastSequence = (): number =>
    Math.max(0, ...(ledger.entries.numbers().get(workstation) ?? []).map(({ last }) => last));

  function publishedSequence(): number {
    const stored = ledger.settings.get(setting);
    if (stored !== null) return Number(stored);
    // events from before Pub/Sub was connected are replicated by BigQuery
    const last = lastSequence();
    ledger.settings.set(setting, String(last));
    return last;
  }

  async function open(): Promise<void> {
    if (pulls.length > 0) return;
    await bus.ensureTopic(eventsTopic);
    await bus.ensureTopic(signalsTopic);
    const events = eventsSubscription(workstation);
    if (await bus.ensureSubscription(eventsTopic, events, { isOrdered: true })) noteNewSubscription(ledger);
    await bus.ensureSubscription(signalsTopic, signalsSubscription(workstation), {
      retentionSeconds: signalsKeptSeconds,
    });
    if (!isRunning) return;
    const options = { maxMessages, onError: stopped };
    pulls = [
      bus.pull(events, receive, options),
      bus.pull(signalsSubscription(workstation), receiveSignal, options),
    ];
  }

  function stopped(error: unknown): void {
    log.warn('Pub/Sub stopped delivering', { error });
    note(messageOf(error));
    void closePulls().then(retry);
  }

  async function closePulls(): Promise<void> {
    const closing = pulls;
    pulls = [];
    await Promise.all(closing.map((pull) => pull.close()));
  }

  function note(next: string | null): void {
    const isNew = next !== problem;
    problem = next;
    if (isNew) parts.onStatus?.();
  }

  async function receive({ attributes, data, publishedAt }: BusMessage): Promise<Answer> {
    noteStart(ledger, publishedAt);
    const isOwn = attributes.workstation === workstation;
    const body = parseJson(data);
    if (attributes.kind === 'sending') {
      if (!isOwn) parts.onIntent?.(body);
    } else if (Array.isArray(body)) {
      // own events are skipped, and those of another copy under the same id are noticed
      importEvents(ledger, clock, body, 'link');
      if (!isOwn && attributes.workstation) noteFirstEvent(ledger, attributes.workstation, body);
    } else if (attributes.kind !== 'hello') {
      unreadable += 1;
      log.warn('a message of another computer cannot be read', { from: attributes.workstation });
    }
    return 'ack';
  }

  async function receiveSignal({ attributes, data }: BusMessage): Promise<Answer> {
    const from = workstationIdSchema.safeParse(attributes.workstation).data;
    const { kind } = attributes;
    if (from !== undefined && from !== workstation && kind !== undefined) {
      parts.onSignal?.({ from, kind, body: parseJson(data) });
    }
    return 'ack';
  }

  async function publishPending(): Promise<void> {
    for (let next = publishedSequence() + 1; isRunning && next <= lastSequence(); ) {
      const rows = ledger.entries.ofNumbers(workstation, next, next + maxEvents - 1);
      const last = Math.min(next + maxEvents - 1, lastSequence());
      for (const data of messagesOf(rows)) {
        await bus.publish(eventsTopic, {
          data,
          attributes: { workstation, kind: 'events' },
          orderingKey: workstation,
        });
      }
      ledger.settings.set(setting, String(last));
      next = last + 1;
      for (const [resolve, sequence] of waiting) if (sequence <= last) resolve();
    }
  }

  async function work(): Promise<void> {
    behindSince ??= clock.uptime();
    try {
      await open();
      // the signal returns with Pub/Sub's time
      if (isStartUnknown(ledger))
        await bus.publish(eventsTopic, { data: 'null', attributes: { workstation, kind: 'hello' } });
      await publishPending();
      failures = 0;
      behindSince = null;
      note(null);
    } catch (error) {
      failures += 1;
      note(asProblem(error).message);
      log.warn('events could not be exchanged by Pub/Sub', { reason: problem });
      retry();
    }
  }

  function retry(): void {
    cancelRetry();
    if (isRunning) cancelRetry = clock.after(reconnectMs(failures + 1, random), publish);
  }

  /** Publishes pending events, one round at a time; events appended meanwhile join this round or the next. */
  function publish(): void {
    if (!isRunning || publishing !== null) return;
    publishing = work().finally(() => {
      publishing = null;
      if (problem === null && isRunning && lastSequence() > publishedSequence()) publish();
    });
  }

  return {
    signal: (kind, body) =>
      bus.publish(signalsTopic, { data: JSON.stringify(body), attributes: { workstation, kind } }),
    announce: (intent) =>
      bus.publish(eventsTopic, {
        data: JSON.stringify(intent),
        attributes: { workstation, kind: 'sending' },
        orderingKey: workstation,
      }),
    published() {
      const sequence = lastSequence();
      if (sequence <= publishedSequence()) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(resolve, sequence);
      return promise.finally(() => waiting.delete(resolve));
    },
    status: () => ({
      pending: lastSequence() - publishedSequence(),
      lagMs: behindSince === null ? 0 : clock.uptime() - behindSince,
      unreadable,
      problem,
    }),
    start() {
      isRunning = true;
      // events written from now on are published, even if Pub/Sub answers later
      publishedSequence();
      unsubscribe = ledger.entries.onAppended((_, { from }) => {
        if (from === 'this-desk') publish();
      });
      publish();
    },
    async stop() {
      isRunning = false;
      unsubscribe();
      cancelRetry();
      await Promise.all([closePulls(), publishing]);
    },
  };
}

/** Splits events into messages that are imported in one short transaction each. */
function messagesOf(rows: readonly unknown[]): readonly string[] {
  const messages: string[][] = [[]];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = Buffer.byteLength(text);
    if (size > maxEventBytes) continue;
    if (bytes > 0 && bytes + size > maxBytes) {
      messages.push([]);
      bytes = 0;
    }
    messages.at(-1)?.push(text);
    bytes += size;
  }
  return messages.filter((texts) => texts.length > 0).map((texts) => `[${texts.join(',')}]`);
}
