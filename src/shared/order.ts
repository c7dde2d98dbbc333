import { z } from 'zod';
import { draftIdSchema, entryIdSchema, orderIdSchema, sourceSchema, subscriberIdSchema } from './ids.ts';
import { currencySchema, moneySchema } from './money.ts';
import { ticketSchema } from './ticket/ticket.ts';
import { wantedSchema } from './wanted.ts';

const text = z.string();
const named = z.object({ name: text, value: text }).readonly();

export const paymentStatuses = [
  'unknown',
  'pending',
  'authorized',
  'partially-paid',
  'paid',
  'partially-refunded',
  'refunded',
  'voided',
] as const;
export const paymentStatusSchema = z.enum(paymentStatuses);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

/** What the team does with an order, in the order it is done. `cancelled` stands beside the ladder. */
export const orderStatuses = ['new', 'taken', 'preparing', 'ready', 'handed-over', 'cancelled'] as const;
export const orderStatusSchema = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatusSchema>;
/** Whether the team has nothing left to do on it. */
export const isDone = (status: OrderStatus): status is 'handed-over' | 'cancelled' =>
  status === 'handed-over' || status === 'cancelled';

/** A manager's own mark on orders: one line, as it is shown. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\n]+$/u, 'a tag is one line');

/** Where a manager took an order: on a page, by the button of a notice in Messenger, or on a toast of the computer. */
export const takeWays = ['app', 'messenger', 'toast'] as const;
export const takeWaySchema = z.enum(takeWays);
export type TakeWay = z.infer<typeof takeWaySchema>;

export const fulfillmentSchema = z.enum(['none', 'partial', 'fulfilled']);

/** Why two orders may be one that was placed twice. */
const sameReasons = ['phone', 'email', 'items', 'total'] as const;
export const sameReasonSchema = z.enum(sameReasons);
export type SameReason = z.infer<typeof sameReasonSchema>;

const lineItemSchema = z
  .object({
    title: text,
    /** How many were ordered. */
    quantity: z.int().nonnegative(),
    /**
     * How many of them the buyer keeps or is still to get, where the source says that it is fewer. `lineTotal` and the order's
     * sums stay those of `quantity`: what nobody pays is in `takenOff`, what was paid back in `refunded`.
     */
    left: z.int().nonnegative().optional(),
    unitPrice: moneySchema.optional(),
    lineTotal: moneySchema.optional(),
    options: z.array(text).readonly(),
    sku: text.optional(),
    variantId: text.optional(),
    productId: text.optional(),
  })
  .refine(({ quantity, left }) => left === undefined || left < quantity, 'more is left than was ordered')
  .readonly();
export type LineItem = z.infer<typeof lineItemSchema>;

/** One visit on the way to the order, as Shopify's customer journey tells it. */
export const visitSchema = z
  .object({
    at: text.optional(),
    source: text.optional(),
    medium: text.optional(),
    campaign: text.optional(),
    term: text.optional(),
    content: text.optional(),
    landingPage: text.optional(),
    referrer: text.optional(),
    tactic: text.optional(),
  })
  .readonly();

/** What brought the buyer. */
export const attributionSchema = z
  .object({
    kind: z.enum(['organic', 'ad', 'chat-bot', 'referral', 'direct', 'unknown']),
    first: visitSchema.optional(),
    last: visitSchema.optional(),
  })
  .readonly();
export type Attribution = z.infer<typeof attributionSchema>;

/** Why a person has to look at the order; `detail` is what was read or the sum that does not add up. */
export const reviewReasonSchema = z
  .object({
    code: z.enum([
      'no-number',
      'no-total',
      'no-items',
      'sum-mismatch',
      'unreadable',
      'reader-stopped',
      'unverified-sender',
      'changed-unread',
      'cancelled-unknown',
      'customer-hidden',
      'several-orders',
    ]),
    detail: text.optional(),
  })
  .readonly();
export type ReviewReason = z.infer<typeof reviewReasonSchema>;

