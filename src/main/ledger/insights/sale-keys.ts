import type { Order } from '../../../shared/order.ts';
import { count, int, text } from '../columns.ts';
import { contactKeys } from '../contact-keys.ts';
import type { Database } from '../database.ts';

/** What two purchases of one person have in common; an order that is its only contact has nothing in common with any. */
export const saleKeys = (order: Order): readonly string[] =>
  contactKeys(order).filter((key) => !key.startsWith('order:'));

/** As the column `buyer` has it. */
export const buyerCodes = { unknown: 0, new: 1, returning: 2 } as const;

/** An earlier purchase by a key in common; of two at one time the order's id tells which is earlier, as on every desk. */
const isEarlier = `(e.at < k.at OR (e.at = k.at AND
  (SELECT id FROM orders o WHERE o.row = e.row) < (SELECT id FROM orders o WHERE o.row = k.row)))`;
const buyerOf = (row: string): string => `CASE
  WHEN NOT EXISTS (SELECT 1 FROM sale_keys k WHERE k.row = ${row}) THEN ${buyerCodes.unknown}
  WHEN EXISTS (SELECT 1 FROM sale_keys k JOIN sale_keys e ON e.key = k.key AND e.at <= k.at
    WHERE k.row = ${row} AND ${isEarlier}) THEN ${buyerCodes.returning}
  ELSE ${buyerCodes.new} END`;

/** For all at once. */
export const allBuyersSql = `UPDATE sales SET buyer = ${buyerOf('sales.row')}`;
const buyerSql = `SELECT ${buyerOf('?1')} AS n`;

/** As an order's keys and those of others say it now. */
export const buyerNow = (database: Database, row: number): number => count(database.get(buyerSql, row));

/**
 * Writes by which keys an order was bought.
 * @param at epoch milliseconds; @param keys none for an order that is no purchase
 * @returns who may be new, or come back, by that: the order itself, and the purchases that follow by the same keys. Those
 * that follow later have another one before them as it was.
 */
export type PutSaleKeys = (row: number, at: number, keys: readonly string[]) => readonly number[];

/** Leaves it to `allBuyersSql` who is new. */
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
