import { z } from 'zod';
import { alertEndSchema, alertSchema } from './alert-rules/alert.ts';
import { alertRulesSchema } from './alert-rules/rules.ts';
import { countrySchema } from './country.ts';
import {
  customerDecidedSchema,
  customerErasedSchema,
  customerMarkedSchema,
  customerNotedSchema,
  customerNoteWithdrawnSchema,
} from './customer/entries.ts';
import {
  documentIdSchema,
  draftIdSchema,
  entryIdSchema,
  orderIdSchema,
  subscriberIdSchema,
  workstationIdSchema,
} from './ids.ts';
import { commissionSchema } from './insights/commission-terms.ts';
import {
  recipeTaughtSchema,
  recipeWithdrawnSchema,
  senderDecidedSchema,
  senderFoundSchema,
} from './mail-entries.ts';
import { currencySchema, moneySchema } from './money.ts';
import {
  attributionSchema,
  fulfillmentSchema,
  incomingOrderSchema,
  notificationSchema,
  paymentStatusSchema,
  sameReasonSchema,
  tagSchema,
} from './order.ts';
import { statusSetSchema, takenSchema } from './status-entries.ts';
import { ticketPrintedSchema } from './ticket/ticket.ts';
import { wellFormed } from './well-formed.ts';

/** The submitted form, kept so that it can be opened again. The reader parses it with the schema of that time. */
const sentFormSchema = z.record(z.string(), z.unknown());

/** The parser that read a mail: `family@version` of a mail template, or `general`. */
const readBySchema = z.string().max(100);

/**
 * States of a draft order that an event can record. A sent or opened link is recorded by its own events, because it does not
 * change the draft order.
 */
export const draftFactStates = [
  'creating',
  'calculating',
  'ready',
  'failed',
  'paid',
  'expired',
  'cancelled',
  'replaced',
  'deleted',
] as const;
export type DraftFactState = (typeof draftFactStates)[number];

const draftFactSchema = z
  .object({
    draftId: draftIdSchema,
    state: z.enum(draftFactStates),
    /** Counts a manager's submissions of the form, so that no clocks are compared. */
    round: z.int().positive().optional(),
    /** The unique tag of the draft order in Shopify. It is searched for before a retry. */
    tag: z.string(),
    shopifyId: z.string().optional(),
    /** The shop of `shopifyId`, `name.myshopify.com`. The id is unknown in other shops. */
    shop: z.string().optional(),
    name: z.string().optional(),
    invoiceUrl: z.string().optional(),
    total: moneySchema.optional(),
    title: z.string().optional(),
    customerName: z.string().optional(),
    subscriberId: subscriberIdSchema.optional(),
    /** The variants in the draft order, for a warning when one is out of stock. */
    variants: z
      .array(z.object({ id: z.string(), quantity: z.int() }).readonly())
      .readonly()
      .optional(),
    /** When the stock reservation ends. */
    reservedUntil: z.int().optional(),
    /** Number of changes seen in Shopify; `total` is the total after this one. */
    changeThere: z.int().positive().optional(),
    /** The draft order that this one replaces. */
    replaces: draftIdSchema.optional(),
    /** The draft order that replaced this one. */
    replacedBy: draftIdSchema.optional(),
    reason: z.string().optional(),
  })
  .readonly();

export const linkWays = ['messenger', 'email', 'copied'] as const;
/** `sending` is recorded before the request; `unknown` means that the outcome cannot be determined. */
export const linkStates = ['sending', 'sent', 'refused', 'unknown'] as const;

const linkSentSchema = z
  .object({
    draftId: draftIdSchema,
    /** Id of one sending; all events of the sending share it. */
    sending: z.string().min(1),
    via: z.enum(linkWays),
    /** A subscriber id or an e-mail address; empty for a link that was copied. */
    to: z.string(),
    state: z.enum(linkStates),
    reminder: z.boolean(),
    text: z.string().optional(),
    reason: z.string().optional(),
  })
  .readonly();

