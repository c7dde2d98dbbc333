import type { OrderId, Source } from '../../../shared/ids.ts';
import type { Order, OrderContent } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import type { Orders } from '../../orders-port.ts';
import { namedOrders } from './named-order.ts';
import { idByNumber } from './order-from-mail.ts';

/** What a genuine mail says of one order. */
export type Spoken = {
  readonly source: Source;
  readonly reading: Pick<Reading, 'kind' | 'says' | 'number'>;
  readonly content: OrderContent;
  /** The subject and the lines of the mail. */
  readonly texts: readonly string[];
  /** Since when an order that is done with may have come, to be spoken of by its number alone, epoch milliseconds. */
  readonly closedSince: number;
};

/** The order a mail is about, or what an order is made of that is not here yet. */
export type Meant = { readonly known: Order } | { readonly known: null; readonly content: OrderContent };

/** The order a genuine mail is about: by the number read; where none was, by the one order it names, an open one first. */
export function orderMeant(orders: Orders, spoken: Spoken): Meant {
  const { source, reading, content } = spoken;
  const ofNumber = (number: string): Order | null => {
    if (number === '') return null;
    const id = orders.byNumber(source, number);
    return orders.get(idByNumber(source, number)) ?? (id && orders.get(id));
  };
  const unknown = { known: null, content };
  if (content.number !== '') return meant(ofNumber(content.number)) ?? unknown;
  if (reading.says === 'new-order') return unknown;
  const [only, ...others] = ordersNamed(orders, spoken);
  // then nobody knows which one is meant
  if (others.length > 0) return unknown;
  const number = reading.number ?? '';
  const known = meant(only === undefined ? ofNumber(number) : orders.get(only));
  // by the number its announcement finds it, which is still to come
  const cancelled = { known: null, content: { ...content, number } };
  return known ?? (reading.says === 'cancelled' ? cancelled : unknown);
}

function ordersNamed(orders: Orders, { source, reading, texts, closedSince }: Spoken): readonly OrderId[] {
  const open = namedOrders(orders.openNumbers(source), texts);
  // what may be an order itself, told in other words than before, is looked at rather than laid beside one that is done with
  const mayBeNew = reading.kind !== 'not-an-order' && reading.says === 'nothing';
  return open.length > 0 || mayBeNew ? open : namedOrders(orders.closedNumbers(source, closedSince), texts);
}

const meant = (known: Order | null): Meant | null => known && { known };
