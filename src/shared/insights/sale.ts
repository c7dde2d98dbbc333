import type { Source } from '../ids.ts';
import type { Attribution, Order } from '../order.ts';
import { momentOf } from '../placed-at.ts';
import { costLeft, linesLeft, piecesLeft, piecesOf } from '../remaining-quantity.ts';

/**
 * What one order comes to. These are the definitions behind every number of the page and of the warehouse's view `sales`,
 * which says the same in SQL: what is changed here is changed there.
 *
 * - **Counted** is every order but those of a fire drill, tests, parts of another order, and those in quarantine. A cancelled
 *   one is counted apart, and is in no sum.
 * - **When** is when it was placed, where the source tells that with its offset from UTC; else when its first mail came into
 *   the mailbox; never later than it was heard of, which is what counts of all else. The day and hour are those of the shop's
 *   own clock.
 * - **Total** is what the buyer pays with delivery and tip, **revenue** the total less what was given back, whenever that was.
 *   Amounts of different currencies are never added.
 * - **Pieces** and **products** are of what is left of the lines, as the revenue is: what was taken off, or was paid back and
 *   came back, is none. Goods that came back count until their source says so, their money until it is paid back. An order
 *   is told what was paid back on its copy in Shopify and on those merged into it, but not which goods left them: its revenue
 *   follows that, its pieces and products are those of its own lines.
 * - The **average basket** is the revenue of the orders that say a total, by their number.
 * - **New** is an order when nobody had bought before by any of its phones or its e-mail, as contacts tell them; what was
 *   cancelled is no purchase. Without phone and e-mail that is not known.
 * - **Time to take** is from when it was heard of to when the first manager took it, in whole seconds.
 * - **Commission** is a share of the revenue, rounded half up order by order, and a fixed amount for each order whose revenue
 *   is above nothing and in its currency. **Net** is the revenue less the commission.
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
  /** Whole seconds; null while nobody has taken it. */
  readonly took: number | null;
};

/** What a visit says of where it came from; what it does not say is empty. */
export type Utm = { readonly source: string; readonly medium: string; readonly campaign: string };

/** What one order has of one product. */
export type SaleLine = {
  readonly product: string;
  readonly currency: string;
  readonly quantity: number;
  /** Minor units, before what is taken off the order as a whole. */
  readonly total: number;
};

/** Whether an order is counted at all. One of a fire drill is not shown, and never comes here. */
export const isCounted = ({ content, quarantined, partOf }: Order): boolean =>
  content.test !== true && !quarantined && partOf === undefined;

/**
 * @param firstTaken when a manager first took it, epoch milliseconds; null while nobody has
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

/** The products of an order, each once: a product is told by its name alone, so that it is one however it was sold. */
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

/** One line, without space around; what it shows of a name and adds it up by. */
export const productName = (title: string): string =>
  title.replace(/[\0\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '');
