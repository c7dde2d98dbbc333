import type { SourceCounts } from './completeness.ts';
import type { DraftView, LinkSuggestion } from './draft.ts';
import type { AskedProduct, Entry } from './entry.ts';
import type { DraftOrderForm } from './forms.ts';
import type { MessageId, OrderId, Source, SubscriberId } from './ids.ts';
import type { Money } from './money.ts';
import type { Order, OrderStatus, PaymentStatus, SameReason, WarehouseState } from './order.ts';
import type { OrderDocument, OrderProgress } from './order-progress.ts';
import type { ProblemKind } from './problem.ts';
import type { WantedTime } from './wanted.ts';

/**
 * Shipped views of the inbox. `open` is what there is to do: not handed over, not cancelled, not put off (`snoozed`) and not
 * wanted on a later day (`scheduled`). What is in quarantine is in its own view and in `all`, and in no other.
 */
export const inboxViews = [
  'new',
  'review',
  'open',
  'unpaid',
  'today',
  'scheduled',
  'snoozed',
  'all',
  'quarantine',
] as const;
export type InboxView = (typeof inboxViews)[number];

/** How many orders each view has. */
export type ViewCounts = { readonly [V in InboxView]: number };

/** A manager's mark, and how many orders have it. */
export type TagCount = { readonly tag: string; readonly orders: number };

/** One line of the inbox. */
export type OrderRow = {
  readonly id: OrderId;
  readonly source: Source;
  readonly number: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly needsReview: boolean;
  readonly quarantined: boolean;
  /** Why another order tells this one, which is then in no view but `all`; null for an order of its own. */
  readonly partOf: 'copy' | 'merged' | null;
  /** What was merged into it was cancelled where it came from, and nobody has decided yet whether this one still holds. */
  readonly partCancelled: boolean;
  /** It may be another order told twice, and nobody has decided yet. */
  readonly sameOrder: boolean;
  readonly test: boolean;
  readonly customerName: string;
  /** Its customer was erased, and has no name any more. */
  readonly erased: boolean;
  readonly place: string;
  readonly itemCount: number;
  readonly total: Money | null;
  readonly receivedAt: number;
  readonly takenBy: string | null;
  /** Who took it at the same time, and does not have it. */
  readonly alsoTook: readonly string[];
  /** Whose work it is; null when nobody said so. */
  readonly assignee: string | null;
  readonly tags: readonly string[];
  /** Put off until then, epoch milliseconds; a time that is over says that it has come back. */
  readonly snoozedUntil: number | null;
  /** When it is wanted, by the shop's own clock. */
  readonly wanted: WantedTime | null;
  /** Somebody at this computer wants to see it again. */
  readonly unread: boolean;
  readonly warehouse: WarehouseState;
  readonly customerMark?: 'vip' | 'do-not-serve';
};

/** One sentence of an order's timeline: an entry, or a step of a machine that leaves no entry. */
export type TimelineItem =
  | { readonly step: 'entry'; readonly at: number; readonly entry: Entry }
  | { readonly step: 'committed'; readonly at: number; readonly job: string }
  | {
      readonly step: 'parked';
      readonly at: number;
      readonly reason: string;
      readonly messageId: MessageId;
      /** Whom the parked notice was for; null when it is no notice. */
      readonly manager: string | null;
    };

/** Another order that has to do with this one. */
export type RelatedOrder = {
  /**
   * `suspect` may be the same, `apart` was found to be another, `part` is told by this one, `whole` tells this one. A part is
   * Shopify's copy or was merged.
   */
  readonly how: 'suspect' | 'apart' | 'part' | 'whole';
  readonly why: 'copy' | 'merged' | null;
  /** What speaks for a suspect. */
  readonly because: readonly SameReason[];
  readonly order: Order;
};

/** What has become of the wish to have a manual order in Shopify as well. */
export type CopyView =
  | {
      readonly state: 'waiting' | 'stopped' | 'made';
      /** Why it waits longer or has stopped. */
      readonly reason: string | null;
      /** What can be given back to be tried again; null once it is made. */
      readonly messageId: MessageId | null;
      readonly number: string | null;
    }
  /** Somebody asked for it at another computer: what has become of that is not known here. */
  | { readonly state: 'elsewhere'; readonly asked: { readonly by: string; readonly at: number } };

