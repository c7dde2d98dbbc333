import type { Order } from '../../shared/order.ts';
import { phoneKeys } from './search-words.ts';

/**
 * The contact keys that a customer's orders share: the normalized phones and the e-mail. An order with only a name gets a key of
 * its own, because its customer cannot be recognized again. Quarantined and test orders have none: a forged mail must not add
 * its phone to a customer.
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
