import { z } from 'zod';
import type { DocumentId, EntryId, OrderId } from './ids.ts';
import { entryIdSchema } from './ids.ts';
import type { ReviewReason } from './order.ts';
import type { Reading } from './reading.ts';

/** The fields a user can select in a mail, one value each, in the order of the form. */
export const trainerFields = [
  'orderNumber',
  'placedAt',
  'customerName',
  'phone',
  'email',
  'recipientName',
  'recipientPhone',
  'address',
  'notes',
  'currency',
  'subtotal',
  'deliveryFee',
  'discount',
  'tax',
  'tip',
  'total',
] as const;
export type TrainerField = (typeof trainerFields)[number];
/** The names of all values of a mail; rows as a whole. */
export const trainerValueNames = [...trainerFields, 'items', 'otherFees'] as const;
export type TrainerValueName = (typeof trainerValueNames)[number];

/** Without a sign: a discount is positive. */
const decimal = z
  .string()
  .trim()
  .regex(/^\d{1,13}(\.\d{1,4})?$/, 'enter the amount like 1250 or 1250.50');
const text = z.string().trim().min(1).max(2000);

export const trainerItemSchema = z
  .object({
    title: text,
    quantity: z.int().positive().max(100_000),
    unitPrice: decimal.optional(),
    lineTotal: decimal.optional(),
    options: z.array(text).max(50).readonly(),
  })
  .readonly();
export type TrainerItem = z.infer<typeof trainerItemSchema>;

const amountFields = ['subtotal', 'deliveryFee', 'discount', 'tax', 'tip', 'total'] as const;
export const isAmountField = (field: TrainerField): boolean =>
  (amountFields as readonly TrainerField[]).includes(field);

/** The values of one mail as the user sees them; missing values are absent. */
export const trainerValuesSchema = z
  .object({
    orderNumber: text.optional(),
    placedAt: text.optional(),
    customerName: text.optional(),
    phone: text.optional(),
    email: text.optional(),
    recipientName: text.optional(),
    recipientPhone: text.optional(),
    address: text.optional(),
    notes: text.optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'three letters, like UAH')
      .optional(),
    subtotal: decimal.optional(),
    deliveryFee: decimal.optional(),
    discount: decimal.optional(),
    tax: decimal.optional(),
    tip: decimal.optional(),
    total: decimal.optional(),
    otherFees: z
      .array(z.object({ label: z.string().trim().max(200), amount: decimal }).readonly())
      .max(20)
      .readonly(),
    items: z.array(trainerItemSchema).max(500).readonly(),
  })
  .readonly();
export type TrainerValues = z.infer<typeof trainerValuesSchema>;

/** The values the user started from; absent if the mail had no order then. */
export const trainerBegunSchema = z
  .object({
    /** The event with the order's content at that time. */
    entry: entryIdSchema,
    /** Values the user has selected, typed or removed since; the others are unchanged. */
    own: z.array(z.enum(trainerValueNames)).max(trainerValueNames.length).readonly(),
  })
  .readonly();
export type TrainerBegun = z.infer<typeof trainerBegunSchema>;

/** A mail opened in the trainer: its content, its parse result, and the fields to select. */
export type TrainerView = {
  readonly document: DocumentId;
  readonly sender: string;
  readonly subject: string;
  readonly receivedAt: number;
  readonly hasHtml: boolean;
  /** The mail's text pieces in reading order, for selection without a mouse and for text-only mails. */
  readonly pieces: readonly string[];
  readonly kind: Reading['kind'];
  /** The mail template that parses it now, as `family@version`. */
  readonly recipe: string | null;
  readonly why: string;
  readonly values: TrainerValues;
  /** 0 to 1 per parsed value; `items` and `otherFees` as a whole. */
  readonly confidence: { readonly [field: string]: number };
  readonly review: readonly ReviewReason[];
  /** The order of this mail; null if none. */
  readonly order: {
    readonly id: OrderId;
    readonly number: string;
    readonly needsReview: boolean;
    /** The event with its current content. */
    readonly entry: EntryId;
  } | null;
  /** The number of other stored mails of this sender. */
  readonly others: number;
};

/** The change of one value under another parser. */
export type ValueChange = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

export type ReplayedMail = {
  readonly document: DocumentId;
  readonly subject: string;
  readonly receivedAt: number;
  /**
   * `fixed`: it needed review and now does not; `broken`: the reverse; `unread`: the parser timed out, which is no evidence
   * about the template.
   */
  readonly outcome: 'same' | 'changed' | 'fixed' | 'broken' | 'unread';
  readonly number: string;
  readonly total: string | null;
  readonly changes: readonly ValueChange[];
};

/** Compares how every stored mail of a sender parses with a template and how it parses now. */
export type Replay = {
  readonly same: number;
  readonly changed: number;
  readonly fixed: number;
  readonly broken: number;
  readonly unread: number;
  readonly mails: readonly ReplayedMail[];
};

export type TrainerPreview = {
  /** The sum of the values: `97.25 + 7.99 − 5.00 = 100.24`. */
  readonly sum: string;
  readonly addsUp: boolean;
  /** The mail template made from these values, by `family@version`; null if none could be made. */
  readonly recipe: string | null;
  /** Why no mail template could be made. */
  readonly problem: string | null;
  /** Values without a label: the template leaves them to the general parser. */
  readonly missed: readonly string[];
  readonly replay: Replay | null;
};

/** A mail template of the app. */
export type TemplateView = {
  readonly family: string;
  readonly version: number;
  readonly name: string;
  readonly sender: string;
  readonly subject: string | null;
  /** Number of mails it was made from. */
  readonly learntFrom: number;
  readonly savedAt: number | null;
  readonly savedBy: string | null;
  /** Of the last 30 days. */
  readonly mails: number;
  readonly needingReview: number;
  readonly lastMailAt: number | null;
  /** The newest stored mail of its senders, preferably one with an order, whatever parsed it. A newer version is made from it. */
  readonly lastMail: DocumentId | null;
  readonly warnings: readonly MailWarning[];
};

/** The subject of a warning: a source by its family, or one mail by Gmail's id. */
export type WarnedOf = { readonly family: string } | { readonly mail: string };

/** A warning about a sender's mails. */
export type MailWarning = {
  /**
   * `stopped`: the mailbox cannot be read; `consent`: its consent expires soon. Both have the mailbox as sender. `unfetched`:
   * one mail that may be an order cannot be fetched, though others can. `drift`: fewer mails are read without a warning.
   */
  readonly kind: 'stopped' | 'unfetched' | 'consent' | 'send-consent' | 'silence' | 'drift';
  readonly sender: string;
  readonly family: string;
  /** One sentence with counts. */
  readonly text: string;
  /** The fix, if the account does not show it. */
  readonly fix?: string;
  /** The manager at another computer that can read it, while this computer, the leader, cannot. */
  readonly readableAt?: string;
  readonly since: number;
  /** For `unfetched`: the mail's Gmail id, and when Google accepted it; null if that is unknown. */
  readonly mail?: { readonly id: string; readonly cameAt: number | null };
  /** A mail to review. */
  readonly document: DocumentId | null;
};
