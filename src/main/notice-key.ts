import type { Way } from '../shared/alert-rules/channels.ts';
import type { OrderId } from '../shared/ids.ts';
import { orderIdSchema } from '../shared/ids.ts';
import { shortName } from './short-name.ts';

const begin = 'new-order:';

/** One notice an order, manager and channel, however often the order comes; short enough to be the id of an entry. */
export function noticeKey(orderId: OrderId, manager: string, way: Way = 'messenger'): string {
  return shortName(`${begin}${orderId}:${manager}:${way}`, 200, begin);
}

/** The order that such a key names; null where it is for another manager or way, or was too long to be kept whole. */
export function orderOfKey(key: string, manager: string, way: Way): OrderId | null {
  const end = `:${manager}:${way}`;
  if (!key.startsWith(begin) || !key.endsWith(end)) return null;
  const id = orderIdSchema.safeParse(key.slice(begin.length, -end.length)).data;
  return id !== undefined && noticeKey(id, manager, way) === key ? id : null;
}
