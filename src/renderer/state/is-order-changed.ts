import type { AppEvent } from '../../shared/contract.ts';
import type { DraftRow } from '../../shared/views.ts';

/** Whether an event tells of an order that this draft order became: one that was given back is no second payment any more. */
export const isOrderChanged = ({ orderIds }: DraftRow, event: AppEvent): boolean =>
  event.kind === 'orders-changed' &&
  orderIds.length > 1 &&
  (event.ids.length === 0 || orderIds.some((id) => event.ids.includes(id)));