/**
 * Why a draft order is closed: a manager cancelled it, it expired, a newer one replaced it, or it stayed open after its order
 * was made.
 */
export const draftEnds = ['cancelled', 'expired', 'replaced', 'leftover'] as const;
export type DraftEnd = (typeof draftEnds)[number];

const draftClosingSchema = z
  .object({
    draftId: draftIdSchema,
    end: z.enum(draftEnds),
    /** Counts the close requests. */
    attempt: z.int().positive(),
    state: z.enum(['asked', 'done', 'refused']),
    reason: z.string().optional(),
  })
  .readonly();

export const askedProductSchema = z
  .object({ productId: z.string().max(200), title: z.string().max(200) })
  .readonly();
export type AskedProduct = z.infer<typeof askedProductSchema>;

const touchSchema = z
  .object({
    subscriberId: subscriberIdSchema,
    name: z.string(),
    picture: z.string().optional(),
    chatUrl: z.string().optional(),
    lastWords: z.string().optional(),
    /** True when the person asked for a manager, not only looked at the catalogue. */
    wantsManager: z.boolean(),
    /** The product the customer asks about. */
    product: askedProductSchema.optional(),
    /** When the customer last wrote or pressed a button, epoch milliseconds. Messenger allows a reply for 24 hours after it. */
    interactionAt: z.int().optional(),
  })
  .readonly();

