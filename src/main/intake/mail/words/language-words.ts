/** What a label in an order mail announces. `other`: a known label whose value is none of an order's fields. */
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
  /** Who sends something to another. */
  | 'sender'
  /** The firm that orders. */
  | 'firm'
  /** The number of an invoice, which may be the only one a mail has. */
  | 'bill'
  | 'other';

/** What a row of the sums under the items stands for. `other` is money that is no part of the sum: how it was paid, what was saved. */
export type SumKind = 'subtotal' | 'delivery' | 'discount' | 'tax' | 'tip' | 'fee' | 'total' | 'other';

/**
 * The words of order mails in one language; `|` parts them, case, accents and line ends do not matter. A label may be put
 * together of `whose`, `orderWords`, `numberWords`, `dateWords` and a label, with `skipped` words between: only what cannot
 * be told that way needs a line of its own.
 */
export type LanguageWords = {
  readonly labels: { readonly [F in LabelField]?: string };
  /** Whose phone, name or note it is, in every form a label has it. */
  readonly whose: { readonly customer: string; readonly recipient: string; readonly shop: string };
  readonly orderWords: string;
  readonly numberWords: string;
  readonly dateWords: string;
  /** Articles, prepositions and politeness within labels. */
  readonly skipped: string;
  readonly sums: { readonly [K in SumKind]: string };
  /** Beginnings of words that name a kind of sum in whatever compound or inflection. */
  readonly sumStems: { readonly [K in SumKind]?: string };
  /** What costs nothing. */
  readonly free: string;
  /** Headings above what is advertised. */
  readonly adverts: string;
  /** Beginnings of the last lines: who wrote, whom to ask, how to be rid of it. */
  readonly footers: string;
  /** How a buyer is greeted. */
  readonly greetings: string;
  /** Before the buyer's name in a sentence of a mail to the shop. */
  readonly orderFrom: string;
  /** What stands where nobody wrote a note. */
  readonly noNote: string;
  /** How a courier is asked to hand over, as the beginning of a line. */
  readonly leaveAt: string;
};
