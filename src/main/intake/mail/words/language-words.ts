/** The field that a label in an order mail names. `other`: a known label whose value is not a field of an order. */
export type LabelField =
  | 'number'
  | 'placedAt'
  | 'notPlacedAt'
  | 'customer'
  | 'recipient'
  | 'address'
  | 'otherAddress'
  | 'phone'
  | 'email'
  | 'note'
  /** The sender of a gift. */
  | 'sender'
  /** The company that orders. */
  | 'firm'
  /** The number of an invoice, which may be the only one a mail has. */
  | 'bill'
  | 'other';

/** The meaning of a sum row. `other` is money outside the sum: how it was paid, what was saved. */
export type SumKind = 'subtotal' | 'delivery' | 'discount' | 'tax' | 'tip' | 'fee' | 'total' | 'other';

/**
 * The words of order mails in one language, separated by `|`; case, accents and line ends do not matter. A label may be composed
 * of `whose`, `orderWords`, `numberWords`, `dateWords` and a label, with `skipped` words between. Only labels that cannot be
 * composed that way need their own entry.
 */
export type LanguageWords = {
  readonly labels: { readonly [F in LabelField]?: string };
  /** Words for the person a phone, name or note belongs to, in every form that labels have. */
  readonly whose: { readonly customer: string; readonly recipient: string; readonly shop: string };
  readonly orderWords: string;
  readonly numberWords: string;
  readonly dateWords: string;
  /** Articles, prepositions and politeness within labels. */
  readonly skipped: string;
  readonly sums: { readonly [K in SumKind]: string };
  /** Beginnings of words that name a kind of sum in any compound or inflection. */
  readonly sumStems: { readonly [K in SumKind]?: string };
  /** Words for a price of zero. */
  readonly free: string;
  /** Headings above adverts. */
  readonly adverts: string;
  /** Beginnings of the last lines: signature, support contact, unsubscribe. */
  readonly footers: string;
  /** Greetings of a buyer. */
  readonly greetings: string;
  /** Before the buyer's name in a sentence of a mail to the shop. */
  readonly orderFrom: string;
  /** Placeholders for an empty note. */
  readonly noNote: string;
  /** Instructions for the courier's delivery, as the beginning of a line. */
  readonly leaveAt: string;
};
