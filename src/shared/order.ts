import { z } from 'zod';
import { ways } from './alert-rules/channels.ts';
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

/** The team's work on an order, in sequence. `cancelled` is outside the sequence. */
export const orderStatuses = ['new', 'taken', 'preparing', 'ready', 'handed-over', 'cancelled'] as const;
export const orderStatusSchema = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatusSchema>;
/** Whether the team has nothing left to do on it. */
export const isDone = (status: OrderStatus): status is 'handed-over' | 'cancelled' =>
  status === 'handed-over' || status === 'cancelled';

/** A manager's tag on an order, on one line. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\n]+$/u, 'a tag must be one line');

/** Where a manager took an order: on a page, with the button in a Messenger notification, or on a desktop toast. */
export const takeWays = ['app', 'messenger', 'toast'] as const;
export const takeWaySchema = z.enum(takeWays);
export type TakeWay = z.infer<typeof takeWaySchema>;

export const fulfillmentSchema = z.enum(['none', 'partial', 'fulfilled']);

/** Why two orders may be duplicates. */
const sameReasons = ['phone', 'email', 'items', 'total'] as const;
export const sameReasonSchema = z.enum(sameReasons);
export type SameReason = z.infer<typeof sameReasonSchema>;

const lineItemSchema = z
  .object({
    title: text,
    /** How many were ordered. */
    quantity: z.int().nonnegative(),
    /**
     * Quantity the buyer keeps or will still get, if the source reports fewer. `lineTotal` and the sums stay those of
     * `quantity`: unpaid goods are in `takenOff`, refunds in `refunded`.
     */
    left: z.int().nonnegative().optional(),
    unitPrice: moneySchema.optional(),
    lineTotal: moneySchema.optional(),
    options: z.array(text).readonly(),
    sku: text.optional(),
    variantId: text.optional(),
    productId: text.optional(),
  })
  .refine(
    ({ quantity, left }) => left === undefined || left < quantity,
    'the remaining quantity is higher than the ordered one',
  )
  .readonly();
export type LineItem = z.infer<typeof lineItemSchema>;

/** One visit before the order, from Shopify's customer journey. */
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

/** The marketing source of the buyer. */
export const attributionSchema = z
  .object({
    kind: z.enum(['organic', 'ad', 'chat-bot', 'referral', 'direct', 'unknown']),
    first: visitSchema.optional(),
    last: visitSchema.optional(),
  })
  .readonly();
export type Attribution = z.infer<typeof attributionSchema>;

/** Why a manager has to review the order; `detail` is the text that was read or the sum that does not match. */
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

/** All data of a source about an order. A newer version replaces it completely; missing values are absent. */
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
    /** The value of goods removed after the order: they are among the items, but not in the total. */
    takenOff: moneySchema.optional(),
    /** The amount still due, if the source reports less than the total: a part was paid, or goods were removed. */
    due: moneySchema.optional(),
    fees: z
      .array(z.object({ label: text, amount: moneySchema }).readonly())
      .readonly()
      .optional(),
    /** The total the buyer saw, if its currency is not the shop's. */
    presentmentTotal: moneySchema.optional(),
    paymentStatus: paymentStatusSchema,
    fulfillment: fulfillmentSchema.optional(),
    /** Tracking numbers of the parcels. */
    tracking: z.array(text).readonly().optional(),
    cancelledAt: text.optional(),
    customer: z
      .object({ name: text.optional(), phone: text.optional(), email: text.optional(), id: text.optional() })
      .readonly(),
    recipient: z.object({ name: text.optional(), phone: text.optional() }).readonly().optional(),
    address: text.optional(),
    /** The delivery method as the source names it: `Local pickup`, `Nova Poshta`. */
    deliveryMethod: text.optional(),
    wanted: wantedSchema.optional(),
    items: z.array(lineItemSchema).readonly(),
    note: text.optional(),
    properties: z.array(named).readonly().optional(),
    tags: z.array(text).readonly().optional(),
    discountCodes: z.array(text).readonly().optional(),
    gateways: z.array(text).readonly().optional(),
    /** A test order of the source: shown and marked, never counted as a sale. */
    test: z.boolean().optional(),
    /** The sales channel as the source names it: `web`, `pos`, `shopify_draft_order`… */
    soldThrough: text.optional(),
    /** The tag that links a paid order to its draft order. */
    draftTag: text.optional(),
    landingPage: text.optional(),
    referrer: text.optional(),
    review: z.array(reviewReasonSchema).readonly().optional(),
  })
  .readonly();
export type OrderContent = z.infer<typeof orderContentSchema>;

/** The parse result before it is in the ledger. `version` is the source's clock, in epoch milliseconds. */
export const incomingOrderSchema = z
  .object({ source: sourceSchema, sourceId: text.min(1), version: z.int(), content: orderContentSchema })
  .readonly();
export type IncomingOrder = z.infer<typeof incomingOrderSchema>;

