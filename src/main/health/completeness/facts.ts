import type { CountedSource } from '../../../shared/completeness.ts';
import type { DocumentId, OrderId } from '../../../shared/ids.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { ListedItem } from '../../intake/order-source.ts';
import type { OrderSteps } from '../../order-steps-port.ts';
import type { HeldDocument, OutboxMessage } from '../../ports.ts';

/** An item that exists at a source; a mail has the time it was first found. */
export type Named = ListedItem;

/** The answer of one source for one day. */
export type AskedDay = {
  readonly source: CountedSource;
  readonly day: string;
  readonly askedAt: number;
  readonly named: readonly Named[];
};

/** A payment link that Shopify reports as paid, and whose order is not here. */
export type PaidLink = {
  readonly link: string;
  readonly order: OrderId;
  readonly number: string;
  readonly customerName: string;
  readonly seenAt: number;
};

/** A stored document that was not parsed, and the order it is known to be about. */
export type Held = HeldDocument & {
  readonly source: CountedSource;
  readonly at: number;
  readonly order: OrderId | null;
};

/** An order and the day it was placed on. */
export type PlacedOrder = OrderSteps & { readonly day: string };

/** Why an order is waiting or stopped on its way to BigQuery or to the managers. */
export type OrderTrouble = {
  readonly kind: 'load' | 'notice';
  readonly state: OutboxMessage['state'];
  /** The outbox message that can be retried; null while it is being sent. */
  readonly message: OutboxMessage['id'] | null;
  readonly reason: string | null;
};

export type Facts = {
  readonly now: number;
  readonly timeZone: string;
  /** Today first. */
  readonly days: readonly ShopDay[];
  /** Orders of these days, and of a while before. */
  readonly orders: readonly PlacedOrder[];
  readonly asked: readonly AskedDay[];
  /** The sources that can be asked, and why the last request failed. */
  readonly askable: ReadonlyMap<CountedSource, string | null>;
  readonly held: readonly Held[];
  /** Whether a mail without an order of its own was parsed, on this computer or another one of the shop. */
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