export type OrderDetail = OrderProgress & {
  readonly order: Order;
  readonly warehouse: WarehouseState;
  readonly timeline: readonly TimelineItem[];
  readonly documents: readonly OrderDocument[];
  readonly related: readonly RelatedOrder[];
  /** Null for an order nobody wants in Shopify, or that was born there. */
  readonly copy: CopyView | null;
  /**
   * Which order it is of those by its phone or e-mail, as they came; null where that is not known: it names neither, or too
   * many share it, or it is told by another order.
   */
  readonly nthByContact: number | null;
  /** The draft order it came from. */
  readonly draft: DraftView | null;
  /** The person in Messenger it was sold to. */
  readonly person: Pick<PersonView, 'subscriberId' | 'name' | 'chatUrl'> | null;
};

export type SourceView = { readonly source: Source; readonly name: string; readonly hue: number };

export type VariantView = {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly sku: string;
  /** As a scanner reads it; empty when there is none. */
  readonly barcode: string;
  readonly price: Money;
  /** Pieces in stock; null when the shop does not count them. */
  readonly stock: number | null;
  readonly available: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
};

/** A product as one card shows it. */
export type ProductView = {
  readonly productId: string;
  readonly title: string;
  /** The lowest that can be paid for it now. */
  readonly price: Money;
  /** Whether some variant costs more. */
  readonly varies: boolean;
  /** Pieces of all its variants; null when the shop does not count them. */
  readonly stock: number | null;
  readonly available: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
};

/** A group of products that the shop made, with how many of them a customer is shown. */
export type CollectionView = {
  readonly collectionId: string;
  /** Its name in addresses, `spring-flowers`. */
  readonly handle: string;
  readonly title: string;
  readonly products: number;
};

/** How many pieces of a variant there are to be sold. */
export type StockView = Pick<VariantView, 'variantId' | 'stock' | 'available'>;

/** What Shopify says a form comes to. Always: subtotal − discount + deliveryFee, and the tax where it is not included, = total. */
export type CalculationView = {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly deliveryFee: Money;
  readonly tax: Money;
  readonly taxIncluded: boolean;
  readonly total: Money;
  /** The deposit, or all of it. */
  readonly dueNow: Money;
  /** Empty while there is no address that Shopify delivers to. */
  readonly rates: readonly { readonly handle: string; readonly title: string; readonly price: Money }[];
  /** In the form's order; what a line costs after its own discount, and what is left of its variant. */
  readonly lines: readonly { readonly total: Money; readonly stock: StockView | null }[];
  /** Shopify's own sentences. */
  readonly warnings: readonly string[];
};

/** What is being done for a draft order, and what holds it up. */
export type DraftWork = {
  readonly doing: 'making' | 'closing';
  /** Why it waits. */
  readonly why: ProblemKind;
  /** When it is tried again; null when something else has to happen first. */
  readonly until: number | null;
  readonly reason: string | null;
  /** Whether Shopify has made it: `looking` while only Shopify could tell. */
  readonly made: 'yes' | 'no' | 'looking';
};

/** One line of the draft board. */
export type DraftRow = DraftView & {
  readonly work: DraftWork | null;
  /** What it sells and the shop has no longer, or not enough of. */
  readonly lacking: readonly string[];
  /** Whether its customer has paid more than once, and nobody has seen to that yet. */
  readonly isPaidTwice: boolean;
};

export type DraftDetail = {
  readonly draft: DraftRow;
  /** Oldest first. */
  readonly timeline: readonly Entry[];
  /** The form as it was submitted; null when that was on another computer. */
  readonly form: DraftOrderForm | null;
  readonly suggestion: LinkSuggestion;
  readonly person: Pick<PersonView, 'subscriberId' | 'name' | 'chatUrl'> | null;
  /** What it replaced, and what took its place. */
  readonly replaces: Pick<DraftView, 'id' | 'name' | 'state'> | null;
  readonly replacedBy: Pick<DraftView, 'id' | 'name' | 'state'> | null;
};

/** Whether a message to a person would arrive now. */
export type WindowView = {
  readonly state: 'open' | 'closed' | 'unknown' | 'off';
  readonly lastInteraction: number | null;
  /** When it closes; null while it is not known to be open. */
  readonly until: number | null;
};

