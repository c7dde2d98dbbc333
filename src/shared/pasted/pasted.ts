/** The parse result of a pasted chat message. Every value is a guess until a user confirms it. */
export type Pasted = {
  readonly name?: string;
  /** E.164. */
  readonly phone?: string;
  readonly email?: string;
  readonly recipient?: { readonly name?: string; readonly phone?: string };
  /** Phones that are neither the customer's nor the recipient's, E.164. */
  readonly otherPhones: readonly string[];
  readonly address?: PastedAddress;
  readonly wanted?: Wanted;
  readonly items: readonly PastedItem[];
  /** The text without a field, without greetings. */
  readonly note?: string;
};

export type PastedAddress = {
  readonly city?: string;
  /** With its kind, as written: `вул. Саксаганського`. */
  readonly street?: string;
  readonly house?: string;
  readonly flat?: string;
  readonly entrance?: string;
  readonly floor?: string;
  /** Number of a Nova Poshta branch. */
  readonly branch?: string;
  /** Number or code of a post locker. */
  readonly locker?: string;
  readonly zip?: string;
  /** All of it in one line, in the words of the message. */
  readonly line: string;
};

/** The requested delivery time in the shop's time zone. */
export type Wanted = {
  /** `2026-11-25`. */
  readonly date?: string;
  /** `10:00`; not before. */
  readonly from?: string;
  /** Not after. */
  readonly to?: string;
  /** In the words of the message. */
  readonly words: string;
};

export type PastedItem = { readonly quantity: number; readonly title: string };

export type ReadingFacts = {
  /** Epoch milliseconds; `завтра` is the day after, unless the message has its own date. */
  readonly now: number;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** ISO 3166 country that phones without a prefix belong to. */
  readonly country: string | null;
};