/** The data of each event kind. After a new kind is added, the compiler reports the fold, the rows and the timeline. */
export const entryDataSchemas = {
  'order-received': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** No notification was sent: the order was history when it came, or a copy of an order that was already notified. */
      quiet: z.literal(true).optional(),
      /** The form a manager filled in, for an order entered by hand. */
      form: sentFormSchema.optional(),
      readBy: readBySchema.optional(),
    })
    .readonly(),
  'order-updated': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** The source has no new data: a manager corrected the parse result, or a newer mail template parsed the mail better. */
      corrected: z.enum(['by-hand', 'by-recipe']).optional(),
      /** The form a manager filled in to change an order entered by hand. */
      form: sentFormSchema.optional(),
      /** The version that the manager changed; later versions were unknown to the manager. */
      base: z.int().optional(),
      readBy: readBySchema.optional(),
    })
    .readonly(),
  'status-set': statusSetSchema,
  taken: takenSchema,
  /** The assignee from now on; null for no one. */
  assigned: z.object({ manager: z.string().min(1).max(60).nullable(), decision: z.int() }).readonly(),
  /** A manager adds or removes a tag. The last decision on each tag wins. */
  'tag-set': z.object({ tag: tagSchema, on: z.boolean(), decision: z.int() }).readonly(),
  /** The order is snoozed until this time, epoch milliseconds; null ends the snooze. */
  snoozed: z.object({ until: z.int().nullable(), decision: z.int() }).readonly(),
  'payment-set': z
    .object({
      paymentStatus: paymentStatusSchema,
      decision: z.int(),
      /** The payment status in the source at the time of the decision. Earlier versions did not record it. */
      over: paymentStatusSchema.optional(),
    })
    .readonly(),
  /** A manager releases an order from quarantine, although the sender of its mail is not verified. */
  released: z.object({}).readonly(),
  'note-added': z.object({ text: z.string().min(1) }).readonly(),
  'attribution-found': z.object({ attribution: attributionSchema }).readonly(),
  'draft-changed': draftFactSchema,
  'link-sent': linkSentSchema,
  /** The buyer has opened the checkout of the payment link. */
  'draft-opened': z.object({ draftId: draftIdSchema, checkout: z.string() }).readonly(),
  'draft-closing': draftClosingSchema,
  /** The order made from a draft. It is an event of the order, so the timeline shows it, with the seller and the customer. */
  'draft-linked': z
    .object({
      draftId: draftIdSchema,
      tag: z.string(),
      manager: z.string().optional(),
      subscriberId: subscriberIdSchema.optional(),
    })
    .readonly(),
  /** A manager requests a copy of this order in Shopify; the copy will carry the tag. */
  'copy-asked': z.object({ tag: z.string() }).readonly(),
  /** The order that Shopify made from this one. */
  'copy-linked': z.object({ copy: orderIdSchema, tag: z.string(), number: z.string() }).readonly(),
  /** An event of the copy: it is not a separate order beside its original. */
  'copy-of': z.object({ of: orderIdSchema, tag: z.string() }).readonly(),
  /**
   * The state of a part in its source, recorded on the whole order. The greatest version of each part wins.
   * A part is the copy in Shopify (hence `copy`) or a merged order, which counts only while it is merged.
   */
  'copy-told': z
    .object({
      copy: orderIdSchema,
      why: z.literal('merged').optional(),
      /** The number of the part; absent for a copy, because `copy-linked` has it. */
      number: z.string().optional(),
      version: z.int(),
      paymentStatus: paymentStatusSchema,
      fulfillment: fulfillmentSchema.optional(),
      cancelledAt: z.string().optional(),
      /** The order itself is not cancelled: one of its parts is. */
      ofPart: z.literal(true).optional(),
      /**
       * Parts that are not cancelled, merged directly or indirectly: the manager who decides on the whole may not have seen all
       * of them.
       */
      standing: z.array(orderIdSchema).readonly().optional(),
      refunded: moneySchema.optional(),
      /** The cancellation is already known and was notified. */
      quiet: z.literal(true).optional(),
    })
    .readonly(),
  /** The order may be a duplicate of the other one. A guess decides nothing; it is recorded on both orders. */
  'same-guessed': z
    .object({ other: orderIdSchema, because: z.array(sameReasonSchema).min(1).readonly() })
    .readonly(),
  /**
   * A manager's decision on a guess, recorded on both orders: this one is kept and the other is its part (`kept`), the reverse
   * (`merged`), both are kept (`both`), or the decision is undone (`open`). `decision` counts the decisions on this pair.
   */
  'same-decided': z
    .object({
      other: orderIdSchema,
      verdict: z.enum(['kept', 'merged', 'both', 'open']),
      decision: z.int(),
    })
    .readonly(),
  'refund-noted': z
    .object({ refundId: z.string().min(1), amount: moneySchema, reason: z.string().min(1) })
    .readonly(),
  'refund-withdrawn': z.object({ refundId: z.string().min(1) }).readonly(),
  /** The order belongs to a test run. This is recorded before the order comes, so that it is never shown or counted. */
  'drill-marked': z.object({ drill: z.string() }).readonly(),
  /** The display name of a computer of the shop. */
  'desk-named': z.object({ name: z.string().min(1).max(100) }).readonly(),
  /**
   * A manager marks a computer as permanently removed, or the computer itself reverts this. `decision` counts these events, so
   * that no clocks are compared.
   */
  'desk-forgotten': z
    .object({ desk: workstationIdSchema, forgotten: z.boolean(), decision: z.int().positive() })
    .readonly(),
  /** Which computer polls the sources and sends, in a shop without Pub/Sub. `decision` counts the choices. */
  'leader-set': z.object({ leader: workstationIdSchema, decision: z.int().positive() }).readonly(),
  /** The complete alert rules of the shop from now on. `decision` counts these events. */
  'bell-set': z.object({ bell: alertRulesSchema, decision: z.int() }).readonly(),
  /** A manager's shift begins or ends. `decision` counts the events of this manager; `via` is where it was entered. */
  'duty-set': z
    .object({
      manager: z.string().min(1).max(60),
      on: z.boolean(),
      decision: z.int(),
      via: z.enum(['app', 'messenger']),
    })
    .readonly(),
  /** The commission of a source, for new and earlier orders. `decision` counts the events of this source. */
  'commission-set': commissionSchema.unwrap().extend({ decision: z.int() }).readonly(),
  /** The shop's time zone (an IANA name), currency, name and country. `decision` counts these events. */
  'zone-set': z
    .object({
      timeZone: z.string().min(1).max(60),
      currency: currencySchema.optional(),
      name: z.string().optional(),
      country: countrySchema.optional(),
      decision: z.int(),
    })
    .readonly(),
  'sender-found': senderFoundSchema,
  'sender-decided': senderDecidedSchema,
  'recipe-taught': recipeTaughtSchema,
  'recipe-withdrawn': recipeWithdrawnSchema,
  /**
   * The order was not taken, or no manager of the previous step was reached: escalates to the next step of its alert rule. The
   * first step is the new order itself.
   */
  'passed-on': z
    .object({
      rule: z.string().max(40),
      step: z.int().min(2),
      /** The order was escalated under another rule before; this is the first step of the current one. */
      first: z.literal(true).optional(),
      /** The `decision` of the alert rules in force. */
      bell: z.int().optional(),
      to: z.array(z.string()).readonly(),
      why: z.enum(['not-taken', 'unreached']),
    })
    .readonly(),
  notified: notificationSchema,
  /** A ticket of the order was sent to a printer, or the outcome of that. */
  'ticket-printed': ticketPrintedSchema,
  /** An alert other than a new order is sent to managers, and escalates when those of the previous step were not reached. */
  'alert-raised': alertSchema,
  /** The outcome of one alert notification. */
  'alert-ended': alertEndSchema,
  touched: touchSchema,
  /**
   * A manager marks a customer's requests as answered, or undoes that. `upTo` is the time of the last answered request; a later
   * one is open again. `decision` counts the managers' decisions on this chat.
   */
  'chat-answered': z
    .object({ subscriberId: subscriberIdSchema, answered: z.boolean(), upTo: z.int(), decision: z.int() })
    .readonly(),
  'customer-decided': customerDecidedSchema,
  'customer-noted': customerNotedSchema,
  'customer-note-withdrawn': customerNoteWithdrawnSchema,
  'customer-marked': customerMarkedSchema,
  'customer-erased': customerErasedSchema,
} as const;

