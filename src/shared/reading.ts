import type { OrderContent } from './order.ts';

/** A decoded mail with the forwarded original unwrapped. Pure data, safe to send to a worker. */
export type Mail = {
  readonly messageId: string | undefined;
  /** The author's address. For a forwarded mail it comes from the quoted header and is not verified. */
  readonly from: string | undefined;
  readonly fromName: string | undefined;
  /** Who forwarded it, if it is a forwarded mail. */
  readonly forwardedBy: string | undefined;
  /** Whether the mail is quoted in or attached to another one: its author is not verified. */
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

/** 0 to 1 per parsed field. */
export type Confidence = { readonly [F in FieldName]?: number };

/** What a mail says about an order: it is new, changed or cancelled, or none of these. */
export const mailSayings = ['new-order', 'changed', 'cancelled', 'nothing'] as const;
export type MailPurpose = (typeof mailSayings)[number];

/** Complete, to be reviewed, or not an order. */
export const readingKinds = ['order', 'needs-review', 'not-an-order'] as const;

/** Used in place of a template's name if the general parser read the mail. */
export const generalReader = 'general';

/** The parse result of one mail. */
export type Reading = {
  readonly kind: (typeof readingKinds)[number];
  /** Several when one mail holds several orders. Empty for `not-an-order`. */
  readonly orders: readonly OrderContent[];
  /** For a mail that is not an order: the number of the order it mentions. */
  readonly number?: string | undefined;
  readonly confidence: Confidence;
  /** For a mail with one order: the delivery time, in the words of the mail. */
  readonly wanted?: readonly string[] | undefined;
  /** `new-order` only for a mail to the shop, not for a buyer's receipt. */
  readonly says: MailPurpose;
  /** The mail template's family and version (`dostavo@1`), if one matched. */
  readonly recipe: string | null;
  /** One sentence: which parser was chosen and why. */
  readonly why: string;
};
