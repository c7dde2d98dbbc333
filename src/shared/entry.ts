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

/** A form as it was sent, kept so that it can be opened again; whoever opens it parses it by the schema of that day. */
const sentFormSchema = z.record(z.string(), z.unknown());

/** What read a mail: `family@version` of a recipe, or `general`. */
const readBySchema = z.string().max(100);

/**
 * What an entry can say became of a draft order itself. That its link was sent or opened are facts of their own: they are
 * told by others, and do not say that the draft order has changed.
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
    /** Counts how often a manager has submitted its form, so that no clocks are compared. */
    round: z.int().positive().optional(),
    /** The unique tag put on the draft order, looked up before anything is tried again. */
    tag: z.string(),
    shopifyId: z.string().optional(),
    /** Whose id that is, `name.myshopify.com`: another shop knows nothing of it. */
    shop: z.string().optional(),
    name: z.string().optional(),
    invoiceUrl: z.string().optional(),
    total: moneySchema.optional(),
    title: z.string().optional(),
    customerName: z.string().optional(),
    subscriberId: subscriberIdSchema.optional(),
    /** The variants it sells, for a word when one of them runs out. */
    variants: z
      .array(z.object({ id: z.string(), quantity: z.int() }).readonly())
      .readonly()
      .optional(),
    /** Until when its pieces are kept from being sold otherwise. */
    reservedUntil: z.int().optional(),
    /** It was changed in Shopify, where its total is this one now: the how manieth change that was seen. */
    changeThere: z.int().positive().optional(),
    /** The draft order whose place this one takes. */
    replaces: draftIdSchema.optional(),
    /** The draft order that took this one's place. */
    replacedBy: draftIdSchema.optional(),
    reason: z.string().optional(),
  })
  .readonly();

export const linkWays = ['messenger', 'email', 'copied'] as const;
/** `sending` is written before anything leaves; `unknown` when nobody can say whether it arrived. */
export const linkStates = ['sending', 'sent', 'refused', 'unknown'] as const;

