import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { IncomingOrder, OrderContent } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { createSameOrders } from '../same-order/decide-same.ts';
import { reportWholes } from '../same-order/report-wholes.ts';

/** A copy in Shopify has it as a tag and as an attribute; either one is enough. */
export const copyAttribute = 'orderbell_order';
const copyTagStart = 'orderbell-order-';

/** Not guessable, so that no buyer can pass an order off as a copy. Shopify's limit is 40 characters. */
export const copyTagOf = (key: string): string =>
  `${copyTagStart}${key.replaceAll('-', '').slice(0, 40 - copyTagStart.length)}`;

const tagOf = ({ tags, properties }: OrderContent): string | undefined =>
  tags?.find((tag) => tag.startsWith(copyTagStart)) ??
  properties?.find(({ name }) => name === copyAttribute)?.value;

/**
 * Finds the manual order of a Shopify copy by its tag, which was on disk before anything was sent, or by Shopify's response. A
 * manual order has one copy: another order with its tag (duplicated in the admin) is a separate order.
 * @returns null for a separate order
 */
export function originalOf(ledger: Ledger, orderId: OrderId, order: IncomingOrder): OrderId | null {
  if (order.source !== 'shopify') return null;
  const tied = ledger.entries.ofOrder(orderId).find((entry) => entry.kind === 'copy-of');
  if (tied) return ledger.orders.get(tied.data.of) ? tied.data.of : null;
  const tag = tagOf(order.content);
  // a buyer's own checkout is never a copy, even with the tag
  if (tag === undefined || order.content.soldThrough === 'web') return null;
  const asked = ledger.entries.ofSubject(tag).find((entry) => entry.kind === 'copy-asked');
  if (!asked?.orderId) return null;
  const manual = ledger.orders.get(asked.orderId);
  if (!manual || (manual.copy?.id !== undefined && manual.copy.id !== orderId)) return null;
  return manual.id;
}

export type Tie = {
  readonly of: OrderId;
  readonly copy: OrderId;
  readonly tag: string;
  readonly number: string;
};

/** Links a copy to its order, in both timelines. Idempotent. */
export function tieCopy(ledger: Ledger, clock: Clock, { of, copy, tag, number }: Tie): void {
  const fact = { at: clock.now(), by: 'shopify' };
  ledger.transaction(() => {
    // a manager may have merged them the other way round before the link was known: each would be a part of the other
    if (ledger.orders.get(of)?.partOf?.id === copy) {
      createSameOrders({ ledger, clock }).undo(of, copy, 'orderbell');
    }
    ledger.entries.append({
      ...fact,
      id: entryIdSchema.parse(`copy-linked:${of}:${copy}`),
      orderId: of,
      kind: 'copy-linked',
      data: { copy, tag, number },
    });
    ledger.entries.append({
      ...fact,
      id: entryIdSchema.parse(`copy-of:${copy}:${of}`),
      orderId: copy,
      kind: 'copy-of',
      data: { of, tag },
    });
    reportWholes(ledger, clock, copy);
  });
}

/** The link between a manual order and a Shopify order with its tag. */
export const tieOf = (of: OrderId, copy: OrderId, { content }: IncomingOrder): Tie => ({
  of,
  copy,
  tag: tagOf(content) ?? '',
  number: content.number,
});
