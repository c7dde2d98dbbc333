import { z } from 'zod';
import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import type { Ledger } from '../ports.ts';

type Own = Pick<Ledger, 'settings'>;

const firstSetting = 'cluster.first-event:';
const eventsSchema = z.array(z.looseObject({ seq: z.int().positive() }));

const startSetting = 'cluster.subscription-start';
/** Maximum clock difference between Pub/Sub and an order's source. */
const marginMs = 10_000;

/** Call when the event subscription was created: earlier messages never arrive. */
export function noteNewSubscription({ settings }: Own): void {
  settings.set(startSetting, 'unknown');
  for (const name of settings.names(firstSetting, '')) settings.set(name, null);
}

/** Whether the creation time of the subscription is not known from Pub/Sub yet. */
export const isStartUnknown = ({ settings }: Own): boolean => settings.get(startSetting) === 'unknown';

/** @param publishedAt of a message that the subscription delivered, epoch milliseconds by Pub/Sub's clock */
export function noteStart(ledger: Own, publishedAt: number): void {
  if (isStartUnknown(ledger)) ledger.settings.set(startSetting, String(publishedAt));
}

/** Records the first event of another computer by Pub/Sub: all its later events arrive that way too. */
export function noteFirstEvent({ settings }: Own, from: string, events: readonly unknown[]): void {
  const name = `${firstSetting}${from}`;
  const [first] = eventsSchema.safeParse(events).data ?? [];
  if (first !== undefined && settings.get(name) === null) settings.set(name, String(first.seq));
}

/** Whether another computer may have announced an order's notification before this one was subscribed. */
export function predatesSubscription(
  { settings, entries }: Own & Pick<Ledger, 'entries'>,
  order: Order,
): boolean {
  const start = settings.get(startSetting);
  if (start === null || momentOf(order) > Number(start) + marginMs) return false;
  return !entries.ofOrder(order.id).some(({ kind, desk, seq }) => {
    const first = settings.get(`${firstSetting}${desk}`);
    return kind === 'order-received' && first !== null && seq >= Number(first);
  });
}
