import { createHash } from 'node:crypto';
import { dedupeEvents } from '../../../shared/dedupe.ts';
import type { Entry, EntryData } from '../../../shared/entry.ts';
import { withPartsTold } from '../../../shared/fold-parts.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import { furtherPaid } from '../../../shared/payment.ts';
import { compareByTime } from '../../../shared/sort-by-time.ts';
import type { Clock, Ledger } from '../../ports.ts';

type Said = Omit<EntryData<'copy-told'>, 'version' | 'quiet'>;

/**
 * Copies the state of a part (paid, sent, cancelled, refunded) to the order it belongs to, and so on upwards. Writes nothing if
 * it is unchanged. Must run in the transaction that changes the part.
 */
export function reportWholes(
  ledger: Pick<Ledger, 'orders' | 'entries'>,
  clock: Pick<Clock, 'now'>,
  id: OrderId,
): void {
  const told = new Set<OrderId>();
  for (let part = ledger.orders.get(id); part?.partOf && !told.has(part.id); ) {
    told.add(part.id);
    const whole = ledger.orders.get(part.partOf.id);
    if (!whole) return; // Shopify's response for a copy may be faster than its webhook
    tellWhole(ledger, clock, whole, part);
    part = ledger.orders.get(whole.id);
  }
}

function tellWhole(
  ledger: Pick<Ledger, 'orders' | 'entries'>,
  clock: Pick<Clock, 'now'>,
  whole: Order,
  part: Order,
): void {
  const said = saidOf(whole, part, ledger.entries.ofOrder(part.id));
  const before = ledger.entries
    .ofOrder(whole.id)
    .filter((entry) => entry.kind === 'copy-told')
    .filter(({ data }) => data.copy === part.id);
  const last = before.toSorted((a, b) => a.data.version - b.data.version || compareByTime(a, b)).at(-1);
  if (last && sealOf(last.data) === sealOf(said)) return;
  // an earlier state may be valid again after a change
  const id = entryIdSchema.parse(`copy-told:${whole.id}:${part.version}:${sealOf(said)}`);
  ledger.entries.append({
    id: ledger.entries.has(id) ? entryIdSchema.parse(`${id}:${before.length}`) : id,
    orderId: whole.id,
    // the later one wins, also over an event of a computer whose clock is ahead
    at: Math.max(clock.now(), last ? last.at + 1 : 0),
    by: part.source === 'shopify' ? 'shopify' : 'orderbell',
    kind: 'copy-told',
    data: { ...said, version: part.version, ...(isCancelledAlike(last?.data, said) && { quiet: true }) },
  });
}

/** Whether the same cancellation was reported before; changes of payment or parts are no second cancellation. */
const isCancelledAlike = (before: Said | undefined, { cancelledAt, ofPart }: Said): boolean =>
  cancelledAt !== undefined && before?.cancelledAt === cancelledAt && before.ofPart === ofPart;

function saidOf(whole: Order, part: Order, entries: readonly Entry[]): Said {
  const { content, cancelledParts = [] } = part;
  const { fulfillment, refunded } = content;
  // a cancelled part of the part needs attention too
  const cancelledAt = content.cancelledAt ?? cancelledParts[0]?.at;
  const currency = whole.content.total?.currency;
  const standing = standingIn(part, entries).filter((id) => id !== part.id && id !== whole.id);
  return {
    copy: part.id,
    ...(part.partOf?.why === 'merged' && { why: 'merged', number: content.number }),
    // a payment noted before the merge counts too
    paymentStatus: furtherPaid(content.paymentStatus, part.paymentStatus),
    ...(fulfillment && { fulfillment }),
    ...(cancelledAt !== undefined && { cancelledAt }),
    ...(cancelledAt !== content.cancelledAt && { ofPart: true as const }),
    // a part is not shown, so its own active parts are reported here
    ...(standing.length > 0 && { standing }),
    ...(refunded && (currency ?? refunded.currency) === refunded.currency && { refunded }),
  };
}

/**
 * The orders merged into a part, directly or indirectly, that were cancelled neither at their source nor together with the part.
 */
function standingIn(
  { content, status, standingParts = [] }: Order,
  entries: readonly Entry[],
): readonly OrderId[] {
  const ids = withPartsTold(content, dedupeEvents(entries))
    .standing.filter(({ part }) => status !== 'cancelled' || standingParts.includes(part))
    .flatMap((one) => one.ids);
  return [...new Set(ids)].toSorted();
}

/** In a fixed order of fields, so that stored and new states compare. */
function sealOf(said: Said): string {
  const { copy, why, paymentStatus, fulfillment, cancelledAt, ofPart, standing, refunded } = said;
  const words = [copy, paymentStatus, fulfillment, cancelledAt, refunded?.minor, refunded?.currency];
  const more = [why, ofPart, standing].filter((word) => word !== undefined);
  return createHash('sha256')
    .update(JSON.stringify([...words, ...more]))
    .digest('hex')
    .slice(0, 12);
}
