import type { OrderId } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';

/** What tells of these orders too, Shopify's copies and what was merged into them, names the same person. */
export function withParts(ledger: Pick<Ledger, 'orders'>, orders: readonly OrderId[]): readonly OrderId[] {
  const all = new Set(orders);
  for (const id of all) for (const part of ledger.orders.get(id)?.parts ?? []) all.add(part.id);
  return [...all].filter((id) => ledger.orders.get(id) !== null);
}
