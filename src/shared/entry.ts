import { z } from 'zod';
import {
  deskIdSchema,
  documentIdSchema,
  draftIdSchema,
  entryIdSchema,
  orderIdSchema,
  subscriberIdSchema,
} from './ids.ts';
import { moneySchema } from './money.ts';
import {
  attributionSchema,
  incomingOrderSchema,
  notificationSchema,
  orderStatusSchema,
  paymentStatusSchema,
} from './order.ts';

/** The forms of a draft order's life; the latest entry of a draft wins. */
export const draftStateSchema = z.enum([
  'creating',
  'calculating',
  'ready',
  'sent',
  'paid',
  'failed',
  'deleted',
]);
export type DraftState = z.infer<typeof draftStateSchema>;

export const draftFactSchema = z
  .object({
    draftId: draftIdSchema,
    state: draftStateSchema,
    /** The unique tag put on the draft order, looked up before anything is tried again. */
    tag: z.string(),
    shopifyId: z.string().optional(),
    name: z.string().optional(),
    invoiceUrl: z.string().optional(),
    total: moneySchema.optional(),
    title: z.string().optional(),
    customerName: z.string().optional(),
    subscriberId: subscriberIdSchema.optional(),
    reason: z.string().optional(),
  })
  .readonly();

export const touchSchema = z
  .object({
    subscriberId: subscriberIdSchema,
    name: z.string(),
    picture: z.string().optional(),
    chatUrl: z.string().optional(),
    lastWords: z.string().optional(),
    /** True when the person asked for a manager, not only looked at the catalogue. */
    wantsManager: z.boolean(),
  })
  .readonly();

/** What each kind of entry says. Adding a kind here leads the compiler to the fold, the rows and the timeline. */
export const entryDataSchemas = {
  'order-received': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** It was history when it came: nobody was woken for it. */
      quiet: z.literal(true).optional(),
    })
    .readonly(),
  'order-updated': z
    .object({
      order: incomingOrderSchema,
      documentId: documentIdSchema.optional(),
      /** The source said nothing new: a person, or a recipe learnt since, read its mail better. */
      corrected: z.enum(['by-hand', 'by-recipe']).optional(),
    })
    .readonly(),
  /** `decision` counts the managers' decisions on this order, so that no clocks are compared. */
  'status-set': z.object({ status: orderStatusSchema, decision: z.int() }).readonly(),
  taken: z.object({ manager: z.string(), decision: z.int() }).readonly(),
  'payment-set': z.object({ paymentStatus: paymentStatusSchema, decision: z.int() }).readonly(),
  /** A manager vouches for the sender of a mail that nobody else vouches for. */
  released: z.object({}).readonly(),
  'note-added': z.object({ text: z.string().min(1) }).readonly(),
  'attribution-found': z.object({ attribution: attributionSchema }).readonly(),
  'draft-changed': draftFactSchema,
  /** The paid order of a draft: the order's own entry, so that its timeline tells it. */
  'draft-linked': z.object({ draftId: draftIdSchema, tag: z.string() }).readonly(),
  notified: notificationSchema,
  touched: touchSchema,
} as const;

export type EntryKind = keyof typeof entryDataSchemas;
export type EntryData<K extends EntryKind> = z.infer<(typeof entryDataSchemas)[K]>;
export const entryKinds = Object.keys(entryDataSchemas) as readonly EntryKind[];

const entryHead = {
  /** Deterministic: the same fact always has the same id, and a unique index makes it happen once. */
  id: entryIdSchema,
  desk: deskIdSchema,
  /** The desk's running number, from 1. */
  seq: z.int().positive(),
  /** Absent for facts about a person or a draft. */
  orderId: orderIdSchema.nullable(),
  /** When it happened, epoch milliseconds, as the one who did it says. */
  at: z.int(),
  /** When this desk wrote it down, epoch milliseconds. */
  recordedAt: z.int(),
  /** Who: a manager's name, or the part that acts (`shopify`, `gmail`, `orderbell`). */
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

/** A stored or received entry, checked whole. @throws ZodError when it is not one */
export function parseEntry(raw: unknown): Entry {
  const head = headSchema.parse(raw);
  const data = entryDataSchemas[head.kind].parse(head.data);
  return { ...head, data } as Entry; // kind and data were checked together
}

type Draft<E extends Entry> = E extends Entry ? Omit<E, 'desk' | 'seq' | 'recordedAt'> : never;
/** An entry before the ledger gives it desk, running number and time. */
export type EntryDraft = Draft<Entry>;
