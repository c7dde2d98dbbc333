import type { Order } from '../../shared/order.ts';
import { orderSchema } from '../../shared/order.ts';
import { int, json } from './columns.ts';
import type { Database } from './database.ts';

/**
 * Iterates in pages, so that a large ledger need not fit in memory. An order that this app cannot parse is skipped, so that the
 * ledger still opens; `verify` reports it.
 */
export function* iterateOrders(
  database: Database,
): Iterable<{ readonly row: number; readonly order: Order }> {
  for (let after = 0; ; ) {
    const page = database.all(
      'SELECT row, body FROM order_bodies WHERE row > ? ORDER BY row LIMIT 500',
      after,
    );
    for (const row of page) {
      const read = orderSchema.safeParse(json(row, 'body'));
      if (read.success) yield { row: int(row, 'row'), order: read.data };
    }
    const last = page.at(-1);
    if (!last) return;
    after = int(last, 'row');
  }
}
