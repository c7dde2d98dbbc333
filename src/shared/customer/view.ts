import { z } from 'zod';
import type { DraftView } from '../draft.ts';
import type { OrderId, Source } from '../ids.ts';
import { orderIdSchema } from '../ids.ts';
import type { Money } from '../money.ts';
import type { OrderRow, PersonView } from '../views.ts';
import type { CustomerMarkSet, CustomerNote } from './fold.ts';

export const customerViews = ['all', 'vip', 'barred', 'asked'] as const;
export type CustomerTab = (typeof customerViews)[number];
export const customerSorts = ['last', 'total', 'name'] as const;

export const customerFilterSchema = z
  .object({
    /** `barred`: do not serve; `asked`: possible duplicates. */
    view: z.enum(customerViews),
    text: z.string().max(200),
    sort: z.enum(customerSorts),
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(500),
  })
  .readonly();
export type CustomerFilter = z.infer<typeof customerFilterSchema>;

/** One line of the customer list. */
export type CustomerRow = {
  /** The customer's first order; any of their orders finds the customer. */
  readonly id: OrderId;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly orders: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** By currency, the one with most orders first: without cancelled orders, less refunds. */
  readonly totals: readonly Money[];
  readonly sources: readonly Source[];
  readonly vip: boolean;
  /** Why the customer is not served, empty without a reason; null for a normal customer. */
  readonly barred: string | null;
  /** Number of possible duplicates. */
  readonly questions: number;
  /** Number of cards of the customer. */
  readonly cards: number;
};

export type CustomerPage = {
  readonly rows: readonly CustomerRow[];
  readonly total: number;
  readonly counts: { readonly [V in CustomerTab]: number };
};

/** One card of a customer. */
export type CustomerPart = {
  /** The latest order with this card. */
  readonly order: OrderId;
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly sources: readonly Source[];
  readonly orders: number;
  readonly lastAt: number;
  /** Whether the customer has the name of this card. */
  readonly leads: boolean;
  /** Cards of one group were linked automatically; groups were joined by a manager. */
  readonly group: number;
  /** Verified phones and e-mails shared with other cards of the group. */
  readonly shared: readonly string[];
  readonly joined: { readonly by: string; readonly at: number } | null;
};

export type CustomerQuestion = {
  readonly other: CustomerRow;
  /** Shared phones and e-mails, `shopify:…` for an account, `messenger:…` for a chat. */
  readonly because: readonly string[];
};

/** Managers' decisions on joining this customer, oldest first. */
export type TieDecision = {
  readonly verdict: 'joined' | 'parted';
  readonly other: { readonly id: OrderId; readonly name: string } | null;
  readonly by: string;
  readonly at: number;
};

export type CustomerDetail = {
  readonly row: CustomerRow;
  /** As written, latest first; includes contacts that identify no one, such as a hidden phone. */
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly addresses: readonly string[];
  readonly values: readonly {
    readonly total: Money;
    readonly orders: number;
    readonly average: Money | null;
  }[];
  readonly cancelled: number;
  readonly open: number;
  readonly favourites: readonly { readonly title: string; readonly quantity: number }[];
  /** Latest first, up to the display limit. */
  readonly orders: readonly OrderRow[];
  readonly parts: readonly CustomerPart[];
  readonly questions: readonly CustomerQuestion[];
  readonly decisions: readonly TieDecision[];
  readonly notes: readonly CustomerNote[];
  readonly marks: readonly CustomerMarkSet[];
  readonly people: readonly PersonView[];
  readonly drafts: readonly DraftView[];
};

/** The customer as an order's panel shows it. */
export type CustomerOfOrder = Pick<CustomerRow, 'id' | 'name' | 'orders' | 'vip' | 'barred' | 'questions'> & {
  readonly totals: readonly Money[];
};

const tieSaid = z.object({
  verdict: z.enum(['joined', 'parted', 'open']),
  lead: orderIdSchema.nullable(),
  alone: orderIdSchema.nullable(),
});
/** The decision on a pair. */
export type TieSaid = Readonly<z.infer<typeof tieSaid>>;

/** The state of a pair before and after a decision, for undo. */
export const tieBeforeSchema = tieSaid
  .extend({ one: orderIdSchema, other: orderIdSchema, made: tieSaid.readonly() })
  .readonly();
export type TieBefore = z.infer<typeof tieBeforeSchema>;

export type Tied = { readonly customer: CustomerDetail; readonly before: readonly TieBefore[] };

const markSaid = z.object({ on: z.boolean(), reason: z.string().max(500).nullable() });

/** The state of a mark on one of a customer's orders before and after a change, for undo. */
export const markBeforeSchema = markSaid
  .extend({ about: orderIdSchema, made: markSaid.readonly() })
  .readonly();
export type MarkSaid = z.infer<typeof markSaid>;
export type MarkBefore = z.infer<typeof markBeforeSchema>;

export type Marked = { readonly customer: CustomerDetail; readonly before: readonly MarkBefore[] };

/** The result of erasing a customer. */
export type Erased = {
  readonly orders: number;
  /** Whether the database file was rewritten at once; otherwise at the next start of the app. */
  readonly purged: boolean;
  /** The SQL that removes the customer from BigQuery, where billing is on; null without BigQuery. */
  readonly sql: string | null;
};
