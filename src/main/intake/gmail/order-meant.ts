import type { Source } from '../../../shared/ids.ts';
import type { Order, OrderContent } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import type { Orders } from '../../orders-port.ts';
import { namedOrders } from './named-order.ts';
import { idByNumber } from './order-from-mail.ts';

/** What a genuine mail says of one order. */
export type Spoken = {
  readonly source: Source;
  readonly reading: Pick<Reading, 'says' | 'number'>;
  readonly content: OrderContent;
  /** The subject and the lines of the mail. */
  readonly texts: readonly string[];
};

/** The order a mail is about, or what an order is made of that is not here yet. */
export type Meant = { readonly known: Order } | { readonly known: null; readonly content: OrderContent };

/** The order a genuine mail is about: by the number read; where none was, by the one open order it names. */
export function orderMeant(orders: Orders, { source, reading, content, texts }: Spoken): Meant {
  const ofNumber = (number: string): Order | null => {
    if (number === '') return null;
    const id = orders.byNumber(source, number);
    return orders.get(idByNumber(source, number)) ?? (id && orders.get(id));
  };
  const unknown = { known: null, content };
  if (content.number !== '') return meant(ofNumber(content.number)) ?? unknown;
  if (reading.says === 'new-order') return unknown;
  const [only, ...others] = namedOrders(orders.openNumbers(source), texts);
  // then nobody knows which one is meant
  if (others.length > 0) return unknown;
  if (only !== undefined) return meant(orders.get(only)) ?? unknown;
  if (reading.says !== 'cancelled') return unknown;
  const number = reading.number ?? '';
  // by the number its announcement finds it, which is still to come
  return meant(ofNumber(number)) ?? { known: null, content: { ...content, number } };
}

const meant = (known: Order | null): Meant | null => known && { known };
