import { z } from 'zod';
import type { Source } from '../../../shared/ids.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import type {
  Amounts,
  Counted,
  Funnel,
  OfAttribution,
  OfHour,
  OfProduct,
  OfVisit,
} from '../../../shared/insights/report.ts';
import { attributionSchema } from '../../../shared/order.ts';
import { int, maybeInt, text } from '../columns.ts';
import type { Row } from '../database.ts';
import type { Span } from './span.ts';

/** How many orders were taken within how many seconds, in rising order. */
type Histogram = readonly { readonly seconds: number; readonly orders: number }[];
export type TookHistogram = {
  readonly all: Histogram;
  readonly bySource: ReadonlyMap<Source, Histogram>;
};

export function tookHistogram({ rows, isLong }: Span): TookHistogram {
  const found = rows(
    (which) => `SELECT source, took, count(*) AS n FROM sales ${isLong ? 'INDEXED BY sales_by_took' : ''}
     WHERE ${which} AND took IS NOT NULL GROUP BY source, took`,
  ).map((row) => ({
    source: sourceSchema.parse(row.source),
    seconds: int(row, 'took'),
    orders: int(row, 'n'),
  }));
  const all = new Map<number, number>();
  for (const { seconds, orders } of found) all.set(seconds, (all.get(seconds) ?? 0) + orders);
  return {
    all: [...all].map(([seconds, orders]) => ({ seconds, orders })).toSorted((a, b) => a.seconds - b.seconds),
    bySource: Map.groupBy(found, ({ source }) => source),
  };
}

const kindSchema = attributionSchema.unwrap().shape.kind;

export const attributionsOf = (span: Span, currencies: readonly string[]): readonly OfAttribution[] =>
  grouped(span, 'attribution', 'sales_by_attribution', currencies)
    .map(({ key, ...counted }) => ({ kind: kindSchema.parse(key), ...counted }))
    .toSorted((a, b) => b.orders - a.orders || (a.kind < b.kind ? -1 : 1));

export const hoursOf = (span: Span, currencies: readonly string[]): readonly OfHour[] =>
  grouped(span, 'week_hour', 'sales_by_hour', currencies)
    .map(({ key, ...counted }) => ({ weekHour: Number(key), ...counted }))
    .toSorted((a, b) => a.weekHour - b.weekHour);

const visitSchema = z.object({ source: z.string(), medium: z.string(), campaign: z.string() }).readonly();

/** @param most how many of them, by their orders */
export function visitsOf(
  span: Span,
  visit: 'first_visit' | 'last_visit',
  currencies: readonly string[],
  most: number,
): readonly OfVisit[] {
  const all = grouped(span, visit, `sales_by_${visit}`, currencies, `AND ${visit} IS NOT NULL`);
  const mostly = all.toSorted((a, b) => b.orders - a.orders || Number(a.key) - Number(b.key)).slice(0, most);
  const words = wordsOf(
    span,
    mostly.map(({ key }) => Number(key)),
  );
  return mostly.map(({ key, ...counted }) => ({
    ...visitSchema.parse(JSON.parse(words.get(Number(key)) ?? '')),
    ...counted,
  }));
}

type Group = Counted & { readonly key: unknown };

/** What was sold, by one column. */
function grouped(
  { rows, isLong }: Span,
  column: string,
  index: string,
  currencies: readonly string[],
  also = '',
): readonly Group[] {
  const found = rows(
    (
      which,
    ) => `SELECT ${column} AS key, currency, sum(sold) AS orders, sum(priced) AS priced, sum(revenue) AS revenue
     FROM sales ${isLong ? `INDEXED BY ${index}` : ''}
     WHERE ${which} AND sold = 1 ${also} GROUP BY ${column}, currency`,
  );
  return [...Map.groupBy(found, ({ key }) => key)].map(([key, own]) => ({
    key,
    orders: own.reduce((sum, row) => sum + int(row, 'orders'), 0),
    amounts: inOrder(own, currencies).flatMap((row): readonly Amounts[] => {
      const orders = int(row, 'priced');
      return orders === 0 ? [] : [{ currency: text(row, 'currency'), orders, revenue: int(row, 'revenue') }];
    }),
  }));
}

