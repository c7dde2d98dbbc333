import { z } from 'zod';
import { draftEnds, linkStates, linkWays } from './entry.ts';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from './ids.ts';
import { moneySchema } from './money.ts';

/** The name of the additional detail in Shopify with the draft order of an order. */
export const draftAttribute = 'orderbell_draft';

/** The states of a draft order. `sent` and `opened` follow from the events of its payment link. */
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

/** One sending of a payment link, folded from its events. */
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

/** A draft order folded from the events of the ledger. Times are epoch milliseconds. */
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
    /** All orders made from it: more than one if a buyer paid in a detached checkout and again with the link. */
    orderIds: z.array(orderIdSchema).readonly(),
    /** Shopify's id; null while unknown. */
    shopifyId: z.string().nullable(),
    /** The shop it was created in; null if an earlier version did not record it. */
    shop: z.string().nullable(),
    /** The manager who made it. */
    madeBy: z.string(),
    subscriberId: subscriberIdSchema.nullable(),
    variants: z.array(z.object({ id: z.string(), quantity: z.int() }).readonly()).readonly(),
    /** Sorted by start time. */
    sendings: z.array(linkSendingSchema).readonly(),
    openedAt: z.int().nullable(),
    /** The pending or failed close request; null if there is none. */
    closing: z
      .object({
        end: z.enum(draftEnds),
        attempt: z.int(),
        /** Why it failed; null while in progress. */
        reason: z.string().nullable(),
        at: z.int(),
        by: z.string(),
      })
      .readonly()
      .nullable(),
    replaces: draftIdSchema.nullable(),
    replacedBy: draftIdSchema.nullable(),
    /** The current round of its form. */
    round: z.int(),
    /** When the stock reservation ends; absent if there is none. */
    reservedUntil: z.int().optional(),
    /** The number of changes in Shopify in this round; absent if none. After a change the form is out of date. */
    changesThere: z.int().positive().optional(),
  })
  .readonly();
export type DraftView = z.infer<typeof draftViewSchema>;

const linkOut: ReadonlySet<DraftState> = new Set(['ready', 'sent', 'opened']);
/** The payment link works. Before, Shopify shows the buyer an error page; afterwards it is gone. */
export const isPayable = ({ state }: Pick<DraftView, 'state'>): boolean => linkOut.has(state);

/** Its payment link works, and there is no order yet. */
export const isToBePaid = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isPayable(draft) && draft.orderId === null;

/** It was checked out without payment, such as cash on delivery; the order continues separately. */
export const isOrderedUnpaid = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isPayable(draft) && draft.orderId !== null;

const over: ReadonlySet<DraftState> = new Set(['paid', 'expired', 'cancelled', 'replaced', 'deleted']);
/** It is in a final state. */
export const isOver = ({ state }: Pick<DraftView, 'state'>): boolean => over.has(state);

/** No payment through its link is expected: it is in a final state, or its order handles the payment. */
export const isSettled = (draft: Pick<DraftView, 'state' | 'orderId'>): boolean =>
  isOver(draft) || isOrderedUnpaid(draft);

/** Its stock is reserved now. */
export const isReserved = ({ reservedUntil = 0 }: Pick<DraftView, 'reservedUntil'>, now: number): boolean =>
  reservedUntil > now;

/** The suggested message with a link, which the manager may edit. */
export type LinkSuggestion = { readonly text: string; readonly subject: string; readonly email: string };
