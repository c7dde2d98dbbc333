import { textOf } from '../http.ts';
import type { Args, Node } from './nodes.ts';
import { connection, idOf } from './nodes.ts';
import { parseSearch } from './search.ts';
import type { Store } from './store.ts';
import { totalsOf } from './totals.ts';
import type { ShopOrder } from './types.ts';

const searchable = (order: ShopOrder) => ({
  text: `#${order.number} ${order.buyer.first} ${order.buyer.last} ${order.buyer.email ?? ''} ${order.tags.join(' ')}`,
  id: String(order.id),
  name: [`#${order.number}`, String(order.number)],
  email: order.buyer.email ?? '',
  tag: order.tags,
  source_name: order.sourceName,
  financial_status: order.financial,
  fulfillment_status: 'unfulfilled',
  status: order.cancelledAt === null ? ['open', 'not_closed'] : ['closed', 'cancelled'],
  test: 'false',
  customer_id: String(order.buyer.customerId),
  sku: order.lines.flatMap((line) => line.sku ?? []),
  discount_code: order.discount?.code ?? '',
  created_at: order.createdAt,
  processed_at: order.createdAt,
  updated_at: order.updatedAt,
});

const keys: { readonly [sortKey: string]: (order: ShopOrder) => number } = {
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => order.updatedAt,
  PROCESSED_AT: (order) => order.createdAt,
  ORDER_NUMBER: (order) => order.number,
  TOTAL_PRICE: (order) => totalsOf(order).total,
};

export function createOrderQueries(store: Store, toNode: (order: ShopOrder) => Node) {
  const found = (query: unknown): readonly ShopOrder[] => {
    const test = parseSearch(query);
    return [...store.orders.values()].filter((order) => test(searchable(order)));
  };
  const one = (id: unknown): Node | null => {
    const order = store.orders.get(idOf('Order', id) ?? -1n);
    return order ? toNode(order) : null;
  };
  return {
    one,
    orders(args: Args): Node {
      const keyOf = keys[textOf(args.sortKey) ?? 'PROCESSED_AT'] ?? ((order) => Number(order.id));
      const sorted = found(args.query).toSorted((a, b) => keyOf(a) - keyOf(b) || Number(a.id - b.id));
      return connection(args.reverse === true ? sorted.toReversed() : sorted, args, ({ id }) => id, toNode);
    },
    ordersCount({ query, limit }: Args): Node {
      const count = found(query).length;
      const most = typeof limit === 'number' ? limit : count;
      return { count: Math.min(count, most), precision: count > most ? 'AT_LEAST' : 'EXACT' };
    },
    order: ({ id }: Args): Node | null => one(id),
  };
}
