import { createHash } from 'node:crypto';
import type { EntryData } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { IncomingOrder, OrderContent } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { createSameOrders } from '../same-order/decide-same.ts';

/** What a copy in Shopify carries, as a tag and as an attribute: whichever of them Shopify hands on is enough. */
export const copyAttribute = 'orderbell_order';
const copyTagStart = 'orderbell-order-';

/** Nobody can guess it, so that no buyer can make an order of his own pass for a copy. 40 characters are Shopify's limit. */
export const copyTagOf = (key: string): string =>
  `${copyTagStart}${key.replaceAll('-', '').slice(0, 40 - copyTagStart.length)}`;

const tagOf = ({ tags, properties }: OrderContent): string | undefined =>
  tags?.find((tag) => tag.startsWith(copyTagStart)) ??
  properties?.find(({ name }) => name === copyAttribute)?.value;

/**
 * The manual order that an order of Shopify was made of, known by its tag, which was on disk before anything was sent, or
 * by Shopify's own answer. A manual order has one copy: what else carries its tag (duplicated in the admin) is an order.
 * @returns null when it is an order of its own
 */
export function wholeOf(ledger: Ledger, orderId: OrderId, order: IncomingOrder): OrderId | null {
  if (order.source !== 'shopify') return null;
  const tied = ledger.entries.ofOrder(orderId).find((entry) => entry.kind === 'copy-of');
  if (tied) return ledger.orders.get(tied.data.of) ? tied.data.of : null;
  const tag = tagOf(order.content);
  // a buyer's own checkout is never a copy, whatever it claims
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

/** Ties a copy to its order, in both of their timelines. Safe to call again. */
export function tieCopy(ledger: Ledger, clock: Clock, { of, copy, tag, number }: Tie): void {
  const fact = { at: clock.now(), by: 'shopify' };
  ledger.transaction(() => {
    // a manager may have merged them the other way round before their tie was known: each would be a part of the other
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
    tellWhole(ledger, clock, of, copy);
  });
}

/** Tells an order what Shopify says of its copy: paid, sent, cancelled, given back. Says nothing that was said already. */
export function tellWhole(ledger: Ledger, clock: Clock, of: OrderId, copy: OrderId): void {
  const known = ledger.orders.get(copy);
  if (!known) return; // its answer was faster than its webhook
  const { paymentStatus, fulfillment, cancelledAt, refunded } = known.content;
  const said: Omit<EntryData<'copy-told'>, 'version'> = {
    copy,
    paymentStatus,
    ...(fulfillment && { fulfillment }),
    ...(cancelledAt !== undefined && { cancelledAt }),
    ...(refunded && { refunded }),
  };
  const last = ledger.entries.ofOrder(of).findLast((entry) => entry.kind === 'copy-told');
  if (last) {
    const { version: _version, ...before } = last.data;
    if (sealOf(before) === sealOf(said)) return;
  }
  ledger.entries.append({
    id: entryIdSchema.parse(`copy-told:${of}:${known.version}:${sealOf(said)}`),
    orderId: of,
    at: clock.now(),
    by: 'shopify',
    kind: 'copy-told',
    data: { ...said, version: known.version },
  });
}

/** In one order of names, so that what was read back from the ledger compares with what is said now. */
const sealOf = (said: Omit<EntryData<'copy-told'>, 'version'>): string => {
  const { copy, paymentStatus, fulfillment, cancelledAt, refunded } = said;
  return createHash('sha256')
    .update(
      JSON.stringify([copy, paymentStatus, fulfillment, cancelledAt, refunded?.minor, refunded?.currency]),
    )
    .digest('hex')
    .slice(0, 12);
};

/** What a tie says of the tag an order of Shopify carries. */
export const tieOf = (of: OrderId, copy: OrderId, { content }: IncomingOrder): Tie => ({
  of,
  copy,
  tag: tagOf(content) ?? '',
  number: content.number,
});
