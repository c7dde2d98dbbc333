import type { Source } from '../ids.ts';
import type { Attribution, Order } from '../order.ts';
import { momentOf } from '../placed-at.ts';
import { costLeft, linesLeft, piecesLeft, piecesOf } from '../remaining-quantity.ts';

/**
 * The figures of one order. The insights page and the BigQuery view `sales` share these definitions: change both together.
 *
 * - **Counted** is every order except test runs, tests, parts of another order and quarantined orders. A cancelled one is
 *   counted separately, and is in no sum.
 * - **When** is the time the order was placed, if the source gives it with its UTC offset; otherwise when its first mail arrived
 *   in the mailbox, or when the order was received. It is never later than that. Day and hour are in the shop's time zone.
 * - **Total** is what the buyer pays with delivery and tip, **revenue** the total less refunds, at whatever time they were
 *   made. Amounts of different currencies are never added.
 * - **Pieces** and **products** are the remaining quantities, without removed goods and without returned and refunded goods.
 *   Returned goods count until their source reports them, their money until it is refunded. Refunds of a copy in Shopify and of
 *   merged orders are known, but not which goods they are for: they reduce the revenue, not the pieces and products.
 * - The **average basket** is the revenue of the orders with a total, divided by their number.
 * - **New** is an order whose phones and e-mail have no earlier order; a cancelled order is no purchase. It is unknown without
 *   phone and e-mail.
 * - **Time to take** is from receipt until the first manager took it, in whole seconds.
 * - **Commission** is a share of the revenue, rounded half up order by order, and a fixed amount for each order whose revenue
 *   is positive and in its currency. **Net** is the revenue less the commission.
 */
export type Sale = {
  readonly source: Source;
  /** Epoch milliseconds. */
  readonly at: number;
  /** ISO 4217; empty where the order says none. */
  readonly currency: string;
  readonly cancelled: boolean;
  /** Minor units; null where no total was given or read. */
  readonly total: number | null;
  readonly refunded: number;
  /** Pieces left. */
  readonly items: number;
  readonly attribution: Attribution['kind'];
  readonly firstVisit: Utm | null;
  readonly lastVisit: Utm | null;
  /** Whole seconds; null if not taken. */
  readonly took: number | null;
};

/** The campaign data of a visit; missing values are empty. */
export type Utm = { readonly source: string; readonly medium: string; readonly campaign: string };

/** The quantity and amount of one product in an order. */
export type SaleLine = {
  readonly product: string;
  readonly currency: string;
  readonly quantity: number;
  /** Minor units, before discounts on the whole order. */
  readonly total: number;
};

/** Whether an order is counted. Orders of a test run never get here. */
export const isCounted = ({ content, quarantined, partOf }: Order): boolean =>
  content.test !== true && !quarantined && partOf === undefined;

/**
 * @param firstTaken when a manager first took it, epoch milliseconds; null if no manager has
 * @returns null for an order that is not counted
 */
export function saleOf(order: Order, firstTaken: number | null): Sale | null {
  if (!isCounted(order)) return null;
  const { content, source, status, receivedAt, attribution } = order;
  return {
    source,
    at: Math.min(momentOf(order), receivedAt),
    currency: content.total?.currency ?? content.currency ?? '',
    cancelled: status === 'cancelled',
    total: content.total?.minor ?? null,
    refunded: content.total === undefined ? 0 : (content.refunded?.minor ?? 0),
    items: piecesLeft(content.items),
    attribution: attribution?.kind ?? 'unknown',
    firstVisit: utmOf(attribution?.first),
    lastVisit: utmOf(attribution?.last),
    took: firstTaken === null ? null : Math.max(0, Math.trunc((firstTaken - receivedAt) / 1000)),
  };
}

function utmOf(visit: NonNullable<Attribution['last']> | undefined): Utm | null {
  const { source = '', medium = '', campaign = '' } = visit ?? {};
  return source + medium + campaign === '' ? null : { source, medium, campaign };
}

/** The products of an order, without duplicates. A product is identified by its name alone, in all sales channels. */
export function saleLinesOf({ content }: Order): readonly SaleLine[] {
  const lines = linesLeft(content.items).map((item) => ({
    product: productName(item.title),
    currency: (item.lineTotal ?? item.unitPrice ?? content.total)?.currency ?? content.currency ?? '',
    quantity: piecesOf(item),
    total: costLeft(item)?.minor ?? 0,
  }));
  const byProduct = Map.groupBy(lines, ({ product, currency }) => `${currency}\n${product}`);
  return [...byProduct.values()].flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const sum = (of: (line: SaleLine) => number): number => some.reduce((all, line) => all + of(line), 0);
    return [{ ...first, quantity: sum((line) => line.quantity), total: sum((line) => line.total) }];
  });
}

/** The product name on one line, trimmed; products are grouped by it. */
export const productName = (title: string): string =>
  title.replace(/[\0\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '');