/** Everything a source says about an order. A newer version replaces it whole; a value the source did not give is absent. */
export const orderContentSchema = z
  .object({
    number: text,
    /** ISO 8601 with offset where the source gives one; an order mail may print local time only. */
    placedAt: text.optional(),
    currency: currencySchema.optional(),
    total: moneySchema.optional(),
    subtotal: moneySchema.optional(),
    deliveryFee: moneySchema.optional(),
    discount: moneySchema.optional(),
    tax: moneySchema.optional(),
    taxIncluded: z.boolean().optional(),
    tip: moneySchema.optional(),
    refunded: moneySchema.optional(),
    /** What the goods come to that were taken off after it was ordered: they are among the items, and not in the total. */
    takenOff: moneySchema.optional(),
    /** What is still to be paid, where the source says that it is less than the total: a part was paid, or goods were taken off. */
    due: moneySchema.optional(),
    fees: z
      .array(z.object({ label: text, amount: moneySchema }).readonly())
      .readonly()
      .optional(),
    /** What the buyer saw, where it is another currency than the shop's. */
    presentmentTotal: moneySchema.optional(),
    paymentStatus: paymentStatusSchema,
    fulfillment: fulfillmentSchema.optional(),
    /** The numbers of its parcels. */
    tracking: z.array(text).readonly().optional(),
    cancelledAt: text.optional(),
    customer: z
      .object({ name: text.optional(), phone: text.optional(), email: text.optional(), id: text.optional() })
      .readonly(),
    recipient: z.object({ name: text.optional(), phone: text.optional() }).readonly().optional(),
    address: text.optional(),
    /** How it reaches the buyer, in the source's own words: `Local pickup`, `Nova Poshta`. */
    deliveryMethod: text.optional(),
    wanted: wantedSchema.optional(),
    items: z.array(lineItemSchema).readonly(),
    note: text.optional(),
    properties: z.array(named).readonly().optional(),
    tags: z.array(text).readonly().optional(),
    discountCodes: z.array(text).readonly().optional(),
    gateways: z.array(text).readonly().optional(),
    /** A test order of the source's own: shown and marked, never counted as a sale. */
    test: z.boolean().optional(),
    /** How the source says it was sold: `web`, `pos`, `shopify_draft_order`… */
    soldThrough: text.optional(),
    /** The tag that ties a paid order to the draft order it came from. */
    draftTag: text.optional(),
    landingPage: text.optional(),
    referrer: text.optional(),
    review: z.array(reviewReasonSchema).readonly().optional(),
  })
  .readonly();
export type OrderContent = z.infer<typeof orderContentSchema>;

/** What intake read, before the ledger knows it. `version` is the source's own clock, in epoch milliseconds. */
export const incomingOrderSchema = z
  .object({ source: sourceSchema, sourceId: text.min(1), version: z.int(), content: orderContentSchema })
  .readonly();
export type IncomingOrder = z.infer<typeof incomingOrderSchema>;

export const channels = ['messenger', 'email', 'desktop'] as const;
export type Channel = (typeof channels)[number];
export const notificationStates = ['pending', 'sent', 'refused', 'unknown', 'off'] as const;
/** What let a notice go: the warehouse had the order, it had waited its time out for that, or there is no warehouse. */
export const releases = ['committed', 'waited', 'no-warehouse'] as const;
export type ReleasedBy = (typeof releases)[number];
export const notificationSchema = z
  .object({
    manager: text,
    channel: z.enum(channels),
    state: z.enum(notificationStates),
    at: z.int().optional(),
    reason: text.optional(),
    /** When it was owed, epoch milliseconds. */
    queuedAt: z.int().optional(),
    releasedBy: z.enum(releases).optional(),
  })
  .readonly();
export type Notification = z.infer<typeof notificationSchema>;

export const warehouseStates = ['pending', 'committed', 'parked', 'off'] as const;
export type WarehouseState = (typeof warehouseStates)[number];

const noteSchema = z.object({ text, by: text, at: z.int() }).readonly();

/** Money given back, as a manager noted it. */
export const refundSchema = z
  .object({ id: text, amount: moneySchema, reason: text, by: text, at: z.int() })
  .readonly();
