import type { Way } from '../../shared/alert-rules/channels.ts';
import type { Order } from '../../shared/order.ts';
import type { ConnectionStatus } from '../ports.ts';
import type { ManagerConfig } from '../settings/config.ts';

/** What a notification says; each channel shows it in its own form. */
export type NotificationContent = {
  /** One line, for a channel that has subjects. */
  readonly subject: string;
  /** At most as long as the shortest limit of all channels. */
  readonly text: string;
  /** A page to open, at an https address. */
  readonly link?: { readonly caption: string; readonly url: string };
  /** What the recipient can press: take this order, or start a shift. */
  readonly button?: { readonly take: Order } | { readonly here: true };
};

/** Which notifications a message is for, and when it is sent. */
export type SentAs = {
  /** The keys of its notifications. */
  readonly keys: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
};

/** The reason of an unknown outcome on a channel with chats. */
export const unknownInChat = (why: string): string =>
  `Delivery unknown: ${why}. Check the chat before sending it again`;

/** Renders a message without sending it; the function it returns sends it. */
export type Compose = (content: NotificationContent, as: SentAs) => () => Promise<void>;

/**
 * One service that delivers notifications to managers, such as ManyChat. The once-only sender does the rest: marks, retries,
 * outcomes and hand-over. Another service is one more implementation; docs/extending.md lists the files.
 */
export interface NotificationChannel {
  readonly way: Way;
  /** How long one attempt may take; after a crash the message is free again after this time. */
  readonly leaseMs: number;
  /** The reasons it records, in words. */
  readonly words: {
    readonly notConnected: string;
    readonly noAddress: (manager: string) => string;
    /** Says where a person can look for a message with an unknown outcome. */
    readonly unknown: (why: string) => string;
  };
  isOpen(): boolean;
  /** Asks an open account whether it works; sends nothing. @returns what its card shows @throws Problem */
  check(managers: readonly ManagerConfig[]): Promise<ConnectionStatus['facts']>;
  /** Checks whether this address can be written to; sends nothing, so that a failure can be retried. @throws Problem */
  prepare(to: string): Promise<Compose>;
}
