import { subscriberIdSchema } from '../../../shared/ids.ts';
import { saleLinesOf, saleOf } from '../../../shared/insights/sale.ts';
import type { Order } from '../../../shared/order.ts';
import { count, int, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { chatBuyer } from './chat-buyers.ts';
import { buyerNow, saleKeys } from './sale-keys.ts';
import type { SalesZone } from './sales.ts';
import { firstTakings, saleColumns, visitText } from './sales.ts';

type Sound = { readonly order: Order; readonly row: number };

/** Lists orders of a page whose stored sales differ from the order. */
export function* saleFaults(database: Database, zone: SalesZone, page: readonly Sound[]): Iterable<string> {
  const rows = JSON.stringify(page.map(({ row }) => row));
  const takings = firstTakings(
    database,
    page.map(({ order }) => order.id),
  );
  const sales = new Map(
    database
      .all(
        `SELECT s.*, f.text AS first_text, l.text AS last_text FROM sales s
         LEFT JOIN sale_words f ON f.id = s.first_visit LEFT JOIN sale_words l ON l.id = s.last_visit
         WHERE s.row IN (SELECT value FROM json_each(?))`,
        rows,
      )
      .map((row) => [int(row, 'row'), row] as const),
  );
  const lines = Map.groupBy(
    database.all(
      `SELECT l.*, w.text AS name FROM sale_lines l JOIN sale_words w ON w.id = l.product
       WHERE l.row IN (SELECT value FROM json_each(?))`,
      rows,
    ),
    (row) => int(row, 'row'),
  );
  const keys = Map.groupBy(
    database.all('SELECT * FROM sale_keys WHERE row IN (SELECT value FROM json_each(?))', rows),
    (row) => int(row, 'row'),
  );
  for (const { order, row } of page) {
    const told = sales.get(row);
    const isAddedUp = isAsSaid(
      { order, taken: takings.get(order.id) ?? null, timeZone: zone.get() },
      { sale: told, lines: lines.get(row) ?? [], keys: keys.get(row) ?? [] },
    );
    if (!isAddedUp || (told && told.buyer !== buyerNow(database, row))) {
      yield `Order ${order.id} is not added up as its entries tell it.`;
    }
  }
}

type Expected = { readonly order: Order; readonly taken: number | null; readonly timeZone: string };
type Kept = { readonly sale: Row | undefined; readonly lines: readonly Row[]; readonly keys: readonly Row[] };

function isAsSaid({ order, taken, timeZone }: Expected, { sale: row, lines, keys }: Kept): boolean {
  const sale = saleOf(order, taken);
  if (sale === null) return row === undefined && lines.length === 0 && keys.length === 0;
  if (row === undefined) return false;
  const columns = saleColumns(sale, timeZone);
  const wantedKeys = sale.cancelled ? [] : saleKeys(order);
  const wantedLines = sale.cancelled ? [] : saleLinesOf(order);
  return (
    Object.entries(columns).every(([name, value]) => row[name] === value) &&
    maybeText(row, 'first_text') === visitText(sale.firstVisit) &&
    maybeText(row, 'last_text') === visitText(sale.lastVisit) &&
    keys.length === wantedKeys.length &&
    keys.every((key) => key.at === sale.at && wantedKeys.includes(text(key, 'key'))) &&
    lines.length === wantedLines.length &&
    wantedLines.every(({ product, currency, quantity, total }) =>
      lines.some(
        (line) =>
          line.name === product &&
          line.currency === currency &&
          line.quantity === quantity &&
          line.total === total &&
          line.day === columns.day &&
          line.source === sale.source,
      ),
    )
  );
}

/** Lists sales without an order row, and people whose stored funnel steps differ from their events. */
export function* leftOverSaleFaults(database: Database, zone: SalesZone): Iterable<string> {
  const left = count(
    database.get('SELECT count(*) AS n FROM sales WHERE row NOT IN (SELECT row FROM orders)'),
  );
  if (left > 0) yield `The ledger adds up ${left} orders that are not shown.`;
  for (const row of database.all('SELECT id FROM people UNION SELECT person FROM chat_buyers')) {
    const id = subscriberIdSchema.parse(row.id);
    const kept = database.get('SELECT * FROM chat_buyers WHERE person = ?', id);
    const wanted = chatBuyer(database, id, zone.get());
    const isSame = Object.entries(wanted ?? {}).every(([name, value]) => kept?.[name] === value);
    if (!isSame) yield `Person ${id} is not told as far as they have come.`;
  }
}
