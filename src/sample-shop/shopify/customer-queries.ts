import { textOf } from '../http.ts';
import type { Args, Node } from './nodes.ts';
import { connection, gid } from './nodes.ts';
import { moneyNode } from './order-node.ts';
import { customerNode } from './people-node.ts';
import { parseSearch } from './search.ts';
import type { Store } from './store.ts';
import { totalsOf } from './totals.ts';
import type { Buyer, Draft, ShopOrder } from './types.ts';

type Known = { readonly buyer: Buyer; readonly orders: readonly ShopOrder[] };

/** The shop's customers: those who have ordered, and the initial ones. */
export function createCustomerQueries(store: Store, first: () => readonly Buyer[]) {
  const all = (): ReadonlyMap<bigint, Known> => {
    const known = new Map<bigint, Known>(first().map((buyer) => [buyer.customerId, { buyer, orders: [] }]));
    for (const order of store.orders.values()) {
      const { customerId } = order.buyer;
      known.set(customerId, {
        buyer: order.buyer,
        orders: [...(known.get(customerId)?.orders ?? []), order],
      });
    }
    return known;
  };
  const searchable = ({ buyer, orders }: Known) => ({
    text: `${buyer.first} ${buyer.last} ${buyer.email ?? ''} ${buyer.phone ?? ''}`,
    id: String(buyer.customerId),
    first_name: buyer.first,
    last_name: buyer.last,
    email: buyer.email ?? '',
    phone: buyer.phone ?? '',
    orders_count: orders.length,
    state: 'disabled',
  });
  const nodeOf = ({ buyer, orders }: Known): Node => {
    const counted = orders.filter(({ cancelledAt }) => cancelledAt === null);
    return {
      ...customerNode(buyer, orders.at(-1)?.createdAt ?? 0),
      numberOfOrders: String(orders.length),
      amountSpent: moneyNode(counted.reduce((sum, order) => sum + totalsOf(order).total, 0)),
    };
  };
  const one = (id: unknown): Node | null => {
    const known = [...all().values()].find(({ buyer }) => gid('Customer', buyer.customerId) === id);
    return known ? nodeOf(known) : null;
  };

  return {
    one,
    /** The customer of a draft, if the shop knows them: by id, else by e-mail. */
    ofDraft({ customerId, email }: Pick<Draft, 'customerId' | 'email'>): Buyer | null {
      const known = all();
      if (customerId !== null) return known.get(customerId)?.buyer ?? null;
      const wanted = email?.toLowerCase();
      if (wanted === undefined) return null;
      return [...known.values()].find(({ buyer }) => buyer.email?.toLowerCase() === wanted)?.buyer ?? null;
    },
    queries: {
      customers(args: Args): Node {
        const test = parseSearch(args.query);
        const found = [...all().values()].filter((known) => test(searchable(known)));
        const sorted =
          textOf(args.sortKey) === 'RELEVANCE'
            ? found.toReversed()
            : found.toSorted((a, b) => Number(a.buyer.customerId - b.buyer.customerId));
        return connection(sorted, args, ({ buyer }) => buyer.customerId, nodeOf);
      },
      customer: ({ id }: Args) => one(id),
    },
  };
}
