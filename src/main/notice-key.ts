import type { Way } from '../shared/alert-rules/channels.ts';
import type { OrderId } from '../shared/ids.ts';
import { orderIdSchema } from '../shared/ids.ts';
import { shortName } from './short-name.ts';

const begin = 'new-order:';

/** One key per order, manager and channel, even if the order arrives repeatedly; short enough for an event id. */
export function noticeKey(orderId: OrderId, manager: string, way: Way = 'messenger'): string {
  return shortName(`${begin}${orderId}:${manager}:${way}`, 200, begin);
}

/** The order in such a key; null if the key has another manager or channel, or was too long to be kept whole. */
export function orderOfKey(key: string, manager: string, way: Way): OrderId | null {
  const end = `:${manager}:${way}`;
  if (!key.startsWith(begin) || !key.endsWith(end)) return null;
  const id = orderIdSchema.safeParse(key.slice(begin.length, -end.length)).data;
  return id !== undefined && noticeKey(id, manager, way) === key ? id : null;
}
