import { isCancelledBeside } from '../../shared/fold-cancellations.ts';
import type { OrderId, Source } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import type { Order } from '../../shared/order.ts';
import { isDone } from '../../shared/order.ts';
import { linesLeft } from '../../shared/remaining-quantity.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';
import type { Orders } from '../orders-port.ts';
import { orderTitle } from './order-title.ts';

export type ToastContext = {
  readonly language: Language;
  readonly sourceName: (source: Source) => string;
  /** Whether customer, items and total may show on this computer's screen, locked or not. */
  readonly details: boolean;
};

/** Whether an order has a cancellation to report: of a part, or while it was worked on. */
export const isOfCancellation = (order: Order): boolean =>
  order.cancelledParts !== undefined || isCancelledBeside(order);

/** @returns null while the merged orders are still valid, or if the order is closed */
export function cancelledToast(order: Order, language: Language): Toast | null {
  const t = textsOf(language, 'notification');
  const last = order.cancellations?.at(-1);
  if (last && isCancelledBeside(order)) {
    return {
      title: orderTitle(order, language),
      body: t('cancelledBeside', { name: last.by }),
      orderId: order.id,
    };
  }
  if (!order.cancelledParts || !order.needsReview || isDone(order.status)) return null;
  return { title: orderTitle(order, language), body: t('partCancelled'), orderId: order.id };
}

/** The maximum number of named orders; a screen shows no more. */
const mostNamed = 10;

/** The notification of new orders. Reads only the orders that it names. */
export function toastOf(
  ids: readonly OrderId[],
  known: Pick<Orders, 'get'>,
  context: ToastContext,
): Toast | null {
  const named = ids.slice(0, mostNamed).map((id) => known.get(id));
  return newOrdersToast(
    named.filter((order) => order !== null),
    context,
    ids.length - named.length,
  );
}

/**
 * One native notification for orders that arrived together. It may show on a locked screen: it has order numbers and sources, and
 * customer data only if the setting allows it.
 * @param more the number of orders that are not named
 * @returns null for no orders
 */
export function newOrdersToast(orders: readonly Order[], context: ToastContext, more = 0): Toast | null {
  const { language, sourceName, details } = context;
  const t = textsOf(language, 'notification');
  const [first] = orders;
  if (!first) return null;
  const count = orders.length + more;
  if (count === 1) {
    const known = details ? [nameOf(first), amountOf(first, language), titlesOf(first)] : [];
    return {
      title: orderTitle(first, language),
      body: [sourceName(first.source), ...known].filter(Boolean).join(' · '),
      orderId: first.id,
      ...(first.status === 'new' && { take: t('take') }),
    };
  }
  const title = t('orders', { count });
  const numbers = [...orders.map((order) => orderTitle(order, language)), ...(more > 0 ? ['…'] : [])];
  return { title, body: numbers.join(', '), orderId: first.id };
}

const nameOf = ({ content: { customer } }: Order): string | undefined => customer.name;

const amountOf = ({ content: { total } }: Order, language: Language): string | undefined =>
  total && moneyText(total, language);

const titlesOf = ({ content: { items } }: Order): string =>
  linesLeft(items)
    .map(({ title }) => title)
    .join(', ');
