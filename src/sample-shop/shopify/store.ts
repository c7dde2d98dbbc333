import type { Clock } from '../../main/ports.ts';
import type { Product, Variant } from '../catalogue.ts';
import { variants } from '../catalogue.ts';
import type { Draft, ShopOrder, Subscription } from './types.ts';

export type ProductTopic = 'PRODUCTS_UPDATE';
export type OrderTopic = 'ORDERS_CREATE' | 'ORDERS_UPDATED' | 'ORDERS_PAID' | 'ORDERS_CANCELLED';

/** The shop's data. Records are replaced, never changed. */
export type Store = {
  readonly orders: ReadonlyMap<bigint, ShopOrder>;
  readonly drafts: Map<bigint, Draft>;
  readonly subscriptions: Map<bigint, Subscription>;
  addOrder(order: ShopOrder): ShopOrder;
  changeOrder(id: bigint, change: Partial<ShopOrder>): void;
  /** The stock in pieces; null if it is not counted. */
  stockOf(variant: Variant): number | null;
  isAvailable(variant: Variant): boolean;
  /** Time of the last reduction of its stock; null while it is as at opening time. */
  changedAt(product: Product): number | null;
  /** How many orders this customer has made so far. */
  ordersOf(customerId: bigint): number;
};

export type StoreParts = {
  readonly clock: Clock;
  readonly onOrder: (topic: OrderTopic, order: ShopOrder) => void;
  readonly onProduct?: (topic: ProductTopic, product: Product) => void;
};

export function createStore({ clock, onOrder, onProduct = () => {} }: StoreParts): Store {
  const orders = new Map<bigint, ShopOrder>();
  const left = new Map(variants.map((variant) => [variant.id, variant.stock]));
  const changed = new Map<Product, number>();
  const drafts = new Map<bigint, Draft>();
  /** Pieces reserved for unpaid drafts. */
  const reserved = (variant: Variant): number =>
    [...drafts.values()]
      .filter((draft) => draft.status !== 'COMPLETED' && (draft.reservedUntil ?? 0) > clock.now())
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.variant === variant ? line.quantity : 0), 0);
  const stockOf = (variant: Variant) => {
    const pieces = left.get(variant.id) ?? null;
    return pieces === null ? null : Math.max(0, pieces - reserved(variant));
  };
  return {
    orders,
    drafts,
    subscriptions: new Map(),
    stockOf,
    isAvailable: (variant) => stockOf(variant) !== 0,
    changedAt: (product) => changed.get(product) ?? null,
    ordersOf: (customerId) =>
      [...orders.values()].filter((order) => order.buyer.customerId === customerId).length,
    addOrder(order) {
      orders.set(order.id, order);
      for (const { variant, quantity } of order.lines) {
        const pieces = variant && (left.get(variant.id) ?? null);
        if (variant && pieces !== null) left.set(variant.id, Math.max(0, pieces - quantity));
      }
      onOrder('ORDERS_CREATE', order);
      if (order.financial === 'paid') onOrder('ORDERS_PAID', order);
      const counted = order.lines.flatMap(({ variant }) => (variant?.stock == null ? [] : [variant.product]));
      for (const product of new Set(counted)) {
        changed.set(product, clock.now());
        onProduct('PRODUCTS_UPDATE', product);
      }
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
