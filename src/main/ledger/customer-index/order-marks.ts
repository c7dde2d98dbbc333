import type { CustomerMark } from '../../../shared/customer/entries.ts';
import { flag, int } from '../columns.ts';
import type { Database, Row } from '../database.ts';

/** The customer marks of a page of orders, by order row; of two marks the warning wins. */
export function customerMarksOf(
  database: Database,
  orders: readonly Row[],
): ReadonlyMap<number, CustomerMark> {
  // marks are rare; without any, the join is skipped
  if (!database.get('SELECT 1 FROM customer_marks WHERE is_on = 1 LIMIT 1')) return new Map();
  return new Map(
    database
      .all(
        `SELECT m.order_row, p.barred IS NOT NULL AS barred FROM json_each(?) j
         JOIN card_orders m ON m.order_row = j.value JOIN cards c ON c.row = m.card
         JOIN clientele p ON p.row = c.customer WHERE p.vip = 1 OR p.barred IS NOT NULL`,
        JSON.stringify(orders.map((row) => int(row, 'row'))),
      )
      .map((row) => [int(row, 'order_row'), flag(row, 'barred') ? 'do-not-serve' : 'vip'] as const),
  );
}