function inOrder(rows: readonly Row[], currencies: readonly string[]): readonly Row[] {
  const place = (row: Row): number => currencies.indexOf(text(row, 'currency')) + 1 || currencies.length + 1;
  return rows.toSorted((a, b) => place(a) - place(b));
}

/** So many products are added up at once. */
const pieceProducts = 10;

/** The lines by product and currency, a few products after the other. */
function* linesByProduct({ database, rows, isLong }: Span): Generator<void, readonly Row[]> {
  const sums = 'count(*) AS orders, sum(quantity) AS quantity, sum(total) AS total';
  if (!isLong) {
    return rows(
      (
        which,
      ) => `SELECT product, l.currency, count(*) AS orders, sum(quantity) AS quantity, sum(l.total) AS total
       FROM (SELECT row FROM sales WHERE ${which} AND sold = 1) s CROSS JOIN sale_lines l ON l.row = s.row
       GROUP BY product, l.currency`,
    );
  }
  const after = (product: number): number | null => {
    const [found = {}] = database.all(
      'SELECT min(product) AS product FROM sale_lines WHERE product > ?',
      product,
    );
    return maybeInt(found, 'product');
  };
  /** The last of the few that come after one; null after the last of all. */
  const pieceAfter = (product: number): number | null => {
    let last: number | null = null;
    for (let more = pieceProducts; more > 0; more -= 1) last = after(last ?? product) ?? last;
    return last;
  };
  const found: Row[] = [];
  for (let done = 0, to = pieceAfter(done); to !== null; done = to, to = pieceAfter(done)) {
    if (done > 0) yield;
    found.push(
      ...rows(
        (which) => `SELECT product, currency, ${sums} FROM sale_lines INDEXED BY sale_lines_by_product
         WHERE ${which} AND product > ?4 AND product <= ?5 GROUP BY product, currency`,
        done,
        to,
      ),
    );
  }
  return found;
}

/** The products most orders have; how many more there are. */
export function* productsOf(
  span: Span,
  currencies: readonly string[],
  most: number,
): Generator<void, { readonly products: readonly OfProduct[]; readonly moreProducts: number }> {
  const found = yield* linesByProduct(span);
  const all = [...Map.groupBy(found, (row) => int(row, 'product'))].map(([product, own]) => {
    const sum = (column: string): number => own.reduce((total, row) => total + int(row, column), 0);
    return { product, own, orders: sum('orders'), quantity: sum('quantity') };
  });
  const mostly = all
    .toSorted((a, b) => b.quantity - a.quantity || b.orders - a.orders || a.product - b.product)
    .slice(0, most);
  const words = wordsOf(
    span,
    mostly.map(({ product }) => product),
  );
  return {
    products: mostly.map(({ product, own, orders, quantity }) => ({
      product: words.get(product) ?? '',
      orders,
      quantity,
      amounts: inOrder(own, currencies).flatMap((row) => {
        const currency = text(row, 'currency');
        return currency === '' ? [] : [{ currency, revenue: int(row, 'total') }];
      }),
    })),
    moreProducts: all.length - mostly.length,
  };
}

function wordsOf({ database }: Span, ids: readonly number[]): ReadonlyMap<number, string> {
  const found = database.all(
    'SELECT id, text FROM sale_words WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  return new Map(found.map((row) => [int(row, 'id'), text(row, 'text')]));
}

/** Of the people whose first touch was then. */
export function funnelOf({ database, first, last }: Pick<Span, 'database' | 'first' | 'last'>): Funnel {
  const [row = {}] = database.all(
    `SELECT count(*) AS touched, coalesce(sum(sent), 0) AS sent, coalesce(sum(opened), 0) AS opened,
       coalesce(sum(paid), 0) AS paid
     FROM chat_buyers WHERE day BETWEEN ? AND ?`,
    first,
    last,
  );
  return {
    touched: int(row, 'touched'),
    sent: int(row, 'sent'),
    opened: int(row, 'opened'),
    paid: int(row, 'paid'),
  };
}
