import type { CountedSource } from '../../../shared/completeness.ts';
import type { DocumentId, OrderId } from '../../../shared/ids.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { OrderSteps } from '../../order-steps-port.ts';
import type { HeldDocument, OutboxMessage } from '../../ports.ts';

/** What a source says exists. */
export type Named = {
  /** `shopify:450789469` of an order, `mail:18c2…` of a mail. */
  readonly id: string;
  readonly number: string;
  /** When it came to be; for a mail when it was first found. */
  readonly at: number;
};

/** What a source said of one day. */
export type AskedDay = {
  readonly source: CountedSource;
  readonly day: string;
  /** When it was asked. */
  readonly askedAt: number;
  readonly named: readonly Named[];
};

/** A pay link that Shopify says is paid, and whose order is not here. */
export type PaidLink = {
  readonly link: string;
  readonly order: OrderId;
  readonly number: string;
  readonly customerName: string;
  readonly seenAt: number;
};

/** Something on disk that was not understood, and which order it is known to be about. */
export type Held = HeldDocument & {
  readonly source: CountedSource;
  readonly at: number;
  readonly order: OrderId | null;
};

/** An order and the day it was placed on. */
export type PlacedOrder = OrderSteps & { readonly day: string };

/** Why an order waits or stopped on its way to BigQuery, or to the managers. */
export type OrderTrouble = {
  readonly kind: 'load' | 'notice';
  readonly state: OutboxMessage['state'];
  /** What can be given back to its performer; null while it is on its way. */
  readonly message: OutboxMessage['id'] | null;
  readonly reason: string | null;
};

export type Facts = {
  readonly now: number;
  readonly timeZone: string;
  /** Today first. */
  readonly days: readonly ShopDay[];
  /** Those of the days, and of a while before. */
  readonly orders: readonly PlacedOrder[];
  readonly asked: readonly AskedDay[];
  /** The sources that can be asked, and why the last ask failed. */
  readonly askable: ReadonlyMap<CountedSource, string | null>;
  readonly held: readonly Held[];
  /** Whether a mail that brought no order of its own is understood, on this disk or by another computer of the shop. */
  readonly isRead: (mail: DocumentId) => boolean;
  readonly troubles: ReadonlyMap<OrderId, readonly OrderTrouble[]>;
  readonly paidLinks: {
    readonly here: readonly { readonly order: OrderId; readonly day: string }[];
    readonly missing: readonly PaidLink[];
    readonly askedAt: number | null;
  };
  readonly touches: readonly { readonly day: string; readonly count: number }[];
  readonly warehouseOff: boolean;
  readonly notifyOff: boolean;
};
