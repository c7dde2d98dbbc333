import { lateAfterMs } from '../../shared/trace/patience.ts';
import type { OrderRow } from '../../shared/views.ts';

/** How long a new order has been waiting beyond what is good; null while it is not late. */
export function lateBy(
  { status, receivedAt }: Pick<OrderRow, 'status' | 'receivedAt'>,
  now: number,
): number | null {
  if (status !== 'new') return null;
  const late = now - receivedAt - lateAfterMs;
  return late > 0 ? late : null;
}
