import type { ContentEntry } from '../shared/content-entry.ts';
import { isContent, newestContent } from '../shared/content-entry.ts';
import type { OrderId } from '../shared/ids.ts';
import { omitUndefined } from '../shared/omit-undefined.ts';
import type { Order } from '../shared/order.ts';
import { compareByTime } from '../shared/sort-by-time.ts';
import type { Ledger } from './ports.ts';

/** All content of an order received so far on any computer, sorted by time; empty for a new order. */
export const toldOf = ({ entries }: Pick<Ledger, 'entries'>, id: OrderId): readonly ContentEntry[] =>
  entries.ofOrder(id).filter(isContent).toSorted(compareByTime);

/**
 * An order without the data that its parts and managers' notes add. Storing the merged content as the source's would make those
 * additions irreversible.
 * @param contents of the order, sorted by time
 */
export function asTold(order: Order, contents: readonly ContentEntry[]): Order {
  const { refunded: _refunded, fulfillment: _fulfillment, ...content } = order.content;
  const told = newestContent(contents)?.data.order.content;
  const own = omitUndefined({ refunded: told?.refunded, fulfillment: told?.fulfillment });
  return { ...order, content: { ...content, ...own } };
}
