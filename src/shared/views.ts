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
 * Built-in views of the inbox. `open` is the work to do: not handed over, cancelled, snoozed (`snoozed`) or scheduled for a
 * later day (`scheduled`). Quarantined orders are only in `quarantine` and `all`.
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

/** The number of orders in each view. */
export type ViewCounts = { readonly [V in InboxView]: number };

/** A manager's tag, and the number of orders with it. */
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
  /** Why it is a part of another order, which hides it from all views but `all`; null for a separate order. */
  readonly partOf: 'copy' | 'merged' | null;
  /** A merged part was cancelled in its source, and no manager has decided yet whether this order is still valid. */
  readonly partCancelled: boolean;
  /** It may be a duplicate of another order, and no manager has decided yet. */
  readonly sameOrder: boolean;
  readonly test: boolean;
  readonly customerName: string;
  /** Its customer was erased and has no name. */
  readonly erased: boolean;
  readonly place: string;
  readonly itemCount: number;
  readonly total: Money | null;
  readonly receivedAt: number;
  readonly takenBy: string | null;
  /** Managers who took it concurrently and did not get it. */
  readonly alsoTook: readonly string[];
  /** The assigned manager; null if none. */
  readonly assignee: string | null;
  readonly tags: readonly string[];
  /** When the snooze ends, epoch milliseconds; a past time means that it has ended. */
  readonly snoozedUntil: number | null;
  /** The requested delivery time, in the shop's time zone. */
  readonly wanted: WantedTime | null;
  /** Marked as unread on this computer. */
  readonly unread: boolean;
  readonly warehouse: WarehouseState;
  readonly customerMark?: 'vip' | 'do-not-serve';
};

/** One line of an order's timeline: an event, or an automatic step without an event. */
export type TimelineItem =
  | { readonly step: 'entry'; readonly at: number; readonly entry: Entry }
  | { readonly step: 'committed'; readonly at: number; readonly job: string }
  | {
      readonly step: 'parked';
      readonly at: number;
      readonly reason: string;
      readonly messageId: MessageId;
      /** The recipient of the parked notification; null if it is none. */
      readonly manager: string | null;
    };

/** An order related to this one. */
export type RelatedOrder = {
  /**
   * `suspect`: a possible duplicate; `apart`: marked as not a duplicate; `part`: a part of this one; `whole`: this one is its
   * part. A part is Shopify's copy or a merged order.
   */
  readonly how: 'suspect' | 'apart' | 'part' | 'whole';
  readonly why: 'copy' | 'merged' | null;
  /** The evidence for a suspect. */
  readonly because: readonly SameReason[];
  readonly order: Order;
};

/** The state of the requested copy of a manual order in Shopify. */
export type CopyView =
  | {
      readonly state: 'waiting' | 'stopped' | 'made';
      /** Why it is delayed or has stopped. */
      readonly reason: string | null;
      /** The message to retry; null once the copy exists. */
      readonly messageId: MessageId | null;
      readonly number: string | null;
    }
  /** Requested on another computer: its state is unknown here. */
  | { readonly state: 'elsewhere'; readonly asked: { readonly by: string; readonly at: number } };

export type OrderDetail = OrderProgress & {
  readonly order: Order;
  readonly warehouse: WarehouseState;
  readonly timeline: readonly TimelineItem[];
  readonly documents: readonly OrderDocument[];
  readonly related: readonly RelatedOrder[];
  /** Null for an order without a requested copy, or from Shopify. */
  readonly copy: CopyView | null;
  /**
   * The position among the orders with the same phone or e-mail, by time; null if unknown: the order has neither, too many
   * orders share it, or it is a part of another order.
   */
  readonly nthByContact: number | null;
  /** The draft order it came from. */
  readonly draft: DraftView | null;
  /** The Messenger customer it was sold to. */
  readonly person: Pick<PersonView, 'subscriberId' | 'name' | 'chatUrl'> | null;
};

export type SourceView = { readonly source: Source; readonly name: string; readonly hue: number };

