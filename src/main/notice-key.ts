import type { Way } from '../shared/bell/ways.ts';
import type { OrderId } from '../shared/ids.ts';
import { shortName } from './short-name.ts';

/** One notice an order, manager and channel, however often the order comes; short enough to be the id of an entry. */
export function noticeKey(orderId: OrderId, manager: string, way: Way = 'messenger'): string {
  return shortName(`new-order:${orderId}:${manager}:${way}`, 200, 'new-order:');
}
