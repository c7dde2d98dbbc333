import type { Money } from './money.ts';
import { moneyToDecimal, sumMoney, timesMoney } from './money.ts';
import type { LineItem, OrderContent } from './order.ts';

/** The cost of a line: the source's amount, otherwise unit price times quantity; null without a price. */
export const lineCost = ({
  lineTotal,
  unitPrice,
  quantity,
}: Pick<LineItem, 'lineTotal' | 'unitPrice' | 'quantity'>): Money | null =>
  lineTotal ?? (unitPrice ? timesMoney(unitPrice, quantity) : null);

/** The sum of the lines as ordered; null if a price is missing or there are no lines. */
export function linesCost(items: readonly LineItem[]): Money | null {
  const costs = items.map(lineCost).filter((cost) => cost !== null);
  const [first] = costs;
  if (!first || costs.length < items.length) return null;
  if (costs.some(({ currency }) => currency !== first.currency)) return null;
  return sumMoney(costs, first.currency);
}

/**
 * The cost of the goods before deductions. The subtotal alone is not enough: in Shopify and some mails it is after the discount,
 * and in mails that price options separately it exceeds the lines.
 */
export function goodsCost({ items, subtotal }: Pick<OrderContent, 'items' | 'subtotal'>): Money | null {
  const lines = linesCost(items);
  if (!lines || !subtotal) return lines ?? subtotal ?? null;
  return subtotal.currency === lines.currency && subtotal.minor > lines.minor ? subtotal : lines;
}

/** `97.25 + 7.99 − 5.00 = 100.24`: lines, charges and discount, all in one currency. */
export function sumText(lines: Money, charges: readonly Money[], discount?: Money | null): string {
  const added = [lines, ...charges];
  const minor = added.reduce((sum, amount) => sum + amount.minor, 0) - (discount?.minor ?? 0);
  const plus = added.map(moneyToDecimal).join(' + ');
  const minus = discount ? ` − ${moneyToDecimal(discount)}` : '';
  return `${plus}${minus} = ${moneyToDecimal({ minor, currency: lines.currency })}`;
}