export type Refund = z.infer<typeof refundSchema>;

/** Why an order is only a part of another: Shopify's copy of it, or the same order told twice and merged by a manager. */
const partSchema = z
  .object({
    id: orderIdSchema,
    why: z.enum(['copy', 'merged']),
    /** What stands in it, merged into it or into what was. */
    standing: z.array(orderIdSchema).readonly().optional(),
  })
  .readonly();
export type Part = z.infer<typeof partSchema>;

/** An order as the ledger's entries add up to it. Times are epoch milliseconds. */
export const orderSchema = z
  .object({
    id: orderIdSchema,
    source: sourceSchema,
    sourceId: text,
    version: z.int(),
    /** Of one that came by mail, the least version it had: when its first mail came into the mailbox. Absent where `version` is. */
    firstVersion: z.int().optional(),
    content: orderContentSchema,
    status: orderStatusSchema,
    paymentStatus: paymentStatusSchema,
    takenBy: text.optional(),
    takenAt: z.int().optional(),
    takenVia: takeWaySchema.optional(),
    /** Managers who took it at the same time as another, on computers that knew nothing of each other, and do not have it. */
    alsoTook: z.array(text).readonly().optional(),
    needsReview: z.boolean(),
    /** Nobody vouches for who sent it, and no manager has released it: it rings nobody and counts nowhere. */
    quarantined: z.boolean(),
    receivedAt: z.int(),
    changedAt: z.int(),
    notes: z.array(noteSchema).readonly(),
    notifications: z.array(notificationSchema).readonly(),
    attribution: attributionSchema.optional(),
    draftId: draftIdSchema.optional(),
    /** The manager who made the draft order it came from. */
    soldBy: text.optional(),
    /** The person in Messenger it was made for. */
    subscriberId: subscriberIdSchema.optional(),
    /**
     * Managers' cancellations that nobody has decided over who knew of them, the last one last: beside any other status a manager
     * decides whether it goes on.
     */
    cancellations: z
      .array(z.object({ id: entryIdSchema, by: text, at: z.int() }).readonly())
      .readonly()
      .optional(),
    /** Why it was cancelled, as the manager who did it said. */
    cancelReason: text.optional(),
    /** It is told by another order, which counts and rings for both: this one is in no view but `all`. */
    partOf: partSchema.optional(),
    /** The orders that are parts of this one. */
    parts: z.array(partSchema).readonly().optional(),
    /** Parts that their source has cancelled while this order was not: whether it still holds, a manager decides. */
    cancelledParts: z
      .array(z.object({ id: orderIdSchema, at: text }).readonly())
      .readonly()
      .optional(),
    /** Parts that still stand while this order is cancelled, and were not cancelled with it: whether they do, a manager decides. */
    standingParts: z.array(orderIdSchema).readonly().optional(),
    /** Guesses nobody has decided yet. */
    sameAs: z
      .array(z.object({ id: orderIdSchema, because: z.array(sameReasonSchema).readonly() }).readonly())
      .readonly()
      .optional(),
    /** Orders a manager has found to be others. */
    apartFrom: z.array(orderIdSchema).readonly().optional(),
    /** What is to be made of it in Shopify, and once it is there, what it is called. */
    copy: z
      .object({ tag: text, id: orderIdSchema.optional(), number: text.optional() })
      .readonly()
      .optional(),
    refunds: z.array(refundSchema).readonly().optional(),
    /** Its printings, oldest first. */
    tickets: z.array(ticketSchema).readonly().optional(),
    /** Whose work it is, by a manager's word; who has taken it may be somebody else. */
    assignee: text.optional(),
    /** The managers' own marks, sorted; the source's are in `content`. */
    tags: z.array(text).readonly().optional(),
    /** It is put off until then. */
    snoozedUntil: z.int().optional(),
    /** Who made it was erased, and is in nothing that is told of it. */
    erased: z.literal(true).optional(),
    /** How many managers' decisions lie behind it; the next one says this number plus one. */
    decisions: z.int(),
  })
  .readonly();
export type Order = z.infer<typeof orderSchema>;
