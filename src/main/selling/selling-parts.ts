import type { DraftId, SubscriberId } from '../../shared/ids.ts';
import type { ProblemKind } from '../../shared/problem.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';

/** Sends Messenger messages. */
export interface Messenger {
  /** @returns time of the contact's last message: `null` never, `undefined` not known */
  contact(id: SubscriberId): Promise<{ readonly lastInteraction: number | null | undefined }>;
  /** @throws Problem, `unknown-outcome` if it may have been sent */
  send(id: SubscriberId, content: DynamicBlock): Promise<void>;
}

export type SellingParts = {
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** ISO 3166 country of phones and addresses; it also decides the language of messages to buyers. */
  readonly country?: () => string | null;
  /** Null while ManyChat is not connected. */
  readonly messenger?: () => Messenger | null;
  /** Called when the pending work has changed, which records no event. */
  readonly onChange?: (ids: readonly DraftId[]) => void;
  /** Called when Shopify has made an order of a draft order that is not imported yet. */
  readonly onOrder?: () => void;
};

/** Delay before a lost answer is looked up: Shopify's search may not list a new draft order for some seconds. */
export const settleMs = 20_000;

/** Whether Shopify's search may not list it yet. `Math.abs` covers a clock that was set back. */
export const isSettling = (sentAt: number, now: number): boolean => Math.abs(now - sentAt) < settleMs;
/** Longest delay between two retries. */
export const longestWaitMs = 5 * 60_000;
/** Delay before a leftover is closed: Shopify reports an order just before it completes the draft order. */
export const leftoverMs = 60_000;
/** Interval of checks on a draft order left open after a copy of it was sold. */
export const leftOpenMs = 60 * 60_000;

/** Problems that are retried later. After a sign-out, the work waits until the shop is signed in again. */
export const waitsItOut: ReadonlySet<string> = new Set<ProblemKind>([
  'unknown-outcome',
  'unreachable',
  'throttled',
  'signed-out',
]);

/** Problems which prove that Shopify did nothing. */
export const nothingDone: ReadonlySet<string> = new Set<ProblemKind>([
  'throttled',
  'unreachable',
  'signed-out',
  'bad-input',
]);
