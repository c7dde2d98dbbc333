import { z } from 'zod';
import type { DocumentId, MessageId, OrderId } from './ids.ts';
import { sourceSchema } from './ids.ts';

/** What the reconciliation counts: every order source, the payment links paid in Shopify, and the customers in the chat-bot. */
export const countedSourceSchema = z.union([sourceSchema, z.enum(['pay-links', 'chat-bot'])]);
export type CountedSource = z.infer<typeof countedSourceSchema>;

/** `2026-11-24`, in the shop's time zone. */
export const dayIdSchema = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** The stages where an order can be missing, in sequence. */
export const stages = ['ledger', 'warehouse', 'notified', 'taken'] as const;
export type Stage = (typeof stages)[number];

export type DifferenceWhy =
  /** The source reports it, but it is not in the ledger. */
  | 'not-fetched'
  /** Stored, but not parsed yet. */
  | 'not-read'
  | 'parked'
  /** Pending in the BigQuery or notification queue. */
  | 'waiting'
  | 'refused'
  /** A notification with an unknown outcome. */
  | 'unknown'
  | 'quarantine'
  | 'untaken';

/** The fix for a difference. */
export type NextStep =
  | { readonly do: 'fetch'; readonly source: CountedSource; readonly id: string }
  | { readonly do: 'read-again'; readonly document: DocumentId }
  | { readonly do: 'retry'; readonly message: MessageId }
  /** Retries pending work now. */
  | { readonly do: 'hurry' }
  | { readonly do: 'open'; readonly order: OrderId };

/** An order that is missing at a stage, or an item of a source without an order. */
export type Difference = {
  readonly key: string;
  readonly source: CountedSource;
  readonly day: string;
  /** The first stage where it is missing. */
  readonly stage: Stage;
  readonly order: OrderId | null;
  /** The order number, empty if it has none; the source's id if nothing else is known. */
  readonly number: string;
  readonly customerName: string;
  readonly since: number;
  /** Missing for longer than usual. */
  readonly late: boolean;
  readonly why: DifferenceWhy;
  /** The original error message. */
  readonly reason: string | null;
  readonly next: NextStep;
};

/** One source on one day. All are numbers of orders, without quarantined ones. */
export type SourceCounts = {
  readonly source: CountedSource;
  /** The count in the source; null if it was not or cannot be queried. */
  readonly atSource: number | null;
  /** The last successful query; null if there was none. */
  readonly askedAt: number | null;
  /** Whether the source can be queried. */
  readonly canBeAsked: boolean;
  /** Why the last query failed. */
  readonly problem: string | null;
  readonly inLedger: number;
  /** Null if not connected or not applicable. */
  readonly inWarehouse: number | null;
  readonly notified: number | null;
  readonly taken: number | null;
  /** The stages with late orders. */
  readonly late: readonly Stage[];
};

export type CompletenessDay = {
  readonly day: string;
  readonly isToday: boolean;
  readonly sources: readonly SourceCounts[];
};

export type CompletenessView = {
  /** IANA time zone of the days. */
  readonly timeZone: string;
  /** Today first. */
  readonly days: readonly CompletenessDay[];
  /** Latest day first, then the longest missing. */
  readonly differences: readonly Difference[];
  /** Parked BigQuery loads that no difference retries; `hurry` does. */
  readonly loadsAside: { readonly count: number; readonly reason: string | null } | null;
  /** When each was last proven: a completed query, a committed load, a sent notification. */
  readonly proven: readonly {
    readonly what: 'shopify' | 'gmail' | 'bigquery' | 'manychat';
    readonly at: number | null;
    readonly problem: string | null;
  }[];
};

export const completenessDays = 14;
