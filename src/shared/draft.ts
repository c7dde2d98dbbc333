import { z } from 'zod';
import { draftEnds, linkStates, linkWays } from './entry.ts';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from './ids.ts';
import { moneySchema } from './money.ts';

/** By which name Shopify keeps among the additional details of an order which draft order it came from. */
export const draftAttribute = 'orderbell_draft';

/** How far a draft order has come. `sent` and `opened` follow from what is told of its link. */
export const draftStates = [
  'creating',
  'calculating',
  'ready',
  'sent',
  'opened',
  'paid',
  'failed',
  'expired',
  'cancelled',
  'replaced',
  'deleted',
] as const;
export type DraftState = (typeof draftStates)[number];

/** One sending of a link, as its entries add up to it. */
const linkSendingSchema = z
  .object({
    sending: z.string(),
    via: z.enum(linkWays),
    to: z.string(),
    state: z.enum(linkStates),
    reminder: z.boolean(),
    reason: z.string().nullable(),
    at: z.int(),
    by: z.string(),
  })
  .readonly();
export type LinkSending = z.infer<typeof linkSendingSchema>;

/** A draft order as the ledger's entries add up to it. Times are epoch milliseconds. */
export const draftViewSchema = z
  .object({
    id: draftIdSchema,
    state: z.enum(draftStates),
    name: z.string(),
    title: z.string(),
    customerName: z.string(),
    total: moneySchema.nullable(),
    invoiceUrl: z.string().nullable(),
    reason: z.string().nullable(),
    createdAt: z.int(),
    changedAt: z.int(),
    orderId: orderIdSchema.nullable(),
    /** Every order it became: more than one when a buyer paid in a checkout that had come loose, and by the link again. */
    orderIds: z.array(orderIdSchema).readonly(),
    /** Shopify's id; null while it is not known to have one. */
    shopifyId: z.string().nullable(),
    /** The shop it was made in; null where an earlier app did not write that down. */
    shop: z.string().nullable(),
    /** The manager who made it. */
    madeBy: z.string(),
    subscriberId: subscriberIdSchema.nullable(),
    variants: z.array(z.object({ id: z.string(), quantity: z.int() }).readonly()).readonly(),
    /** In the order they began in. */
    sendings: z.array(linkSendingSchema).readonly(),
    openedAt: z.int().nullable(),
    /** What is asked for and not done: null when nothing is, or it came to an end. */
    closing: z
      .object({
        end: z.enum(draftEnds),
        attempt: z.int(),
        /** Why it could not be done; null while it is under way. */
        reason: z.string().nullable(),
        at: z.int(),
        by: z.string(),
      })
      .readonly()
      .nullable(),
    replaces: draftIdSchema.nullable(),
    replacedBy: draftIdSchema.nullable(),
    /** The round its form is in. */
    round: z.int(),
    /** Until when its pieces are kept from being sold otherwise; absent: they are not. */
    reservedUntil: z.int().optional(),
    /** How often it was changed in Shopify in this round; absent: never. Its form does not say what it sells then. */
    changesThere: z.int().positive().optional(),
  })
  .readonly();
export type DraftView = z.infer<typeof draftViewSchema>;

const linkOut: ReadonlySet<DraftState> = new Set(['ready', 'sent', 'opened']);
/** The link works: before, Shopify shows the buyer an error page, and after, it is gone. */
export const isPayable = ({ state }: Pick<DraftView, 'state'>): boolean => linkOut.has(state);

/** Whoever has its link can pay, and has not: it is no order yet. */
export const isToBePaid = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isPayable(draft) && draft.orderId === null;

/** It was checked out without money, as for cash on delivery: the order goes on by itself. */
export const isOrderedUnpaid = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isPayable(draft) && draft.orderId !== null;

const over: ReadonlySet<DraftState> = new Set(['paid', 'expired', 'cancelled', 'replaced', 'deleted']);
/** Nothing can become of it any more. */
export const isOver = ({ state }: Pick<DraftView, 'state'>): boolean => over.has(state);

/** Nobody waits for its link any more: nothing can become of it, or an order brings its money, or does not, by itself. */
export const isSettled = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isOver(draft) || isOrderedUnpaid(draft);

/** Its pieces are kept for it now, and are not among those that can be sold. */
export const isReserved = ({ reservedUntil = 0 }: Pick<DraftView, 'reservedUntil'>, now: number): boolean =>
  reservedUntil > now;

/** What a manager may send with a link as it is, or word anew. */
export type LinkSuggestion = { readonly text: string; readonly subject: string; readonly email: string };
