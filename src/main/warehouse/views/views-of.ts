import { entriesColumns } from '../schema.ts';
import { drafts } from './drafts.ts';
import { besideErased, dataOfEntry } from './erasure.ts';
import { chatFunnel, commissions, productSales, sales } from './insights.ts';
import { orderColumns } from './order-columns.ts';
import { ordersQuery } from './orders.ts';
import { notifications, touches } from './people.ts';
import { customers, dailySales, orderLines, timeToTake } from './sales.ts';
import type { View } from './view.ts';

const columnNames = entriesColumns.map(({ name }) => `\`${name}\``).join(', ');

/**
 * The views of a dataset, in the order of their creation. Each counts an event once, even if its row was written twice. Each
 * computes an order as the app does: the newest version of its content, then the team's latest decision.
 */
export function viewsOf(projectId: string, dataset: string): readonly View[] {
  const table = (name: string) => `\`${projectId}.${dataset}.${name}\``;
  const facts = table('facts');
  const orders = table('orders');
  return [
    {
      name: 'facts',
      description:
        'The table entries with every entry once, whatever was written twice, and without what it told of customers who were erased.',
      columns: entriesColumns,
      query: `SELECT ${columnNames}
FROM (
  SELECT ${columnNames.replace('`data`', dataOfEntry)}
  FROM ${besideErased(table('entries'))}
)
WHERE TRUE
QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY recorded_at, desk, seq) = 1`,
    },
    {
      name: 'orders',
      description:
        'One row an order, as it stands now; none of a fire drill. One in quarantine is of a sender nobody vouches for, and no sale until it is released. One with part_of is told by that other order (a copy in Shopify, or the same order told twice): leave it out of every sum. One with part_cancelled has such a part that was cancelled where it came from.',
      columns: orderColumns,
      query: ordersQuery(facts),
    },
    orderLines(orders),
    customers(orders),
    timeToTake(orders, facts),
    commissions(facts),
    sales(orders, facts, table('time_to_take'), table('commissions')),
    dailySales(table('sales')),
    productSales(table('order_lines'), table('sales')),
    drafts(facts),
    touches(facts),
    chatFunnel(facts, table('touches'), table('drafts')),
    notifications(facts),
  ];
}
