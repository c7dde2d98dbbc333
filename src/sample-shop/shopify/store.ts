import type { Clock } from '../../main/ports.ts';
import type { Variant } from '../catalogue.ts';
import { variants } from '../catalogue.ts';
import type { Draft, ShopOrder, Subscription } from './types.ts';

export type OrderTopic = 'ORDERS_CREATE' | 'ORDERS_UPDATED' | 'ORDERS_PAID' | 'ORDERS_CANCELLED';

/** What the shop knows. Records are replaced, never changed. */
export type Store = {
  readonly orders: ReadonlyMap<bigint, ShopOrder>;
  readonly drafts: Map<bigint, Draft>;
  readonly subscriptions: Map<bigint, Subscription>;
  addOrder(order: ShopOrder): ShopOrder;
  changeOrder(id: bigint, change: Partial<ShopOrder>): void;
  /** Pieces left; null where they are not counted. */
  stockOf(variant: Variant): number | null;
  isAvailable(variant: Variant): boolean;
  /** How many orders this customer has made so far. */
  ordersOf(customerId: bigint): number;
};

export type StoreParts = {
  readonly clock: Clock;
  readonly onOrder: (topic: OrderTopic, order: ShopOrder) => void;
};

export function createStore({ clock, onOrder }: StoreParts): Store {
  const orders = new Map<bigint, ShopOrder>();
  const left = new Map(variants.map((variant) => [variant.id, variant.stock]));
  const stockOf = (variant: Variant) => left.get(variant.id) ?? null;
  return {
    orders,
    drafts: new Map(),
    subscriptions: new Map(),
    stockOf,
    isAvailable: (variant) => stockOf(variant) !== 0,
    ordersOf: (customerId) =>
      [...orders.values()].filter((order) => order.buyer.customerId === customerId).length,
    addOrder(order) {
      orders.set(order.id, order);
      for (const { variant, quantity } of order.lines) {
        const pieces = variant && stockOf(variant);
        if (variant && pieces !== null) left.set(variant.id, Math.max(0, pieces - quantity));
      }
      onOrder('ORDERS_CREATE', order);
      if (order.financial === 'paid') onOrder('ORDERS_PAID', order);
      return order;
    },
    changeOrder(id, change) {
      const order = orders.get(id);
      if (!order) return;
      const changed = { ...order, ...change, updatedAt: clock.now() };
      orders.set(id, changed);
      onOrder('ORDERS_UPDATED', changed);
      if (changed.financial === 'paid' && order.financial !== 'paid') onOrder('ORDERS_PAID', changed);
      if (changed.cancelledAt !== null && order.cancelledAt === null) onOrder('ORDERS_CANCELLED', changed);
    },
  };
}
