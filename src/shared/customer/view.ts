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
    /** `barred`: not to be served; `asked`: may be one with another. */
    view: z.enum(customerViews),
    text: z.string().max(200),
    sort: z.enum(customerSorts),
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(500),
  })
  .readonly();
export type CustomerFilter = z.infer<typeof customerFilterSchema>;

/** One line of the list. */
export type CustomerRow = {
  /** Their first order; any of their orders finds them. */
  readonly id: OrderId;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly orders: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** By currency, that of most orders first: what was not cancelled, less what was given back. */
  readonly totals: readonly Money[];
  readonly sources: readonly Source[];
  readonly vip: boolean;
  /** Why they are not served, empty where nobody said; null for who is. */
  readonly barred: string | null;
  /** How many others they may be one with. */
  readonly questions: number;
  /** How many ways of naming themselves they were put together from. */
  readonly cards: number;
};

export type CustomerPage = {
  readonly rows: readonly CustomerRow[];
  readonly total: number;
  readonly counts: { readonly [V in CustomerTab]: number };
};

/** One of the ways a customer named themselves, that the person was put together from. */
export type CustomerPart = {
  /** The latest order that has it. */
  readonly order: OrderId;
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly sources: readonly Source[];
  readonly orders: number;
  readonly lastAt: number;
  /** Whether the person has the name of these. */
  readonly leads: boolean;
  /** Parts of one group hold together by themselves; groups were joined by a manager. */
  readonly group: number;
  /** The verified phones and e-mails it has in common with others of its group. */
  readonly shared: readonly string[];
  readonly joined: { readonly by: string; readonly at: number } | null;
};

export type CustomerQuestion = {
  readonly other: CustomerRow;
  /** Phones and e-mails in common, `shopify:…` for an account, `messenger:…` for a talk. */
  readonly because: readonly string[];
};

/** What managers decided on who this is one with, oldest first. */
export type TieDecision = {
  readonly verdict: 'joined' | 'parted';
  readonly other: { readonly id: OrderId; readonly name: string } | null;
  readonly by: string;
  readonly at: number;
};

export type CustomerDetail = {
  readonly row: CustomerRow;
  /** As they were written, the latest first; also what nobody can be known again by, such as a hidden phone. */
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
  /** The latest first, as many as are shown. */
  readonly orders: readonly OrderRow[];
  readonly parts: readonly CustomerPart[];
  readonly questions: readonly CustomerQuestion[];
  readonly decisions: readonly TieDecision[];
  readonly notes: readonly CustomerNote[];
  readonly marks: readonly CustomerMarkSet[];
  readonly people: readonly PersonView[];
  readonly drafts: readonly DraftView[];
};

/** What the panel of an order says of its customer. */
export type CustomerOfOrder = Pick<CustomerRow, 'id' | 'name' | 'orders' | 'vip' | 'barred' | 'questions'> & {
  readonly totals: readonly Money[];
};

const tieSaid = z.object({
  verdict: z.enum(['joined', 'parted', 'open']),
  lead: orderIdSchema.nullable(),
  alone: orderIdSchema.nullable(),
});
/** What is decided on a pair. */
export type TieSaid = Readonly<z.infer<typeof tieSaid>>;

/** What a pair was before a decision, and what that made of it, so that it can be put back. */
export const tieBeforeSchema = tieSaid
  .extend({ one: orderIdSchema, other: orderIdSchema, made: tieSaid.readonly() })
  .readonly();
export type TieBefore = z.infer<typeof tieBeforeSchema>;

export type Tied = { readonly customer: CustomerDetail; readonly before: readonly TieBefore[] };

const markSaid = z.object({ on: z.boolean(), reason: z.string().max(500).nullable() });

/** What a mark was on one of a customer's orders before it was set or taken off, and what was made of it, so that it can be put back. */
export const markBeforeSchema = markSaid
  .extend({ about: orderIdSchema, made: markSaid.readonly() })
  .readonly();
export type MarkSaid = z.infer<typeof markSaid>;
export type MarkBefore = z.infer<typeof markBeforeSchema>;

export type Marked = { readonly customer: CustomerDetail; readonly before: readonly MarkBefore[] };

/** What became of erasing a customer. */
export type Erased = {
  readonly orders: number;
  /** Whether the file was written anew at once; else it is when the app starts next. */
  readonly purged: boolean;
  /** What takes them out of the rows BigQuery has, where billing is on; null without BigQuery. */
  readonly sql: string | null;
};
