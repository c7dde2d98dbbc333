import { isDeepStrictEqual } from 'node:util';
import type { WorkstationId } from '../../shared/ids.ts';
import type { Clock, Log } from '../ports.ts';
import type { PubsubConfig } from './google-pubsub.ts';
import type { Leader } from './leader.ts';
import { createLeader } from './leader.ts';
import type { MessageBus } from './message-bus.ts';
import { signalsTopic } from './names.ts';

export type ElectionParts = {
  readonly connect: (config: PubsubConfig) => MessageBus;
  readonly clock: Clock;
  readonly log: Log;
};

/** The Pub/Sub connection and the leader token, which are kept when a shop is closed and opened again. */
export type Election = {
  /** Uses this account; null: without Pub/Sub. The same account keeps its connection and token. */
  use(config: PubsubConfig | null, workstation: WorkstationId): void;
  readonly bus: () => MessageBus | null;
  readonly leader: () => Leader | null;
  /** Called when this computer becomes or stops being the leader. */
  onChange(listener: (isLeader: boolean) => void): () => void;
  stop(): Promise<void>;
};

export function createElection({ connect, clock, log }: ElectionParts): Election {
  const listeners = new Set<(isLeader: boolean) => void>();
  let current: {
    readonly account: readonly [PubsubConfig, WorkstationId];
    readonly bus: MessageBus;
    readonly leader: Leader;
  } | null = null;

  async function end(): Promise<void> {
    const last = current;
    current = null;
    await last?.leader.stop();
    await last?.bus.close();
  }

  return {
    use(config, workstation) {
      if (config !== null && isDeepStrictEqual(current?.account, [config, workstation])) return;
      end().catch((error: unknown) => log.warn('the last connection to Pub/Sub did not close', { error }));
      if (config === null) return;
      const bus = connect(config);
      const leader = createLeader({
        bus,
        workstation,
        clock,
        log,
        sendHeartbeat: (heartbeat) =>
          bus.publish(signalsTopic, {
            data: JSON.stringify(heartbeat),
            attributes: { workstation, kind: 'heartbeat' },
          }),
        onChange: (isLeader) => {
          for (const listener of listeners) listener(isLeader);
        },
      });
      current = { account: [config, workstation], bus, leader };
      leader.start();
    },
    bus: () => current?.bus ?? null,
    leader: () => current?.leader ?? null,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: end,
  };
}