export type VariantView = {
  readonly variantId: string;
  readonly productId: string;
  readonly title: string;
  readonly sku: string;
  /** The barcode; empty if none. */
  readonly barcode: string;
  readonly price: Money;
  /** Quantity in stock; null if the shop does not track it. */
  readonly stock: number | null;
  readonly available: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
};

/** A product in the catalogue. */
export type ProductView = {
  readonly productId: string;
  readonly title: string;
  /** The lowest current price of its variants. */
  readonly price: Money;
  /** Whether some variant costs more. */
  readonly varies: boolean;
  /** Stock of all its variants; null if the shop does not track it. */
  readonly stock: number | null;
  readonly available: boolean;
  readonly imageUrl: string | null;
  readonly productUrl: string | null;
};

/** A product collection of the shop, with the number of products that are visible to customers. */
export type CollectionView = {
  readonly collectionId: string;
  /** Its name in URLs, `spring-flowers`. */
  readonly handle: string;
  readonly title: string;
  readonly products: number;
};

/** The stock of a variant. */
export type StockView = Pick<VariantView, 'variantId' | 'stock' | 'available'>;

/** Shopify's calculation of a form. Always: subtotal − discount + deliveryFee, and the tax where it is not included, = total. */
export type CalculationView = {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly deliveryFee: Money;
  readonly tax: Money;
  readonly taxIncluded: boolean;
  readonly total: Money;
  /** The deposit or the full amount. */
  readonly dueNow: Money;
  /** Empty without an address that Shopify delivers to. */
  readonly rates: readonly { readonly handle: string; readonly title: string; readonly price: Money }[];
  /** In the form's order: a line's total after its discount, and the remaining stock of its variant. */
  readonly lines: readonly { readonly total: Money; readonly stock: StockView | null }[];
  /** Warnings as Shopify words them. */
  readonly warnings: readonly string[];
};

/** The pending request for a draft order, and what blocks it. */
export type DraftWork = {
  readonly doing: 'making' | 'closing';
  /** Why it waits. */
  readonly why: ProblemKind;
  /** The next retry; null if something else has to happen first. */
  readonly until: number | null;
  readonly reason: string | null;
  /** Whether Shopify has created it; `looking` while that is unknown. */
  readonly made: 'yes' | 'no' | 'looking';
};

/** One line of the draft board. */
export type DraftRow = DraftView & {
  readonly work: DraftWork | null;
  /** Variants in the draft order that are out of stock or short. */
  readonly lacking: readonly string[];
  /** Whether the customer has paid more than once and no manager has resolved it. */
  readonly isPaidTwice: boolean;
};

export type DraftDetail = {
  readonly draft: DraftRow;
  /** Oldest first. */
  readonly timeline: readonly Entry[];
  /** The submitted form; null if it was submitted on another computer. */
  readonly form: DraftOrderForm | null;
  readonly suggestion: LinkSuggestion;
  readonly person: Pick<PersonView, 'subscriberId' | 'name' | 'chatUrl'> | null;
  /** The draft order it replaced, and the one that replaced it. */
  readonly replaces: Pick<DraftView, 'id' | 'name' | 'state'> | null;
  readonly replacedBy: Pick<DraftView, 'id' | 'name' | 'state'> | null;
};

/** Whether a message to a customer would be delivered now. */
export type WindowView = {
  readonly state: 'open' | 'closed' | 'unknown' | 'off';
  readonly lastInteraction: number | null;
  /** When it closes; null if it is not known to be open. */
  readonly until: number | null;
};

export type PersonView = {
  readonly subscriberId: SubscriberId;
  readonly name: string;
  readonly picture: string | null;
  readonly chatUrl: string | null;
  readonly lastWords: string | null;
  /** The customer asked for a manager and was not answered yet. */
  readonly wantsManager: boolean;
  /** When the customer last asked for a manager. */
  readonly askedAt: number | null;
  /** Time of the first unanswered request; null if none is open. */
  readonly waitingSince: number | null;
  /** Milliseconds until the last answer; null if there is none or a request is open. */
  readonly answeredAfter: number | null;
  /** Products of the unanswered requests, latest first. */
  readonly wants: readonly AskedProduct[];
  /** Requests up to this time are answered; 0 if none is. */
  readonly answeredTo: number;
  /** The manager who answered last; null while a request is open or none was made. */
  readonly answeredBy: string | null;
  /** Number of managers' decisions on this chat, so that no clocks are compared. */
  readonly decisions: number;
  /** When the customer last wrote or pressed a button, as Messenger counts it; null if unknown. */
  readonly interactionAt: number | null;
  readonly touchedAt: number;
  readonly touches: number;
};

