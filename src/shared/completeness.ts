import { z } from 'zod';
import type { DocumentId, MessageId, OrderId } from './ids.ts';
import { sourceSchema } from './ids.ts';

/** What is counted: every source of orders, the pay links that Shopify says are paid, and who wrote to the chat-bot. */
export const countedSourceSchema = z.union([sourceSchema, z.enum(['pay-links', 'chat-bot'])]);
export type CountedSource = z.infer<typeof countedSourceSchema>;

/** `2026-11-24`, of the shop's own calendar. */
export const dayIdSchema = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Where an order can be missing, in the order it gets there. */
export const stages = ['ledger', 'warehouse', 'notified', 'taken'] as const;
export type Stage = (typeof stages)[number];

export type DifferenceWhy =
  /** The source says it exists, and nothing of it is here. */
  | 'not-fetched'
  /** It is on disk and was not read yet. */
  | 'not-read'
  | 'parked'
  /** On its way: to BigQuery, or a notice. */
  | 'waiting'
  | 'refused'
  /** A notice that may or may not have gone out. */
  | 'unknown'
  | 'quarantine'
  | 'untaken';

/** The one thing that helps. */
export type NextStep =
  | { readonly do: 'fetch'; readonly source: CountedSource; readonly id: string }
  | { readonly do: 'read-again'; readonly document: DocumentId }
  | { readonly do: 'retry'; readonly message: MessageId }
  /** Tries at once what waits. */
  | { readonly do: 'hurry' }
  | { readonly do: 'open'; readonly order: OrderId };

/** An order that is not everywhere it should be, or a thing of a source that is no order here. */
export type Difference = {
  readonly key: string;
  readonly source: CountedSource;
  readonly day: string;
  /** The first place it is missing at. */
  readonly stage: Stage;
  readonly order: OrderId | null;
  /** What people call it, empty where an order has no number; the source's own id where nothing else is known. */
  readonly number: string;
  readonly customerName: string;
  readonly since: number;
  /** Longer than it takes as a rule. */
  readonly late: boolean;
  readonly why: DifferenceWhy;
  /** In the words of what stopped it. */
  readonly reason: string | null;
  readonly next: NextStep;
};

/** One source on one day. All are numbers of orders; what is in quarantine is in none of them. */
export type SourceCounts = {
  readonly source: CountedSource;
  /** What the source itself says exists; null when it was not asked, or cannot be. */
  readonly atSource: number | null;
  /** When it last said so; null when it never did. */
  readonly askedAt: number | null;
  /** Whether it can be asked at all. */
  readonly canBeAsked: boolean;
  /** Why the last ask failed. */
  readonly problem: string | null;
  readonly inLedger: number;
  /** Null where nothing is connected, or it does not apply. */
  readonly inWarehouse: number | null;
  readonly notified: number | null;
  readonly taken: number | null;
  /** The places where something is missing longer than it takes as a rule. */
  readonly late: readonly Stage[];
};

export type CompletenessDay = {
  readonly day: string;
  readonly isToday: boolean;
  readonly sources: readonly SourceCounts[];
};

export type CompletenessView = {
  /** IANA zone the days are of. */
  readonly timeZone: string;
  /** Today first. */
  readonly days: readonly CompletenessDay[];
  /** The latest day first, then the longest missing. */
  readonly differences: readonly Difference[];
  /** Loads to BigQuery that were set aside and that no difference tries again; `hurry` does. */
  readonly loadsAside: { readonly count: number; readonly reason: string | null } | null;
  /** When each was last proven: an ask that was answered to its end, a load that was committed, a notice that was sent. */
  readonly proven: readonly {
    readonly what: 'shopify' | 'gmail' | 'bigquery' | 'manychat';
    readonly at: number | null;
    readonly problem: string | null;
  }[];
};

export const completenessDays = 14;
