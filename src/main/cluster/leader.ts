import { z } from 'zod';
import type { WorkstationId } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import type { Clock, Log, Loop } from '../ports.ts';
import type { Answer, BusMessage, MessageBus, Pull } from './message-bus.ts';
import { reconnectMs } from './message-bus.ts';
import { leaderSubscription, leaderTopic } from './names.ts';

export type LeaderParts = {
  readonly bus: MessageBus;
  readonly workstation: WorkstationId;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends a heartbeat to the other computers; resolves when Pub/Sub has stored it. */
  readonly sendHeartbeat: (heartbeat: Heartbeat) => Promise<void>;
  /** Called when this computer becomes or stops being the leader. */
  readonly onChange: (isLeader: boolean) => void;
  readonly random?: () => number;
};

const heartbeatSchema = z
  .object({
    /** Increases with each change of leader: of two leaders, the one with the higher term remains. */
    term: z.int().positive(),
    /** The id of the message that is the leader's token. */
    token: z.string(),
  })
  .readonly();
export type Heartbeat = z.infer<typeof heartbeatSchema>;

export type Leader = Loop & {
  isLeader(): boolean;
  /** The leader, as far as it is known. */
  current(): WorkstationId | null;
  /** @param body what another computer sent as its heartbeat */
  heard(from: WorkstationId, body: unknown): void;
  /** Releases the token, so that another computer takes over at once. */
  handOver(): void;
  problem(): string | null;
};

/** Pub/Sub redelivers a killed leader's token to another computer after this deadline. */
const ackDeadlineSeconds = 10;
const heartbeatEveryMs = 5_000;
/** Maximum hold time of the token, which is renewed earlier. */
const holdSeconds = 7 * 86_400;
/** A leader whose heartbeats do not reach Pub/Sub for this long steps down: another computer may have the token. */
const confirmWithinMs = 10_000;
/** After this long without token and heartbeat, the token counts as lost and is created again. */
const tokenLostMs = 90_000;
/** Pub/Sub deletes a message after seven days, even while a subscriber holds it. */
const renewAfterMs = 3 * 86_400_000;
/** Minimum interval between renewals, in case the clock is wrong by days. */
const renewEveryMs = 3_600_000;
/** How long a computer leaves the token to the others after a handover. */
const afterHandOverMs = 15_000;

/**
 * Elects a leader by one message on an exactly-once subscription: the computer that holds the message leads until it stops,
 * crashes or is cut off.
 */
