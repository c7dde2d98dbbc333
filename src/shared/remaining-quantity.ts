import { lineCost } from './bill.ts';
import type { Money } from './money.ts';
import { timesMoney } from './money.ts';
import type { LineItem } from './order.ts';

type Pieces = Pick<LineItem, 'quantity' | 'left'>;

/** The remaining quantity of a line, which is packed, shown and counted. */
export const piecesOf = ({ quantity, left }: Pieces): number => left ?? quantity;

/** Whether all of a line was taken off or came back. A line that was of no pieces to begin with is still a line. */
export const isGone = ({ left }: Pick<LineItem, 'left'>): boolean => left === 0;

/** The lines of which something is left. */
export const linesLeft = <L extends Pick<LineItem, 'left'>>(items: readonly L[]): readonly L[] =>
  items.filter((item) => !isGone(item));

/** How many of all its lines the order still has. */
export const piecesLeft = (items: readonly Pieces[]): number =>
  items.reduce((sum, item) => sum + piecesOf(item), 0);

/**
 * What is left of a line costs, where `lineCost` is what was ordered of it. What a source says of a whole line is of all of
 * it, and may not divide: of a part only the price of a piece tells; null without one.
 */
export function costLeft(
  item: Pick<LineItem, 'lineTotal' | 'unitPrice' | 'quantity' | 'left'>,
): Money | null {
  const { left, unitPrice } = item;
  if (left === undefined) return lineCost(item);
  return unitPrice ? timesMoney(unitPrice, left) : null;
}
