import type { IncomingOrder, OrderContent } from '../../shared/order.ts';

const detail = 'Shopify does not give the rest of the items';

/** Marks an order with an incomplete list of items for review. */
export function cutOrder(order: IncomingOrder): IncomingOrder {
  const review = order.content.review ?? [];
  return { ...order, content: { ...order.content, review: [...review, { code: 'sum-mismatch', detail }] } };
}

/** Whether Shopify withheld the rest of its items: a complete version is newer. */
export const isCut = ({ review }: OrderContent): boolean =>
  review?.some((reason) => reason.detail === detail) ?? false;
