import type { OrderContent } from './order.ts';

/** A mail as the readers see it: decoded, with the forwarded original unwrapped. Pure data, safe to send to a worker. */
export type Mail = {
  readonly messageId: string | undefined;
  /** The address that wrote it; of a forwarded mail, the one named in the quoted header, which nobody has verified. */
  readonly from: string | undefined;
  readonly fromName: string | undefined;
  /** Who passed it on, when it is a forwarded mail. */
  readonly forwardedBy: string | undefined;
  /** Whether it is one inside another, in its text or attached to it: nobody has verified who wrote it, whoever that is. */
  readonly isPassedOn?: true;
  readonly subject: string;
  readonly date: string | undefined;
  readonly html: string | undefined;
  readonly text: string | undefined;
};

export type FieldName =
  | 'number'
  | 'placedAt'
  | 'customerName'
  | 'phone'
  | 'email'
  | 'recipientName'
  | 'recipientPhone'
  | 'address'
  | 'items'
  | 'subtotal'
  | 'deliveryFee'
  | 'discount'
  | 'tax'
  | 'tip'
  | 'fees'
  | 'total'
  | 'currency'
  | 'note';

/** 0 to 1 per field that was read. */
export type Confidence = { readonly [F in FieldName]?: number };

/** What a mail tells about an order: to a shop that there is a new one, or that one is another now, or off. */
export const mailSayings = ['new-order', 'changed', 'cancelled', 'nothing'] as const;
export type MailPurpose = (typeof mailSayings)[number];

/** Whole; with something for a person to look at; or nothing that was ordered. */
export const readingKinds = ['order', 'needs-review', 'not-an-order'] as const;

/** Stands for a recipe's name where the reader did that has seen no such mail before. */
export const generalReader = 'general';

/** What one reader makes of one mail. */
export type Reading = {
  readonly kind: (typeof readingKinds)[number];
  /** Several when one mail holds several orders. Empty for `not-an-order`. */
  readonly orders: readonly OrderContent[];
  /** Of a mail that is no order: the number of the one it speaks of, where it names one. */
  readonly number?: string | undefined;
  readonly confidence: Confidence;
  /** Of a mail with one order: when it is wanted, in the words of the mail's fields. */
  readonly wanted?: readonly string[] | undefined;
  /** `new-order` only of a mail to a shop: a receipt to a buyer announces nothing. */
  readonly says: MailPurpose;
  /** The recipe's family and version (`dostavo@1`), when one matched. */
  readonly recipe: string | null;
  /** One sentence: which reader was chosen and on what grounds. */
  readonly why: string;
};
