import type { Order } from '../../../shared/order.ts';
import { count, int, text } from '../columns.ts';
import { contactKeys } from '../contact-keys.ts';
import type { Database } from '../database.ts';

/** The contact keys that purchases of one person share; the key of the order itself is excluded. */
export const saleKeys = (order: Order): readonly string[] =>
  contactKeys(order).filter((key) => !key.startsWith('order:'));

/** The values of the column `buyer`. */
export const buyerCodes = { unknown: 0, new: 1, returning: 2 } as const;

/** Condition for an earlier purchase with the same key; at equal times the order id decides, as on every computer. */
const isEarlier = `(e.at < k.at OR (e.at = k.at AND
  (SELECT id FROM orders o WHERE o.row = e.row) < (SELECT id FROM orders o WHERE o.row = k.row)))`;
const buyerOf = (row: string): string => `CASE
  WHEN NOT EXISTS (SELECT 1 FROM sale_keys k WHERE k.row = ${row}) THEN ${buyerCodes.unknown}
  WHEN EXISTS (SELECT 1 FROM sale_keys k JOIN sale_keys e ON e.key = k.key AND e.at <= k.at
    WHERE k.row = ${row} AND ${isEarlier}) THEN ${buyerCodes.returning}
  ELSE ${buyerCodes.new} END`;

/** Updates the buyer of all sales at once. */
export const allBuyersSql = `UPDATE sales SET buyer = ${buyerOf('sales.row')}`;
const buyerSql = `SELECT ${buyerOf('?1')} AS n`;

/** The buyer code of a sale by the current keys. */
export const buyerNow = (database: Database, row: number): number => count(database.get(buyerSql, row));

/**
 * Stores the keys of a purchase.
 * @param at epoch milliseconds; @param keys none for an order that is no purchase
 * @returns the rows whose buyer may change: the order, and the next purchase by each of its keys. Later purchases still have an
 * earlier one.
 */
export type PutSaleKeys = (row: number, at: number, keys: readonly string[]) => readonly number[];

/** Stores only the keys; `allBuyersSql` then computes the buyers. */
export const putKeysAlone =
  (database: Database): PutSaleKeys =>
  (row, at, keys) => {
    for (const key of keys) {
      database.run('INSERT INTO sale_keys (key, at, row) VALUES (?, ?, ?)', key, at, row);
    }
    return [];
  };

export const putSaleKeys = (database: Database): PutSaleKeys => {
  const put = putKeysAlone(database);
  return (row, at, keys) => {
    const had = database.all('SELECT key, at FROM sale_keys WHERE row = ?', row);
    const isSame =
      had.length === keys.length && had.every((one) => one.at === at && keys.includes(text(one, 'key')));
    if (isSame) return [];
    if (had.length > 0) database.run('DELETE FROM sale_keys WHERE row = ?', row);
    put(row, at, keys);
    const moments = [
      ...had.map((one) => ({ key: text(one, 'key'), since: int(one, 'at') })),
      ...keys.map((key) => ({ key, since: at })),
    ];
    const following = moments.flatMap(({ key, since }) =>
      database
        .all(
          `SELECT row FROM sale_keys WHERE key = ?1 AND row <> ?3 AND at =
             (SELECT min(at) FROM sale_keys WHERE key = ?1 AND at >= ?2 AND row <> ?3)`,
          key,
          since,
          row,
        )
        .map((one) => int(one, 'row')),
    );
    return [...new Set([row, ...following])];
  };
};
