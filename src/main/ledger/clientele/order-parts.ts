import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';

/** These orders and their parts, Shopify's copies and what was merged into them, however many stand between. */
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

/** The cards of these orders, or where they are parts, of the orders that tell them. */
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
