import type { OrderId } from '../../../shared/ids.ts';
import type { Sale, Utm } from '../../../shared/insights/sale.ts';
import { saleLinesOf, saleOf } from '../../../shared/insights/sale.ts';
import { shopZoneOf } from '../../../shared/insights/shop-zone.ts';
import { zonedTime } from '../../../shared/insights/zoned-time.ts';
import type { Order } from '../../../shared/order.ts';
import { int, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { factsOfSubject, shopZone } from '../facts.ts';
import { createSettings } from '../named-values.ts';
import type { Columns } from '../put-columns.ts';
import { insertColumns, updateChanged } from '../put-columns.ts';
import type { PutSaleKeys } from './sale-keys.ts';
import { buyerCodes, buyerNow, putSaleKeys, saleKeys } from './sale-keys.ts';

/** Increase the rule when `shared/insights/sale.ts` or the buyer keys change: every ledger then rebuilds its sales. */
export const salesDerived = { setting: 'ledger.sales', rule: '6', before: '5' } as const;

export type SaleProjector = {
  readonly ofOrder: (row: number, order: Order) => void;
  /** Call when the order of this row is not shown any more. */
  readonly withoutOrder: (row: number) => void;
  /** Call when the shop's time zone may have changed. */
  readonly inZone: () => void;
};

export const salesZoneSetting = 'ledger.salesZone';

/** The time zone of the days in a ledger's sales. */
export function createSalesZone(database: Database) {
  const settings = createSettings(database);
  return {
    get: (): string => settings.get(salesZoneSetting) ?? 'UTC',
    /** @returns whether the time zone changed */
    follow(): boolean {
      const { timeZone } = shopZoneOf(factsOfSubject(database, shopZone));
      const isAnother = settings.get(salesZoneSetting) !== timeZone;
      settings.set(salesZoneSetting, timeZone);
      return isAnother;
    },
  };
}
export type SalesZone = ReturnType<typeof createSalesZone>;

/** The columns of a sale, except the ids of its words and the buyer, which depends on other orders. */
export const saleColumns = (sale: Sale, timeZone: string) => {
  const isPriced = !sale.cancelled && sale.total !== null;
  const total = isPriced ? (sale.total ?? 0) : 0;
  const refunded = isPriced ? sale.refunded : 0;
  const { day, weekHour } = zonedTime(timeZone, sale.at);
  return {
    day,
    week_hour: weekHour,
    at: sale.at,
    source: sale.source,
    currency: sale.currency,
    attribution: sale.attribution,
    sold: sale.cancelled ? 0 : 1,
    priced: isPriced ? 1 : 0,
    items: sale.cancelled ? 0 : sale.items,
    total,
    refunded,
    revenue: total - refunded,
    took: sale.took,
  };
};

/** The time when each order was first taken, by the earliest decision; orders never taken are absent. */
export function firstTakings(database: Database, ids: readonly OrderId[]): ReadonlyMap<string, number> {
  const rows = database.all(
    `SELECT order_id, at FROM facts
     WHERE order_id IN (SELECT value FROM json_each(?)) AND kind = 'taken'
     ORDER BY data ->> '$.decision' DESC, at DESC, desk DESC, seq DESC`,
    JSON.stringify(ids),
  );
  // rows are sorted so that the first decision of an order is set last
  return new Map(rows.map((row) => [text(row, 'order_id'), int(row, 'at')]));
}

export const visitText = (visit: Utm | null): string | null => visit && JSON.stringify(visit);

/** Keeps the sales in step with the orders. */
export function createSaleProjector(
  database: Database,
  zone: SalesZone,
  putKeys: PutSaleKeys = putSaleKeys(database),
): SaleProjector {
  const wordId = (word: string | null): number | null => {
    if (word === null) return null;
    const known = database.get('SELECT id FROM sale_words WHERE text = ?', word);
    return known ? int(known, 'id') : database.insert('INSERT INTO sale_words (text) VALUES (?)', word);
  };

  function put(known: Row | undefined, columns: Columns): void {
    if (known) updateChanged(database, 'sales', known, columns);
    else insertColumns(database, 'sales', columns);
  }

  function tellBuyers(rows: readonly number[]): void {
    for (const row of rows) {
      const buyer = buyerNow(database, row);
      database.run('UPDATE sales SET buyer = ?1 WHERE row = ?2 AND buyer <> ?1', buyer, row);
    }
  }

  function putLines(row: number, order: Order, { day, source, sold }: ReturnType<typeof saleColumns>): void {
    const lines = sold === 1 ? saleLinesOf(order) : [];
    const wanted = new Map(
      lines.map((line) => {
        const columns = [wordId(line.product), line.currency, day, source, line.quantity, line.total];
        return [JSON.stringify(columns), columns] as const;
      }),
    );
    const had = database
      .all(
        'SELECT product, currency, day, source, quantity, total FROM sale_lines WHERE row = ? ORDER BY product, currency',
        row,
      )
      .map((one) => JSON.stringify(Object.values(one)));
    if (had.length === wanted.size && had.every((one) => wanted.has(one))) return;
    database.run('DELETE FROM sale_lines WHERE row = ?', row);
    for (const columns of wanted.values()) {
      database.run(
        'INSERT INTO sale_lines (row, product, currency, day, source, quantity, total) VALUES (?, ?, ?, ?, ?, ?, ?)',
        row,
        ...columns,
      );
    }
  }

  function withoutOrder(row: number): void {
    database.run('DELETE FROM sale_lines WHERE row = ?', row);
    database.run('DELETE FROM sales WHERE row = ?', row);
    tellBuyers(putKeys(row, 0, []));
  }

  return {
    withoutOrder,
    ofOrder(row, order) {
      const known = database.get('SELECT * FROM sales WHERE row = ?', row);
      const sale = saleOf(order, firstTakings(database, [order.id]).get(order.id) ?? null);
      if (sale === null) {
        if (known) withoutOrder(row);
        return;
      }
      const columns = saleColumns(sale, zone.get());
      const [itself, ...following] = putKeys(row, sale.at, sale.cancelled ? [] : saleKeys(order));
      const buyer = itself === undefined ? (known?.buyer ?? buyerCodes.unknown) : buyerNow(database, row);
      put(known, {
        row,
        ...columns,
        buyer: Number(buyer),
        first_visit: wordId(visitText(sale.firstVisit)),
        last_visit: wordId(visitText(sale.lastVisit)),
      });
      putLines(row, order, columns);
      tellBuyers(following);
    },
    inZone() {
      if (!zone.follow()) return;
      for (const sale of database.all('SELECT row, at FROM sales')) {
        const { day, weekHour } = zonedTime(zone.get(), int(sale, 'at'));
        const row = int(sale, 'row');
        database.run('UPDATE sales SET day = ?, week_hour = ? WHERE row = ?', day, weekHour, row);
        database.run('UPDATE sale_lines SET day = ? WHERE row = ?', day, row);
      }
      for (const person of database.all('SELECT person, at FROM chat_buyers')) {
        database.run(
          'UPDATE chat_buyers SET day = ? WHERE person = ?',
          zonedTime(zone.get(), int(person, 'at')).day,
          text(person, 'person'),
        );
      }
    },
  };
}
