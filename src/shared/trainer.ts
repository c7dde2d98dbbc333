import { z } from 'zod';
import type { DocumentId, EntryId, OrderId } from './ids.ts';
import { entryIdSchema } from './ids.ts';
import type { ReviewReason } from './order.ts';
import type { Reading } from './reading.ts';

/** What a person can point at in a mail, one value each, in the order of the form. */
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
/** Every value of a mail by its name; rows as a whole. */
export const trainerValueNames = [...trainerFields, 'items', 'otherFees'] as const;
export type TrainerValueName = (typeof trainerValueNames)[number];

/** Printed without a sign: a discount is positive. */
const decimal = z
  .string()
  .trim()
  .regex(/^\d{1,13}(\.\d{1,4})?$/, 'write the amount as 1250 or 1250.50');
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

/** The values of one mail as a person sees them; a value the mail does not show is absent. */
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
      .regex(/^[A-Z]{3}$/, 'three letters, such as UAH')
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

/** What the values were begun from; absent where the mail had no order then. */
export const trainerBegunSchema = z
  .object({
    /** What told the order then. */
    entry: entryIdSchema,
    /** What a person has pointed at, typed or taken out since; the rest was left alone. */
    own: z.array(z.enum(trainerValueNames)).max(trainerValueNames.length).readonly(),
  })
  .readonly();
export type TrainerBegun = z.infer<typeof trainerBegunSchema>;

/** One mail opened to be taught: what it shows, what was read of it, and what a person may still point at. */
export type TrainerView = {
  readonly document: DocumentId;
  readonly sender: string;
  readonly subject: string;
  readonly receivedAt: number;
  readonly hasHtml: boolean;
  /** The mail's text pieces in reading order: the way to point without a mouse, and what is shown of a text-only mail. */
  readonly pieces: readonly string[];
  readonly kind: Reading['kind'];
  /** The recipe that reads it now, as `family@version`. */
  readonly recipe: string | null;
  readonly why: string;
  readonly values: TrainerValues;
  /** 0 to 1 per value that was read; `items` and `otherFees` as a whole. */
  readonly confidence: { readonly [field: string]: number };
  readonly review: readonly ReviewReason[];
  /** The order this mail belongs to; null when it has none. */
  readonly order: {
    readonly id: OrderId;
    readonly number: string;
    readonly needsReview: boolean;
    /** What tells it as it is now. */
    readonly entry: EntryId;
  } | null;
  /** How many other mails of this sender are stored. */
  readonly others: number;
};

/** What became of one value when a mail is read another way. */
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
   * `fixed`: it needed review and reads whole now; `broken`: it read whole and does not any more; `unread`: the reader had no
   * time for it, which says nothing about the recipe.
   */
  readonly outcome: 'same' | 'changed' | 'fixed' | 'broken' | 'unread';
  readonly number: string;
  readonly total: string | null;
  readonly changes: readonly ValueChange[];
};

/** How every stored mail of a sender reads with a recipe, against how it reads now. */
export type Replay = {
  readonly same: number;
  readonly changed: number;
  readonly fixed: number;
  readonly broken: number;
  readonly unread: number;
  readonly mails: readonly ReplayedMail[];
};

export type TrainerPreview = {
  /** What the values add up to: `97.25 + 7.99 − 5.00 = 100.24`. */
  readonly sum: string;
  readonly addsUp: boolean;
  /** The recipe learnt from these values, by `family@version`; null when none could be. */
  readonly recipe: string | null;
  /** Why no recipe could be learnt. */
  readonly problem: string | null;
  /** The values no words beside them lead to: the recipe leaves them to the general reader. */
  readonly missed: readonly string[];
  readonly replay: Replay | null;
};

/** One recipe the app reads mails by. */
export type TemplateView = {
  readonly family: string;
  readonly version: number;
  readonly name: string;
  readonly sender: string;
  readonly subject: string | null;
  /** How many mails it was learnt from. */
  readonly learntFrom: number;
  readonly savedAt: number | null;
  readonly savedBy: string | null;
  /** Of the last 30 days. */
  readonly mails: number;
  readonly needingReview: number;
  readonly lastMailAt: number | null;
  /**
   * The newest stored mail of its senders that tells an order, where one does, whatever read it: a newer version is taught
   * from it.
   */
  readonly lastMail: DocumentId | null;
  readonly warnings: readonly MailWarning[];
};

/** What may be warned of: a source by its family, or one mail by Gmail's id. */
export type WarnedOf = { readonly family: string } | { readonly mail: string };

/** Something about a sender's mails that a person should look at while orders still come in. */
export type MailWarning = {
  /**
   * `stopped`: the mailbox itself cannot be read; `consent`: soon it cannot. Their sender is the mailbox. `unfetched`: one mail
   * that may be an order cannot be fetched, though others can.
   */
  readonly kind:
    | 'stopped'
    | 'unfetched'
    | 'consent'
    | 'send-consent'
    | 'silence'
    | 'drift'
    | 'unknown-block'
    | 'unread-field'
    | 'sums';
  readonly sender: string;
  readonly family: string;
  /** One sentence with counts. */
  readonly text: string;
  /** What helps, where that is not to be seen at the account. */
  readonly fix?: string;
  /** Who works at another computer that can read it, though this one, the leader, cannot. */
  readonly readableAt?: string;
  readonly since: number;
  /** Of `unfetched`: which mail, by Gmail's id; when Google accepted it is null where not even that can be had. */
  readonly mail?: { readonly id: string; readonly cameAt: number | null };
  /** A mail to look at. */
  readonly document: DocumentId | null;
};
