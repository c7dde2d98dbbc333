import { backoffMs } from '../backoff.ts';

/** A message of a topic, as one subscription delivers it. */
export type BusMessage = {
  /** The service's own id; a redelivered message has the same. */
  readonly id: string;
  readonly data: string;
  readonly attributes: { readonly [name: string]: string };
  /** By the service's clock, epoch milliseconds. */
  readonly publishedAt: number;
};

/** `ack`: never redelivered; `nack`: redelivered at once, perhaps to another computer. */
export type Answer = 'ack' | 'nack';

export type SubscriptionOptions = {
  /** Delivers messages of one ordering key one after the other, as they were published. */
  readonly isOrdered?: boolean;
  /** Delivers a message to one computer at a time, and never again once it is acknowledged. */
  readonly isExactlyOnce?: boolean;
  /** Seconds until messages held by a crashed computer are redelivered to others, 10 to 600. */
  readonly ackDeadlineSeconds?: number;
  /** Seconds for which unacknowledged messages are kept, from 600 to 7 days, which is the default. */
  readonly retentionSeconds?: number;
};

export type PullOptions = {
  /** Maximum number of messages handled concurrently. */
  readonly maxMessages: number;
  /** Longest time in seconds for which the ack deadline of a message is extended. */
  readonly maxHoldSeconds?: number;
  /** Called when the service refuses to deliver; no more messages arrive until the subscription is opened again. */
  readonly onError: (error: unknown) => void;
};

export type Pull = { close(): Promise<void> };

/** Publish and subscribe, modelled on Google Pub/Sub. Everything rejects with a Problem. */
export interface MessageBus {
  /** Creates a topic unless it exists. @returns whether it was created now */
  ensureTopic(topic: string): Promise<boolean>;
  /**
   * Creates a subscription unless it exists. Replaces one whose topic was deleted, even if the topic was created again.
   * @returns whether it was created now, and so lacks all earlier messages
   */
  ensureSubscription(topic: string, name: string, options?: SubscriptionOptions): Promise<boolean>;
  /**
   * Resolves when the service has stored the message.
   * @param orderingKey messages with the same key are delivered in publishing order
   */
  publish(
    topic: string,
    message: {
      readonly data: string;
      readonly attributes?: { readonly [name: string]: string };
      readonly orderingKey?: string;
    },
  ): Promise<void>;
  /** Passes each message to `handle`, and extends its ack deadline until `handle` has answered. */
  pull(name: string, handle: (message: BusMessage) => Promise<Answer>, options: PullOptions): Pull;
  close(): Promise<void>;
}

/** After a network failure, a new leader must be found within half a minute. */
const longestMs = 10_000;

/**
 * Delay before the next connection attempt to Pub/Sub, in milliseconds.
 * @param failures since the last answer, this one included
 */
export const reconnectMs = (failures: number, random: () => number): number =>
  Math.min(longestMs, backoffMs(failures, random));

/** Requests used only by the setup checks. Everything rejects with a Problem, whose cause is the service's answer. */
export interface PubsubAdmin {
  /** Members allowed to publish to a topic by its own policy, as `serviceAccount:name@domain`. */
  publishers(topic: string): Promise<readonly string[]>;
  deleteSubscription(name: string): Promise<void>;
}
