import type { Money } from './money.ts';
import { moneyToDecimal, timesMoney } from './money.ts';
import type { LineItem } from './order.ts';

/** What a line costs: as the source says, else its unit price times its quantity; null when it has no price. */
export const lineCost = ({
  lineTotal,
  unitPrice,
  quantity,
}: Pick<LineItem, 'lineTotal' | 'unitPrice' | 'quantity'>): Money | null =>
  lineTotal ?? (unitPrice ? timesMoney(unitPrice, quantity) : null);

/** `97.25 + 7.99 − 5.00 = 100.24`: the lines, what is charged beside them, what is taken off. All of one currency. */
export function sumText(lines: Money, charges: readonly Money[], discount?: Money | null): string {
  const added = [lines, ...charges];
  const minor = added.reduce((sum, amount) => sum + amount.minor, 0) - (discount?.minor ?? 0);
  const plus = added.map(moneyToDecimal).join(' + ');
  const minus = discount ? ` − ${moneyToDecimal(discount)}` : '';
  return `${plus}${minus} = ${moneyToDecimal({ minor, currency: lines.currency })}`;
}
