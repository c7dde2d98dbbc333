import type { Money } from './money.ts';
import { moneyToDecimal, sumMoney, timesMoney } from './money.ts';
import type { LineItem, OrderContent } from './order.ts';

/** What a line costs: as the source says, else its unit price times its quantity; null when it has no price. */
export const lineCost = ({
  lineTotal,
  unitPrice,
  quantity,
}: Pick<LineItem, 'lineTotal' | 'unitPrice' | 'quantity'>): Money | null =>
  lineTotal ?? (unitPrice ? timesMoney(unitPrice, quantity) : null);

/** What the lines cost together, as they were ordered; null where one has no price, or there is none. */
export function linesCost(items: readonly LineItem[]): Money | null {
  const costs = items.map(lineCost).filter((cost) => cost !== null);
  const [first] = costs;
  if (!first || costs.length < items.length) return null;
  if (costs.some(({ currency }) => currency !== first.currency)) return null;
  return sumMoney(costs, first.currency);
}

/**
 * What the goods cost before anything is taken off. A subtotal alone does not tell: Shopify's and that of some mails is after
 * the discount, so less than the lines; where a mail prices choices beside the lines, it is more than they are.
 */
export function goodsCost({ items, subtotal }: Pick<OrderContent, 'items' | 'subtotal'>): Money | null {
  const lines = linesCost(items);
  if (!lines || !subtotal) return lines ?? subtotal ?? null;
  return subtotal.currency === lines.currency && subtotal.minor > lines.minor ? subtotal : lines;
}

/** `97.25 + 7.99 − 5.00 = 100.24`: the lines, what is charged beside them, what is taken off. All of one currency. */
export function sumText(lines: Money, charges: readonly Money[], discount?: Money | null): string {
  const added = [lines, ...charges];
  const minor = added.reduce((sum, amount) => sum + amount.minor, 0) - (discount?.minor ?? 0);
  const plus = added.map(moneyToDecimal).join(' + ');
  const minus = discount ? ` − ${moneyToDecimal(discount)}` : '';
  return `${plus}${minus} = ${moneyToDecimal({ minor, currency: lines.currency })}`;
}