export function createLeader(parts: LeaderParts): Leader {
  const { bus, workstation, clock, log, onChange, random = Math.random } = parts;
  let pull: Pull | null = null;
  let token: {
    readonly message: BusMessage;
    readonly receivedAt: number;
    readonly answer: (answer: Answer) => void;
  } | null = null;
  let highest: { readonly from: WorkstationId; readonly heartbeat: Heartbeat } | null = null;
  let term = 0;
  /** Uptime, which is not affected when the system clock is set. */
  let heardAt = clock.uptime();
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let wasLeader = false;
  let failures = 0;
  let problem: string | null = null;
  let isRunning = false;
  let cancelBeat = (): void => {};
  let cancelOpen = (): void => {};

  const isLeader = (): boolean =>
    token !== null && clock.uptime() - confirmedAt < confirmWithinMs && !isOutranked();

  /** Whether another computer has sent a heartbeat with a higher term. */
  const isOutranked = (): boolean => {
    if (highest === null || highest.from === workstation) return false;
    const { heartbeat, from } = highest;
    return heartbeat.term > term || (heartbeat.term === term && from < workstation);
  };

  function changed(): void {
    const isNow = isLeader();
    if (isNow === wasLeader) return;
    wasLeader = isNow;
    log.info(isNow ? 'this computer is the leader' : 'this computer is no longer the leader', { term });
    onChange(isNow);
  }

  function release(answer: Answer): void {
    token?.answer(answer);
    token = null;
    confirmedAt = Number.NEGATIVE_INFINITY;
    changed();
  }

  function receive(message: BusMessage): Promise<Answer> {
    return new Promise((resolve) => {
      token?.answer(token.message.id === message.id ? 'nack' : 'ack');
      token = { message, receivedAt: clock.uptime(), answer: resolve };
      confirmedAt = Number.NEGATIVE_INFINITY;
      term = Math.max(term, highest?.heartbeat.term ?? 0) + 1;
      highest = null;
      void beat();
    });
  }

  async function beat(): Promise<void> {
    cancelBeat();
    // paused or cut off for so long that Pub/Sub may have redelivered the token
    const heldAt = token && Math.max(token.receivedAt, confirmedAt);
    if (heldAt !== null && clock.uptime() - heldAt >= confirmWithinMs) reopen('nack');
    const held = token;
    if (held !== null) {
      const sentAt = clock.uptime();
      try {
        await parts.sendHeartbeat({ term, token: held.message.id });
        if (token === held) confirmedAt = sentAt;
        problem = null;
      } catch (error) {
        problem = messageOf(error);
        log.warn('the heartbeat of the leader could not be sent', { reason: problem });
      }
      changed();
      if (token === held && isLeader() && isOld(held.message)) await renew().catch(failed);
    } else if (clock.uptime() - heardAt > tokenLostMs) {
      heardAt = clock.uptime();
      await publishToken().catch(failed);
    }
    if (isRunning) cancelBeat = clock.after(heartbeatEveryMs, () => void beat());
  }

  const publishToken = (): Promise<void> => bus.publish(leaderTopic, { data: 'token' });

  const isOld = ({ publishedAt }: BusMessage): boolean =>
    clock.now() - publishedAt > renewAfterMs && clock.uptime() - renewedAt > renewEveryMs;

  /** Replaces its token by a new one, which one of the computers receives at once. */
  async function renew(): Promise<void> {
    renewedAt = clock.uptime();
    await publishToken();
    release('ack');
  }

  async function open(): Promise<void> {
    try {
      await bus.ensureTopic(leaderTopic);
      const options = { isExactlyOnce: true, ackDeadlineSeconds };
      const isNew = await bus.ensureSubscription(leaderTopic, leaderSubscription, options);
      if (isNew) await publishToken();
      if (!isRunning) return;
      pull ??= bus.pull(leaderSubscription, receive, {
        maxMessages: 1,
        maxHoldSeconds: holdSeconds,
        onError(error) {
          failed(error);
          reopen('nack');
        },
      });
      failures = 0;
      problem = null;
    } catch (error) {
      failed(error);
      cancelOpen = clock.after(reconnectMs(failures, random), () => void open());
    }
  }

  function failed(error: unknown): void {
    failures += 1;
    problem = messageOf(error);
    log.warn('the leader could not be elected by Pub/Sub', { reason: problem });
  }

  /** Returns the token and waits for one again after a pause. */
  function reopen(answer: Answer, pauseMs = reconnectMs(failures + 1, random)): void {
    release(answer);
    const closing = pull;
    pull = null;
    cancelOpen();
    void Promise.resolve(closing?.close()).then(() => {
      if (isRunning) cancelOpen = clock.after(pauseMs, () => void open());
    });
  }

  return {
    isLeader,
    current: () => (isLeader() ? workstation : (highest?.from ?? null)),
    heard(from, body) {
      const heartbeat = heartbeatSchema.safeParse(body).data;
      if (heartbeat === undefined) return;
      heardAt = clock.uptime();
      if (from === workstation) return;
      if (highest !== null && highest.heartbeat.term > heartbeat.term) return;
      highest = { from, heartbeat };
      if (token === null || !isOutranked()) return;
      // of two different tokens one remains; a token with the same id goes back to Pub/Sub and is redelivered
      if (heartbeat.token === token.message.id) reopen('nack');
      else release('ack');
    },
    handOver: () => reopen('nack', afterHandOverMs),
    problem: () => problem,
    start() {
      isRunning = true;
      heardAt = clock.uptime();
      void open();
      cancelBeat = clock.after(heartbeatEveryMs, () => void beat());
    },
    async stop() {
      isRunning = false;
      cancelBeat();
      cancelOpen();
      release('nack');
      await pull?.close();
      pull = null;
    },
  };
}
