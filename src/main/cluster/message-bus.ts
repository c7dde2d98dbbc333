import { backoffMs } from '../backoff.ts';

/** A message of a topic, as one subscription delivers it. */
export type BusMessage = {
  /** The service's own id; a message that comes again has the same. */
  readonly id: string;
  readonly data: string;
  readonly attributes: { readonly [name: string]: string };
  /** By the service's clock, epoch milliseconds. */
  readonly publishedAt: number;
};

/** `ack`: it never comes again; `nack`: it comes again at once, perhaps to another computer. */
export type Answer = 'ack' | 'nack';

export type SubscriptionOptions = {
  /** Delivers messages of one ordering key one after the other, as they were published. */
  readonly isOrdered?: boolean;
  /** Delivers a message to one computer at a time, and never again once it is acknowledged. */
  readonly isExactlyOnce?: boolean;
  /** How long a computer that died keeps its messages from others, in seconds, 10 to 600. */
  readonly ackDeadlineSeconds?: number;
  /** How long it keeps messages that nobody acknowledged, in seconds, from 600 to 7 days, which is the default. */
  readonly retentionSeconds?: number;
};

export type PullOptions = {
  /** How many messages are handled side by side. */
  readonly maxMessages: number;
  /** A message stays with this computer until its handler has answered, but no longer than this, in seconds. */
  readonly maxHoldSeconds?: number;
  /** Called when the service refuses to deliver, and then nothing comes until the subscription is opened again. */
  readonly onError: (error: unknown) => void;
};

export type Pull = { close(): Promise<void> };

/** Publish and subscribe, as Google Pub/Sub has it. Everything rejects with a Problem. */
export interface MessageBus {
  /** Makes a topic unless it exists. @returns whether it was made now */
  ensureTopic(topic: string): Promise<boolean>;
  /**
   * Makes a subscription unless it exists; one whose topic was deleted, and may have been made again, is replaced.
   * @returns whether it was made now: it has nothing that was published before
   */
  ensureSubscription(topic: string, name: string, options?: SubscriptionOptions): Promise<boolean>;
  /**
   * Ends when the service has stored the message.
   * @param orderingKey messages with the same key are delivered in the order in which they were published
   */
  publish(
    topic: string,
    message: {
      readonly data: string;
      readonly attributes?: { readonly [name: string]: string };
      readonly orderingKey?: string;
    },
  ): Promise<void>;
  /** Hands each message of a subscription to `handle`, and extends its deadline until that has answered. */
  pull(name: string, handle: (message: BusMessage) => Promise<Answer>, options: PullOptions): Pull;
  close(): Promise<void>;
}

/** When the network is there again, another leader has to be found within half a minute. */
const longestMs = 10_000;

/**
 * How long to wait before Pub/Sub is tried again, in milliseconds.
 * @param failures since it answered last, this one included
 */
export const reconnectMs = (failures: number, random: () => number): number =>
  Math.min(longestMs, backoffMs(failures, random));

/** What only the checks of the setup ask. Everything rejects with a Problem, whose cause is what the service answered. */
export interface PubsubAdmin {
  /** The names of the project's topics. */
  topics(): Promise<readonly string[]>;
  /** Who may publish to a topic by its own policy, as `serviceAccount:name@domain`. */
  publishers(topic: string): Promise<readonly string[]>;
  deleteSubscription(name: string): Promise<void>;
}
