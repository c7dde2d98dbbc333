import { isContent } from '../../../shared/content-entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Ledger } from '../../ports.ts';
import type { Numbered } from './reused-number.ts';
import { toldAt } from './reused-number.ts';

export type MailOrder = Order & Numbered;

/** These orders with all their versions, sorted by when each first came, newest first: an older order may be recorded late. */
export const ordersOfMail = (
  { orders, entries }: Pick<Ledger, 'orders' | 'entries'>,
  ids: Iterable<OrderId>,
): readonly MailOrder[] =>
  [...ids]
    .flatMap((id) => orders.get(id) ?? [])
    .map((order) => ({
      ...order,
      told: entries
        .ofOrder(order.id)
        .filter(isContent)
        .map(({ data }) => ({ ...data.order, documentId: data.documentId })),
    }))
    .toSorted((one, other) => toldAt(other) - toldAt(one));
