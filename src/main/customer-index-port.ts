import type { PairVerdict } from '../shared/customer/fold.ts';
import type {
  CustomerDetail,
  CustomerFilter,
  CustomerOfOrder,
  CustomerPage,
} from '../shared/customer/view.ts';
import type { DraftId, OrderId, SubscriberId } from '../shared/ids.ts';

/** The shop's customers, each one person over all sources. Any order of a customer names them. */
export interface CustomerIndex {
  page(filter: CustomerFilter): CustomerPage;
  get(order: OrderId): CustomerDetail | null;
  ofOrder(order: OrderId): CustomerOfOrder | null;
  /** All of a customer's orders, oldest first. */
  ordersOf(order: OrderId): readonly OrderId[];
  /** The same, then what tells of them too: Shopify's copies and what was merged into them. */
  ordersAndParts(order: OrderId): readonly OrderId[];
  /** Everybody in Messenger and every draft order that has to do with these orders, but for a talk that is another customer's. */
  tiedTo(orders: readonly OrderId[]): {
    readonly people: readonly SubscriberId[];
    readonly drafts: readonly DraftId[];
  };
  /** The same, and contacts of the chat that have the name, phone, e-mail or address of these orders and are no other customer's. */
  toEraseWith(orders: readonly OrderId[]): ReturnType<CustomerIndex['tiedTo']>;
  /** The orders that say the same of who made them as this one does, or with `group` all that hold together with it by themselves. */
  ordersOfPart(order: OrderId, group: boolean): readonly OrderId[];
  /** What was decided on pairs that name any of these orders or a part of them, taken back or not. */
  verdictsOn(orders: readonly OrderId[]): readonly PairVerdict[];
}
