import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';

/** These orders and their parts at any depth: copies in Shopify and merged orders. */
export const withParts = (database: Database, orders: readonly string[]): readonly string[] =>
  database
    .all(
      `WITH RECURSIVE told (id) AS (
         SELECT value FROM json_each(?)
         UNION SELECT p.id FROM told t JOIN orders p ON p.part_of = t.id)
       SELECT id FROM told`,
      JSON.stringify(orders),
    )
    .map((row) => text(row, 'id'));

/**
 * The rows of a customer's orders and their parts. Quarantined parts and test orders are excluded: a forged mail must not add its
 * phone or address to a customer.
 */
export const vouchedRowsOf = (database: Database, customer: number): readonly number[] =>
  database
    .all(
      `WITH RECURSIVE told (row, id) AS (
         SELECT o.row, o.id FROM cards c JOIN card_orders m ON m.card = c.row JOIN orders o ON o.row = m.order_row
         WHERE c.customer = ?
         UNION SELECT p.row, p.id FROM told t JOIN orders p ON p.part_of = t.id
         WHERE p.quarantined = 0 AND p.test = 0)
       SELECT row FROM told`,
      customer,
    )
    .map((row) => int(row, 'row'));

/** The cards of these orders, or of their wholes if they are parts. */
export const cardsOfWholes = (database: Database, orders: ReadonlySet<string>): readonly number[] =>
  orders.size === 0
    ? []
    : database
        .all(
          `WITH RECURSIVE wholes (id) AS (
             SELECT value FROM json_each(?)
             UNION SELECT o.part_of FROM wholes w JOIN orders o ON o.id = w.id WHERE o.part_of IS NOT NULL)
           SELECT DISTINCT m.card FROM wholes w JOIN orders o ON o.id = w.id
           JOIN card_orders m ON m.order_row = o.row WHERE m.card IS NOT NULL`,
          JSON.stringify([...orders]),
        )
        .map((row) => int(row, 'card'));