export type PersonView = {
  readonly subscriberId: SubscriberId;
  readonly name: string;
  readonly picture: string | null;
  readonly chatUrl: string | null;
  readonly lastWords: string | null;
  /** Asked for a manager, and nobody has said since that it was answered. */
  readonly wantsManager: boolean;
  /** When the person last asked for a manager. */
  readonly askedAt: number | null;
  /** When the first ask that nobody has answered was made; null while none is open. */
  readonly waitingSince: number | null;
  /** How long the last answer took, in milliseconds; null where nobody has answered, or an ask is open. */
  readonly answeredAfter: number | null;
  /** What the unanswered asks are about, the latest first. */
  readonly wants: readonly AskedProduct[];
  /** Asks up to this time are answered; 0 when none is. */
  readonly answeredTo: number;
  /** Who said so last; null while an ask is open or none was made. */
  readonly answeredBy: string | null;
  /** How often managers have decided on this talk, so that no clocks are compared. */
  readonly decisions: number;
  /** When the person last wrote or pressed something, as Messenger counts it; null when nobody told. */
  readonly interactionAt: number | null;
  readonly touchedAt: number;
  readonly touches: number;
};

/** What became of the last payment link that was made for a person. */
export type ChatLink = Pick<DraftView, 'id' | 'state' | 'total' | 'orderId' | 'changedAt'>;
/** One line of the chats. */
export type ChatView = PersonView & { readonly link: ChatLink | null };

/** Somebody an order can be for, as far as the ledger, the chat-bot and Shopify know them. */
export type CustomerView = {
  /** The same for the same customer from one answer to the next, as far as that can be. */
  readonly key: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Where the last order went. */
  readonly address: string | null;
  /** As Shopify's `gid`. */
  readonly shopifyId: string | null;
  readonly subscriberId: SubscriberId | null;
  readonly orders: number;
  /** By currency; cancelled orders are left out. */
  readonly spent: readonly Money[];
  readonly lastOrder: { readonly number: string; readonly at: number } | null;
  /** Where the orders came from. */
  readonly sources: readonly Source[];
  /** Shopify has the customer, and withholds who it is. */
  readonly hidden: boolean;
};

/** Whether Shopify's own customers are among those found, and if not, why. */
export type AskedShopify = 'not-asked' | 'asked' | 'not-connected' | 'no-answer' | 'no-access';

export type FoundCustomers = {
  readonly customers: readonly CustomerView[];
  readonly shopify: AskedShopify;
};

/** Whether the bot has found its way here: when it last asked, and when it was last refused. */
export type ChatbotView = {
  readonly catalogueAt: number | null;
  readonly touchAt: number | null;
  readonly managerAt: number | null;
  readonly refused: { readonly at: number; readonly reason: string } | null;
  readonly hasKey: boolean;
  /** Where ManyChat can reach this computer by https; null while nothing leads here. */
  readonly address: string | null;
  readonly collections: readonly CollectionView[];
};

export const connectionNames = ['shopify', 'gmail', 'bigquery', 'manychat', 'tunnel'] as const;
export type ConnectionName = (typeof connectionNames)[number];

/** The real state of one connection: counts and times, never a green word alone. */
export type ConnectionView = {
  readonly name: ConnectionName;
  readonly state: 'off' | 'checking' | 'working' | 'failing' | 'signed-out';
  /** The account it speaks for: a shop domain, a mailbox, a dataset, a page. */
  readonly account: string | null;
  readonly lastSuccessAt: number | null;
  readonly problem: string | null;
  readonly fix: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Something long that is under way, such as loading what was missed; absent when nothing is. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** What other computers wrote is being taken in, by entries; absent when it is all here. */
  readonly restore?: { readonly done: number; readonly total: number };
  /** This computer does not ask it, for another one is to. */
  readonly elsewhere?: true;
  /** For how many days it keeps what it is given; absent where that stays, or is not known. */
  readonly keptDays?: number;
  /** No computer of the shop listens to it, though one has it. */
  readonly unheard?: true;
  /** What is kept for it cannot be used: it works again once it is typed anew. */
  readonly retype?: true;
  /** What can be typed on the setup page, by environment name; a secret is never read back, only whether it is set. */
  readonly fields: readonly {
    readonly name: string;
    readonly secret: boolean;
    readonly value: string | null;
    readonly isSet: boolean;
  }[];
};

/** The completeness strip: today in one line, per source and place. */
export type StripView = {
  /** `2026-11-24`, of the shop's own calendar. */
  readonly day: string;
  readonly sources: readonly SourceCounts[];
  readonly touches: number;
  /** Orders of today that are missing somewhere longer than it takes as a rule. */
  readonly late: number;
  /** Such orders of the days before. */
  readonly before: number;
  readonly parked: number;
  /** Notices of the last 24 hours that were refused or that nobody knows about. */
  readonly noticesToLook: number;
  /** Orders of any day that wait in quarantine; they are counted nowhere else. */
  readonly quarantined: number;
  readonly warehouseOff: boolean;
  readonly notifyOff: boolean;
  readonly provenAt: number | null;
};
