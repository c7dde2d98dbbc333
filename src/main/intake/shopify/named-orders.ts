import { z } from 'zod';
import { orderIdOf } from '../../../shared/ids.ts';
import { orderIdsQuery } from '../../shopify/documents.ts';
import type { CallOptions, ShopifyClient, Variables } from '../../shopify/shopify-client.ts';
import type { ListedItem } from '../order-source.ts';
import { pageInfoSchema } from './graphql-order.ts';

/** Only scalars: a page of 250 costs a fraction of one page of whole orders. */
const pageSize = 250;
const pageSchema = z.object({
  orders: z.object({
    nodes: z.array(
      z.object({
        legacyResourceId: z.string().regex(/^\d{1,25}$/),
        name: z.string(),
        createdAt: z.iso.datetime({ offset: true }),
      }),
    ),
    pageInfo: pageInfoSchema,
  }),
});

type Page = z.infer<typeof pageSchema>;

/**
 * Every order that Shopify lists as placed in a span of epoch milliseconds, oldest first; including cancelled and test orders.
 */
export async function fetchNamedOrders(
  client: ShopifyClient,
  { from, to }: { readonly from: number; readonly to: number },
  options?: CallOptions,
): Promise<readonly ListedItem[]> {
  const query = `created_at:>='${new Date(from).toISOString()}' AND created_at:<'${new Date(to).toISOString()}'`;
  const named: ListedItem[] = [];
  let after: string | null = null;
  do {
    const variables: Variables = { query, first: pageSize, after };
    const { orders }: Page = await client.query(orderIdsQuery, variables, pageSchema, options);
    for (const { legacyResourceId, name, createdAt } of orders.nodes) {
      named.push({ id: orderIdOf('shopify', legacyResourceId), number: name, at: Date.parse(createdAt) });
    }
    after = orders.pageInfo.hasNextPage ? (orders.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return named;
}
