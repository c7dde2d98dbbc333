import type { IncomingOrder, OrderContent } from '../../shared/order.ts';

const detail = 'Shopify does not give the rest of the items';

/** An order with those of its items that there are, for a person to look at. */
export function cutOrder(order: IncomingOrder): IncomingOrder {
  const review = order.content.review ?? [];
  return { ...order, content: { ...order.content, review: [...review, { code: 'sum-mismatch', detail }] } };
}

/** Whether the rest of its items was kept from us: whoever tells it whole knows more. */
export const isCut = ({ review }: OrderContent): boolean =>
  review?.some((reason) => reason.detail === detail) ?? false;