const linkSentSchema = z
  .object({
    draftId: draftIdSchema,
    /** Names one sending: its entries tell how it went. */
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

/** Why a draft order is to go: a manager's word, a newer one, or an order that left it open behind. */
export const draftEnds = ['cancelled', 'expired', 'replaced', 'leftover'] as const;
export type DraftEnd = (typeof draftEnds)[number];

const draftClosingSchema = z
  .object({
    draftId: draftIdSchema,
    end: z.enum(draftEnds),
    /** Counts how often it was asked for. */
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
    /** What they want to talk about. */
    product: askedProductSchema.optional(),
    /** When they last wrote or pressed something, epoch milliseconds: Messenger lets a page write for a day after it. */
    interactionAt: z.int().optional(),
  })
  .readonly();

/** What each kind of entry says. Adding a kind here leads the compiler to the fold, the rows and the timeline. */
export const entryDataSchemas = {
  'order-received': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** Nobody was woken for it: it was history when it came, or the copy of an order that had rung. */
      quiet: z.literal(true).optional(),
      /** What a manager filled in, of an order written down by hand. */
      form: sentFormSchema.optional(),
      readBy: readBySchema.optional(),
    })
    .readonly(),
  'order-updated': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** The source said nothing new: a person, or a recipe learnt since, read its mail better. */
      corrected: z.enum(['by-hand', 'by-recipe']).optional(),
      /** What a manager filled in to change an order written down by hand. */
      form: sentFormSchema.optional(),
      /** The version the manager changed: a later one was not known to him. */
      base: z.int().optional(),
      readBy: readBySchema.optional(),
    })
    .readonly(),
  'status-set': statusSetSchema,
  taken: takenSchema,
  /** Whose work it is from now on; null for nobody's in particular. */
  assigned: z.object({ manager: z.string().min(1).max(60).nullable(), decision: z.int() }).readonly(),
  /** A manager's mark is put on the order or taken off; of each tag the last decision counts. */
  'tag-set': z.object({ tag: tagSchema, on: z.boolean(), decision: z.int() }).readonly(),
  /** The order is put off until then, epoch milliseconds; null brings it back. */
  snoozed: z.object({ until: z.int().nullable(), decision: z.int() }).readonly(),
  'payment-set': z
    .object({
      paymentStatus: paymentStatusSchema,
      decision: z.int(),
      /** What the source said when it was decided. An earlier version did not write it down. */
      over: paymentStatusSchema.optional(),
    })
    .readonly(),
  /** A manager vouches for the sender of a mail that nobody else vouches for. */
  released: z.object({}).readonly(),
  'note-added': z.object({ text: z.string().min(1) }).readonly(),
  'attribution-found': z.object({ attribution: attributionSchema }).readonly(),
  'draft-changed': draftFactSchema,
  'link-sent': linkSentSchema,
  /** The buyer is in the checkout behind the link. */
  'draft-opened': z.object({ draftId: draftIdSchema, checkout: z.string() }).readonly(),
  'draft-closing': draftClosingSchema,
  /** The order of a draft: the order's own entry, so that its timeline tells it, and who sold it to whom. */
  'draft-linked': z
    .object({
      draftId: draftIdSchema,
      tag: z.string(),
      manager: z.string().optional(),
      subscriberId: subscriberIdSchema.optional(),
    })
    .readonly(),
  /** A manager wants this order in Shopify as well; it will carry the tag there. */
  'copy-asked': z.object({ tag: z.string() }).readonly(),
  /** The order Shopify has made of this one. */
  'copy-linked': z.object({ copy: orderIdSchema, tag: z.string(), number: z.string() }).readonly(),
  /** The copy's own entry: it is no order beside the one it was made of. */
  'copy-of': z.object({ of: orderIdSchema, tag: z.string() }).readonly(),
  /**
   * What the source of a part says of it, told to the order it is a part of; of each part the greatest version counts. A part
   * is the copy in Shopify, which `copy` is named for, or an order that was merged: that counts as long as it is merged.
   */
  'copy-told': z
    .object({
      copy: orderIdSchema,
      why: z.literal('merged').optional(),
      /** What it is called; absent for a copy, which `copy-linked` has named. */
      number: z.string().optional(),
      version: z.int(),
      paymentStatus: paymentStatusSchema,
      fulfillment: fulfillmentSchema.optional(),
      cancelledAt: z.string().optional(),
      /** It stands itself: what was cancelled is a part of it. */
      ofPart: z.literal(true).optional(),
      /** What stands in it, merged into it or into what was: a manager who decides on the whole may not have seen all of it. */
      standing: z.array(orderIdSchema).readonly().optional(),
      refunded: moneySchema.optional(),
      /** That it was cancelled had been told before, and had woken whom it wakes. */
      quiet: z.literal(true).optional(),
    })
    .readonly(),
  /** It may be the other order told twice. A guess decides nothing; both orders have it. */
  'same-guessed': z
    .object({ other: orderIdSchema, because: z.array(sameReasonSchema).min(1).readonly() })
    .readonly(),
  /**
   * What a manager made of a guess, said to both orders at once: this one stays and the other is a part of it (`kept`), the
   * reverse (`merged`), both stay (`both`), or what was decided is taken back (`open`). `decision` counts those on this pair.
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
  /** The order is one of a fire drill: written down before it comes, so that it is shown and counted nowhere. */
  'drill-marked': z.object({ drill: z.string() }).readonly(),
  /** What a computer of the shop is called by the others. */
  'desk-named': z.object({ name: z.string().min(1).max(100) }).readonly(),
  /**
   * A manager says that a computer of the shop is gone for good, or that computer that it is not. `decision` counts what was
   * said of it, so that no clocks are compared.
   */
  'desk-forgotten': z
    .object({ desk: workstationIdSchema, forgotten: z.boolean(), decision: z.int().positive() })
    .readonly(),
  /** Which computer polls the sources and sends, in a shop without Pub/Sub. `decision` counts the choices. */
  'leader-set': z.object({ leader: workstationIdSchema, decision: z.int().positive() }).readonly(),
  /** How the shop wants to be told of its orders from now on, whole. `decision` counts these. */
  'bell-set': z.object({ bell: alertRulesSchema, decision: z.int() }).readonly(),
  /** A manager's shift begins or ends; `decision` counts those of this manager. `via` is where it was said. */
  'duty-set': z
    .object({
      manager: z.string().min(1).max(60),
      on: z.boolean(),
      decision: z.int(),
      via: z.enum(['app', 'messenger']),
    })
    .readonly(),
  /** What a source keeps of each order from now on, and of the ones before. `decision` counts those of this source. */
  'commission-set': commissionSchema.unwrap().extend({ decision: z.int() }).readonly(),
  /** By whose clock the shop's days are told, an IANA name, what it sells in and is called, and where it is. `decision` counts these. */
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
   * Nobody has taken the order, or nobody of the step before could be reached: those of the next step of its rule are told
   * as well. The first step is the new order itself.
   */
  'passed-on': z
    .object({
      rule: z.string().max(40),
      step: z.int().min(2),
      /** Under another rule it had been passed on before: these are of the first step of this one. */
      first: z.literal(true).optional(),
      /** The decision on the bell that was in force. */
      bell: z.int().optional(),
      to: z.array(z.string()).readonly(),
      why: z.enum(['not-taken', 'unreached']),
    })
    .readonly(),
  notified: notificationSchema,
  /** A ticket of the order is given to a printer, or what became of one that was. */
  'ticket-printed': ticketPrintedSchema,
  /** Something else than a new order is told to managers; to more of them where those of the step before were not reached. */
  'alert-raised': alertSchema,
  /** What became of telling one of them. */
  'alert-ended': alertEndSchema,
  touched: touchSchema,
  /**
   * A manager says that a person's asks up to this one are answered, or takes it back: `upTo` is the time of the last ask
   * that is. A later ask is open again. `decision` counts the managers' decisions on this talk.
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
  /** Deterministic: the same fact always has the same id, and a unique index makes it happen once. */
  id: entryIdSchema,
  desk: workstationIdSchema,
  /** The desk's running number, from 1. */
  seq: z.int().positive(),
  /** Absent for facts about a person or a draft. */
  orderId: orderIdSchema.nullable(),
  /** When it happened, epoch milliseconds, as the one who did it says. */
  at: z.int(),
  /** When this desk wrote it down, epoch milliseconds. */
  recordedAt: z.int(),
  /** Who: a manager's name, or the part that acts, as `machines.ts` names them. */
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
 * An entry that is to be written, was stored or came from another desk, checked whole. Its text is well-formed, so that it
 * says the same wherever it has been. @throws ZodError when it is not one
 */
export function parseEntry(raw: unknown): Entry {
  const head = headSchema.parse(wellFormed(raw));
  const data = entryDataSchemas[head.kind].parse(head.data);
  return { ...head, data } as Entry; // kind and data were checked together
}

type Draft<E extends Entry> = E extends Entry ? Omit<E, 'desk' | 'seq' | 'recordedAt'> : never;
/** An entry before the ledger gives it desk, running number and time. */
export type EntryDraft = Draft<Entry>;
