import type { PairVerdict } from '../shared/customer/fold.ts';
import type {
  CustomerDetail,
  CustomerFilter,
  CustomerOfOrder,
  CustomerPage,
} from '../shared/customer/view.ts';
import type { DraftId, OrderId, SubscriberId } from '../shared/ids.ts';

/** The shop's customers, merged over all sources. Any order of a customer identifies that customer. */
export interface CustomerIndex {
  page(filter: CustomerFilter): CustomerPage;
  get(order: OrderId): CustomerDetail | null;
  ofOrder(order: OrderId): CustomerOfOrder | null;
  /** All of a customer's orders, oldest first. */
  ordersOf(order: OrderId): readonly OrderId[];
  /** The same, with Shopify copies and merged orders. */
  ordersAndParts(order: OrderId): readonly OrderId[];
  /** All Messenger contacts and draft orders of these orders, except chats that belong to another customer. */
  tiedTo(orders: readonly OrderId[]): {
    readonly people: readonly SubscriberId[];
    readonly drafts: readonly DraftId[];
  };
  /**
   * The same, with chat contacts that share the name, phone, e-mail or address of these orders and belong to no other customer.
   */
  toEraseWith(orders: readonly OrderId[]): ReturnType<CustomerIndex['tiedTo']>;
  /**
   * Orders with the same contact data as this one; with `group`, all orders that match each other without a manager's decision.
   */
  ordersOfPart(order: OrderId, group: boolean): readonly OrderId[];
  /** Decisions on pairs that include any of these orders or their parts, reverted ones included. */
  verdictsOn(orders: readonly OrderId[]): readonly PairVerdict[];
}
