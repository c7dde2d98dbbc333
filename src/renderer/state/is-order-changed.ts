import type { AppEvent } from '../../shared/contract.ts';
import type { DraftRow } from '../../shared/views.ts';

/** Whether an event changes an order made from this draft order. A refunded order is no second payment. */
export const isOrderChanged = ({ orderIds }: DraftRow, event: AppEvent): boolean =>
  event.kind === 'orders-changed' &&
  orderIds.length > 1 &&
  (event.ids.length === 0 || orderIds.some((id) => event.ids.includes(id)));