/** The state of the last payment link made for a customer. */
export type ChatLink = Pick<DraftView, 'id' | 'state' | 'total' | 'orderId' | 'changedAt'>;
/** One line of the chat list. */
export type ChatView = PersonView & { readonly link: ChatLink | null };

/** A customer known to the ledger, the chat-bot or Shopify. */
export type CustomerView = {
  /** As far as possible the same for the same customer in every answer. */
  readonly key: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** The address of the last order. */
  readonly address: string | null;
  /** A Shopify `gid`. */
  readonly shopifyId: string | null;
  readonly subscriberId: SubscriberId | null;
  readonly orders: number;
  /** By currency, without cancelled orders. */
  readonly spent: readonly Money[];
  readonly lastOrder: { readonly number: string; readonly at: number } | null;
  /** The sources of the orders. */
  readonly sources: readonly Source[];
  /** Shopify hides the customer's data. */
  readonly hidden: boolean;
};

/** Whether the results include Shopify's customers, and if not, why. */
export type AskedShopify = 'not-asked' | 'asked' | 'not-connected' | 'no-answer' | 'no-access';

export type FoundCustomers = {
  readonly customers: readonly CustomerView[];
  readonly shopify: AskedShopify;
};

/** The state of the chat-bot connection: its last requests and the last refused one. */
export type ChatbotView = {
  readonly catalogueAt: number | null;
  readonly touchAt: number | null;
  readonly managerAt: number | null;
  readonly refused: { readonly at: number; readonly reason: string } | null;
  readonly hasKey: boolean;
  /** The public https address for ManyChat; null if there is none. */
  readonly address: string | null;
  readonly collections: readonly CollectionView[];
};

export const connectionNames = ['shopify', 'gmail', 'bigquery', 'manychat', 'tunnel'] as const;
export type ConnectionName = (typeof connectionNames)[number];

/** The status of one connection, with counts and times. */
export type ConnectionView = {
  readonly name: ConnectionName;
  readonly state: 'off' | 'checking' | 'working' | 'failing' | 'signed-out';
  /** The connected account: a shop domain, a mailbox, a dataset, a page. */
  readonly account: string | null;
  readonly lastSuccessAt: number | null;
  readonly problem: string | null;
  readonly fix: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** A long operation in progress, such as loading missed orders; absent if there is none. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** Progress of the import of remote events; absent when complete. */
  readonly restore?: { readonly done: number; readonly total: number };
  /** Another computer polls this connection instead of this one. */
  readonly elsewhere?: true;
  /** Retention of the data in days; absent if unlimited or unknown. */
  readonly keptDays?: number;
  /** A computer has this connection, but none receives from it. */
  readonly unheard?: true;
  /** The stored secret is unusable until it is entered again. */
  readonly retype?: true;
  /** The fields of the setup page, by environment name. A secret is never returned, only whether it is set. */
  readonly fields: readonly {
    readonly name: string;
    readonly secret: boolean;
    readonly value: string | null;
    readonly isSet: boolean;
  }[];
};

/** The summary of today, per source and stage. */
export type StripView = {
  /** `2026-11-24`, in the shop's time zone. */
  readonly day: string;
  readonly sources: readonly SourceCounts[];
  readonly touches: number;
  /** Orders of today that are missing at a stage for longer than usual. */
  readonly late: number;
  /** Late orders of earlier days. */
  readonly before: number;
  readonly parked: number;
  /** Notifications of the last 24 hours that failed or have an unknown outcome. */
  readonly noticesToLook: number;
  /** Quarantined orders of any day; they are counted only here. */
  readonly quarantined: number;
  readonly warehouseOff: boolean;
  readonly notifyOff: boolean;
  readonly provenAt: number | null;
};
