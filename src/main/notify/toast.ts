import { moneyToDecimal } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import type { Notice } from '../host.ts';

/** A native notice says what and how much, but not who: it shows on a locked screen too. */
export function newOrderToast({ id, content: { number, total, items } }: Order): Notice {
  const amount = total && `${moneyToDecimal(total)} ${total.currency}`;
  const titles = items.map(({ title }) => title).join(', ');
  return { title: number, body: [amount, titles].filter(Boolean).join(' · '), orderId: id };
}