export const channels = [...ways, 'desktop'] as const;
export type Channel = (typeof channels)[number];
export const notificationStates = ['pending', 'sent', 'refused', 'unknown', 'off'] as const;
/** Why a notification was released: the warehouse had the order, the wait for it timed out, or there is no warehouse. */
export const releases = ['committed', 'waited', 'no-warehouse'] as const;
export type ReleasedBy = (typeof releases)[number];
export const notificationSchema = z
  .object({
    manager: text,
    channel: z.enum(channels),
    state: z.enum(notificationStates),
    at: z.int().optional(),
    reason: text.optional(),
    /** When it was queued, epoch milliseconds. */
    queuedAt: z.int().optional(),
    releasedBy: z.enum(releases).optional(),
  })
  .readonly();
export type Notification = z.infer<typeof notificationSchema>;

export const warehouseStates = ['pending', 'committed', 'parked', 'off'] as const;
export type WarehouseState = (typeof warehouseStates)[number];

const noteSchema = z.object({ text, by: text, at: z.int() }).readonly();

/** A refund noted by a manager. */
export const refundSchema = z
  .object({ id: text, amount: moneySchema, reason: text, by: text, at: z.int() })
  .readonly();
export type Refund = z.infer<typeof refundSchema>;

/** Why an order is a part of another: it is Shopify's copy of it, or a duplicate that a manager merged. */
const partSchema = z
  .object({
    id: orderIdSchema,
    why: z.enum(['copy', 'merged']),
    /** Orders merged into it, directly or indirectly, that are not cancelled. */
    standing: z.array(orderIdSchema).readonly().optional(),
  })
  .readonly();
export type Part = z.infer<typeof partSchema>;

/** An order folded from the events of the ledger. Times are epoch milliseconds. */
export const orderSchema = z
  .object({
    id: orderIdSchema,
    source: sourceSchema,
    sourceId: text,
    version: z.int(),
    /** For an order from mail, its lowest version: when its first mail arrived. Absent if equal to `version`. */
    firstVersion: z.int().optional(),
    content: orderContentSchema,
    status: orderStatusSchema,
    paymentStatus: paymentStatusSchema,
    takenBy: text.optional(),
    takenAt: z.int().optional(),
    takenVia: takeWaySchema.optional(),
    /** Managers who took it concurrently on other computers, and lost to `takenBy`. */
    alsoTook: z.array(text).readonly().optional(),
    needsReview: z.boolean(),
    /** The sender is not verified and no manager has released it: it does not ring and is not counted. */
    quarantined: z.boolean(),
    receivedAt: z.int(),
    changedAt: z.int(),
    notes: z.array(noteSchema).readonly(),
    notifications: z.array(notificationSchema).readonly(),
    attribution: attributionSchema.optional(),
    draftId: draftIdSchema.optional(),
    /** The manager who made the draft order it came from. */
    soldBy: text.optional(),
    /** The Messenger customer it was made for. */
    subscriberId: subscriberIdSchema.optional(),
    /**
     * Managers' cancellations that no informed decision has superseded, the last one last. With any other status, a manager
     * decides whether the order continues.
     */
    cancellations: z
      .array(z.object({ id: entryIdSchema, by: text, at: z.int() }).readonly())
      .readonly()
      .optional(),
    /** The reason given by the manager who cancelled it. */
    cancelReason: text.optional(),
    /** The order is a part of another, which counts and rings for both. This one is only in the view `all`. */
    partOf: partSchema.optional(),
    /** The orders that are parts of this one. */
    parts: z.array(partSchema).readonly().optional(),
    /** Parts cancelled by their source while this order is not: a manager decides whether it is still valid. */
    cancelledParts: z
      .array(z.object({ id: orderIdSchema, at: text }).readonly())
      .readonly()
      .optional(),
    /** Parts that were not cancelled with this cancelled order: a manager decides whether they are still valid. */
    standingParts: z.array(orderIdSchema).readonly().optional(),
    /** Suspected duplicates without a decision. */
    sameAs: z
      .array(z.object({ id: orderIdSchema, because: z.array(sameReasonSchema).readonly() }).readonly())
      .readonly()
      .optional(),
    /** Orders that a manager marked as not duplicates. */
    apartFrom: z.array(orderIdSchema).readonly().optional(),
    /** The requested copy in Shopify, with its id and number once it exists. */
    copy: z
      .object({ tag: text, id: orderIdSchema.optional(), number: text.optional() })
      .readonly()
      .optional(),
    refunds: z.array(refundSchema).readonly().optional(),
    /** Printed tickets, oldest first. */
    tickets: z.array(ticketSchema).readonly().optional(),
    /** The assigned manager; another one may have taken it. */
    assignee: text.optional(),
    /** Tags of the managers, sorted; those of the source are in `content`. */
    tags: z.array(text).readonly().optional(),
    /** Snoozed until this time. */
    snoozedUntil: z.int().optional(),
    /** The customer was erased; no personal data is left. */
    erased: z.literal(true).optional(),
    /** Number of managers' decisions on it; the next decision has this number plus one. */
    decisions: z.int(),
  })
  .readonly();
export type Order = z.infer<typeof orderSchema>;
