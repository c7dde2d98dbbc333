import type { DraftId, SubscriberId } from '../../shared/ids.ts';
import type { ProblemKind } from '../../shared/problem.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';

/** What sends a message to a person in Messenger. */
export interface Messenger {
  /** @returns when they last wrote: `null` never, `undefined` when it is not told */
  contact(id: SubscriberId): Promise<{ readonly lastInteraction: number | null | undefined }>;
  /** @throws Problem, of kind `unknown-outcome` when it may have been sent */
  send(id: SubscriberId, content: DynamicBlock): Promise<void>;
}

export type SellingParts = {
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** ISO 3166 country that phones and addresses belong to, and whose language buyers are written to in. */
  readonly country?: () => string | null;
  /** Null while ManyChat is not connected. */
  readonly messenger?: () => Messenger | null;
  /** Called when what is waited for has changed, which leaves no entry. */
  readonly onChange?: (ids: readonly DraftId[]) => void;
  /** Called when Shopify has made an order of a draft order that the ledger does not have yet. */
  readonly onOrder?: () => void;
};

/** Shopify's search may not know a new draft for some seconds: a lost answer is looked for after this long, not before. */
export const settleMs = 20_000;

/** Whether what was sent then may still come to be known by now. A clock that was set back far since says nothing of it. */
export const isSettling = (sentAt: number, now: number): boolean => Math.abs(now - sentAt) < settleMs;
/** However often it failed, it is tried again after this long. */
export const longestWaitMs = 5 * 60_000;
/** An order is told of a moment before its draft order is completed: what is still open after this long stays open. */
export const leftoverMs = 60_000;
/** One that stays open as a copy of it was sold is looked at again after this long. */
export const leftOpenMs = 60 * 60_000;

/** Kinds of problems that work is tried again for later. A shop that is signed out may be signed in again: it waits for it here. */
export const waitsItOut: ReadonlySet<string> = new Set<ProblemKind>([
  'unknown-outcome',
  'unreachable',
  'throttled',
  'signed-out',
]);

/** Kinds of problems that say of a call that Shopify has done nothing. */
export const nothingDone: ReadonlySet<string> = new Set<ProblemKind>([
  'throttled',
  'unreachable',
  'signed-out',
  'bad-input',
]);
