import type { CustomerView } from '../../../../shared/views.ts';
import type { FormValues } from '../values.ts';

/** The field values of a chosen customer. What the manager typed for this order has priority. */
export function chosenValues(
  customer: CustomerView,
  before: FormValues,
): Pick<FormValues, 'customer' | 'address' | 'chosen' | 'subscriberId'> {
  const known = before.chosen?.filled;
  /** Empty, or as the previous customer filled it. */
  const isFree = (typed: string, was: string | undefined): boolean =>
    typed.trim() === '' || (was !== undefined && typed === was);
  const { name, phone, email } = before.customer;
  const filled = {
    name: customer.name,
    phone: customer.phone ?? '',
    email: customer.email ?? '',
    address: customer.address ?? '',
    // the chat that the form began from stays, whichever customer is chosen
    subscriberId: isFree(before.subscriberId, known?.subscriberId) ? (customer.subscriberId ?? '') : '',
  };
  return {
    customer: {
      name: isFree(name, known?.name) ? filled.name : name,
      phone: isFree(phone, known?.phone) ? filled.phone : phone,
      email: isFree(email, known?.email) ? filled.email : email,
    },
    address: isFree(before.address, known?.address) ? filled.address : before.address,
    chosen: {
      name: customer.name || customer.phone || customer.email || '',
      orders: customer.orders,
      shopifyId: customer.shopifyId ?? '',
      filled,
    },
    subscriberId: isFree(before.subscriberId, known?.subscriberId)
      ? filled.subscriberId
      : before.subscriberId,
  };
}

/** Clears what the customer filled in; later edits stay. Without a chosen customer it removes the chat. */
export function clearedValues(
  before: FormValues,
): Pick<FormValues, 'customer' | 'address' | 'chosen' | 'subscriberId'> {
  const filled = before.chosen?.filled;
  const left = (typed: string, was: string | undefined): string =>
    was !== undefined && typed === was ? '' : typed;
  const { name, phone, email } = before.customer;
  return {
    customer: {
      name: left(name, filled?.name),
      phone: left(phone, filled?.phone),
      email: left(email, filled?.email),
    },
    address: left(before.address, filled?.address),
    chosen: null,
    subscriberId: filled === undefined ? '' : left(before.subscriberId, filled.subscriberId),
  };
}