export type EntryKind = keyof typeof entryDataSchemas;
export type EntryData<K extends EntryKind> = z.infer<(typeof entryDataSchemas)[K]>;
export const entryKinds = Object.keys(entryDataSchemas) as readonly EntryKind[];

const entryHead = {
  /** Deterministic: the same fact always has the same id, and a unique index prevents a second event. */
  id: entryIdSchema,
  desk: workstationIdSchema,
  /** The computer's sequence number, from 1. */
  seq: z.int().positive(),
  /** Null for events of a customer or a draft order. */
  orderId: orderIdSchema.nullable(),
  /** When it happened, epoch milliseconds, by the clock of the author or the source. */
  at: z.int(),
  /** When this computer recorded it, epoch milliseconds. */
  recordedAt: z.int(),
  /** The author: a manager's name, or a part of the app as named in `machines.ts`. */
  by: z.string(),
};

/** One fact in the ledger, never changed. */
export type Entry = {
  readonly [K in EntryKind]: {
    readonly [H in keyof typeof entryHead]: z.infer<(typeof entryHead)[H]>;
  } & { readonly kind: K; readonly data: EntryData<K> };
}[EntryKind];
export type EntryOf<K extends EntryKind> = Extract<Entry, { readonly kind: K }>;

const headSchema = z.object({
  ...entryHead,
  kind: z.enum(entryKinds as [EntryKind, ...EntryKind[]]),
  data: z.unknown(),
});

/**
 * Validates an event that is to be written, was stored or came from another computer. Its text is made well-formed, so that it
 * is the same everywhere. @throws ZodError if it is not a valid event
 */
export function parseEntry(raw: unknown): Entry {
  const head = headSchema.parse(wellFormed(raw));
  const data = entryDataSchemas[head.kind].parse(head.data);
  return { ...head, data } as Entry; // kind and data were checked together
}

type Draft<E extends Entry> = E extends Entry ? Omit<E, 'desk' | 'seq' | 'recordedAt'> : never;
/** An event before the ledger assigns its computer, sequence and time. */
export type EntryDraft = Draft<Entry>;
