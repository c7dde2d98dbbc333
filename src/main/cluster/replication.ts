import type { WorkstationId } from '../../shared/ids.ts';
import { workstationIdSchema } from '../../shared/ids.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { asProblem, messageOf } from '../../shared/problem.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import { importEvents } from './import-events.ts';
import type { Answer, BusMessage, MessageBus, Pull } from './message-bus.ts';
import { reconnectMs } from './message-bus.ts';
import { eventsSubscription, eventsTopic, signalsSubscription, signalsTopic } from './names.ts';
import {
  isStartUnknown,
  noteFirstEvent,
  noteNewSubscription,
  noteStart,
} from './peers/subscription-start.ts';

export type ReplicationParts = {
  readonly bus: MessageBus;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with what other computers say that is no event, such as a heartbeat. */
  readonly onSignal?: (signal: Signal) => void;
  /** Called with the notifications another computer is about to send. */
  readonly onIntent?: (intent: unknown) => void;
  /** Called when the status has changed. */
  readonly onStatus?: () => void;
  readonly random?: () => number;
};

/** What one computer says to the others and nobody stores. */
export type Signal = {
  readonly from: WorkstationId;
  readonly kind: string;
  readonly body: unknown;
};

export type ReplicationStatus = {
  /** The last event of this computer that Pub/Sub has. */
  readonly publishedSequence: number;
  /** How many events of this computer Pub/Sub has yet to accept. */
  readonly pending: number;
  /** How long the oldest of them has waited, in milliseconds. */
  readonly lagMs: number;
  /** Messages that could not be read since the start. They stay out of the ledger; BigQuery brings their events. */
  readonly unreadable: number;
  /** How long a message has been here that the ledger does not take, in milliseconds; 0 while there is none. */
  readonly blockedMs: number;
  readonly problem: string | null;
};
export type Replication = Loop & {
  /** Tells the other computers something that is of use for a minute. Rejects with a Problem. */
  signal(kind: string, body: unknown): Promise<void>;
  /** Tells every computer, also one that is off now, what this one is about to send. Rejects with a Problem. */
  announce(intent: unknown): Promise<void>;
  /** Ends when Pub/Sub has every event that this computer has written until now, however long it cannot be reached. */
  published(): Promise<void>;
  status(): ReplicationStatus;
};

/** Of the events in one message: Pub/Sub takes 10 MB, and a smaller message is imported in one short transaction. */
const maxEvents = 200;
const maxBytes = 500_000;
/** What is larger comes by BigQuery alone. */
const maxEventBytes = 9_000_000;
/** Messages imported side by side; more wait with Pub/Sub. */
const maxMessages = 20;
/** The least that Pub/Sub allows: a computer that was off needs no old signals. */
const signalsKeptSeconds = 600;

/**
 * Publishes the events of this computer in their sequence, and imports those of the others. To import an event twice, late or
 * in any order changes nothing: the ledger knows each by its computer and sequence.
 */
export function createReplication(parts: ReplicationParts): Replication {
  const { bus, ledger, clock, log, random = Math.random } = parts;
  const workstation = ledger.deskId;
  const setting = `cluster.published:${workstation}`;
  let pulls: readonly Pull[] = [];
  let problem: string | null = null;
  let unreadable = 0;
  /** Since when events wait for Pub/Sub, by the time since the computer was started; null while none do. */
  let behindSince: number | null = null;
  /** The same of a message that could not be imported. */
  let blockedSince: number | null = null;
  let failures = 0;
  let isRunning = false;
  let publishing: Promise<void> | null = null;
  let cancelRetry = (): void => {};
  let unsubscribe = (): void => {};
  /** Those who wait for Pub/Sub to have the events up to a sequence. */
  const waiting = new Map<() => void, number>();

  const lastSequence = (): number =>
    Math.max(0, ...(ledger.entries.numbers().get(workstation) ?? []).map(({ last }) => last));

  function publishedSequence(): number {
    const stored = ledger.settings.get(setting);
    if (stored !== null) return Number(stored);
    // what was written before Pub/Sub was connected is in BigQuery already, or will be
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
    const body = parseJson(data);
    if (attributes.workstation === workstation) {
      if (attributes.kind === 'hello') noteStart(ledger, publishedAt);
      // the ledger notices what another copy of it has written under this name, and passes over its own
      if (Array.isArray(body)) ledger.entries.importRemote(body, { quiet: true, by: 'link' });
      return 'ack';
    }
    if (attributes.kind === 'hello') return 'ack';
    if (attributes.kind === 'sending') {
      parts.onIntent?.(body);
    } else if (Array.isArray(body)) {
      blockedSince ??= clock.uptime();
      importEvents(ledger, clock, body);
      noteFirstEvent(ledger, attributes.workstation, body);
      blockedSince = null;
    } else {
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
      // it comes back with the time at Pub/Sub
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

  /** One at a time; what is appended meanwhile is part of the same round, or of the next. */
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
      publishedSequence: publishedSequence(),
      pending: lastSequence() - publishedSequence(),
      lagMs: behindSince === null ? 0 : clock.uptime() - behindSince,
      unreadable,
      blockedMs: blockedSince === null ? 0 : clock.uptime() - blockedSince,
      problem,
    }),
    start() {
      isRunning = true;
      // what is written from now on is published, though Pub/Sub answers later
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

/** Events as messages of a size that is imported in one short transaction. */
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
