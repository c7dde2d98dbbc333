import { madeUpOrder } from '../../../shared/alert-rules/made-up-order.ts';
import type { NoticeSample } from '../../../shared/alert-rules/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Orders } from '../../orders-port.ts';
import { httpsOnly } from '../message.ts';

export type NoticeSampleParts = {
  readonly orders: Pick<Orders, 'get'>;
  readonly sourceName: (order: Order) => string;
  readonly link: (order: Order) => string | undefined;
  /** Whether a notification has the button that takes the order. */
  readonly canTake: () => boolean;
};

/**
 * Collects the data of an order's notification, so that its text can be previewed before it is sent.
 * @param id null for a made-up order
 * @throws Problem `not-found`
 */
export function noticeSampleOf(
  id: OrderId | null,
  { orders, sourceName, link, canTake }: NoticeSampleParts,
): NoticeSample {
  if (id === null) {
    const address = 'https://example.com/orders/1042';
    return { order: madeUpOrder, sourceName: 'Shopify', link: address, canTake: canTake() };
  }
  const order = orders.get(id);
  if (!order) throw new Problem('not-found', `There is no order ${id}`);
  const { content, needsReview, paymentStatus } = order;
  return {
    order: { content, needsReview, paymentStatus },
    sourceName: sourceName(order),
    link: httpsOnly(link(order)) ?? null,
    canTake: canTake(),
  };
}
