import type { ReleasedBy, WarehouseState } from '../../shared/order.ts';

/** The warehouse state of a released notification, as its text uses it. */
export const warehouseWords = { committed: 'in', waited: 'late', 'no-warehouse': 'off' } as const;

/**
 * What released the notification that is being sent.
 * @param state of its order in the warehouse
 * @param since when the notification began to wait for the warehouse, epoch milliseconds
 * @param holdMs the maximum wait for the warehouse to have the order
 */
export function releasedBy(
  state: WarehouseState,
  since: number,
  { now, holdMs }: { readonly now: number; readonly holdMs: number },
): ReleasedBy {
  if (state === 'off') return 'no-warehouse';
  // later events of the order make it pending again: only a notification after its maximum wait is late
  return state !== 'committed' && now >= since + holdMs ? 'waited' : 'committed';
}
