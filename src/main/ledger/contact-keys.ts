import type { Order } from '../../shared/order.ts';
import { phoneKeys } from './search-words.ts';

/**
 * What one customer's orders have in common, each a contact of its own: the phones in one writing, the e-mail. An order
 * with neither is somebody who cannot be known again. One that nobody vouches for, or that was a test, is nobody's: a
 * forged mail must not put its phone beside a customer's name.
 */
export function contactKeys(order: Order): readonly string[] {
  const { customer, test } = order.content;
  if (order.quarantined || test === true) return [];
  const email = customer.email?.trim().toLowerCase().toWellFormed();
  const keys = [
    ...phoneKeys(customer.phone).map((digits) => `tel:${digits}`),
    ...(email ? [`mail:${email.slice(0, 254)}`] : []),
  ];
  if (keys.length > 0) return [...new Set(keys)];
  return customer.name ? [`order:${order.id}`] : [];
}

export const messengerKey = (subscriber: string): string => `messenger:${subscriber}`;
