import type { ReleasedBy, WarehouseState } from '../../shared/order.ts';

/** What the warehouse is to a notice that goes out now, as its text says it. */
export const warehouseWords = { committed: 'in', waited: 'late', 'no-warehouse': 'off' } as const;

/**
 * What let a notice go that is performed now.
 * @param state of its order in the warehouse
 * @param since when the warehouse has been waited for with it, epoch milliseconds
 * @param holdMs how long a notice waits for the warehouse to have the order
 */
export function releasedBy(
  state: WarehouseState,
  since: number,
  { now, holdMs }: { readonly now: number; readonly holdMs: number },
): ReleasedBy {
  if (state === 'off') return 'no-warehouse';
  // later entries of the order make it pending again: only a notice that has waited its time out is late
  return state !== 'committed' && now >= since + holdMs ? 'waited' : 'committed';
}
