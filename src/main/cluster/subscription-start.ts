import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import type { Ledger } from '../ports.ts';

type Own = Pick<Ledger, 'settings'>;

const startSetting = 'cluster.subscription-start';
/** Maximum clock difference between Pub/Sub and an order's source. */
const marginMs = 10_000;

/** Call when the event subscription was created: earlier messages never arrive. */
export const noteNewSubscription = ({ settings }: Own): void => settings.set(startSetting, 'unknown');

/** Whether the creation time of the subscription is not known from Pub/Sub yet. */
export const isStartUnknown = ({ settings }: Own): boolean => settings.get(startSetting) === 'unknown';

/** @param publishedAt of a message that the subscription delivered, epoch milliseconds by Pub/Sub's clock */
export function noteStart(ledger: Own, publishedAt: number): void {
  if (isStartUnknown(ledger)) ledger.settings.set(startSetting, String(publishedAt));
}

/** Whether another computer may have announced an order's notification before this one was subscribed. */
export function predatesSubscription({ settings }: Own, order: Order): boolean {
  const start = settings.get(startSetting);
  if (start === null) return false;
  return start === 'unknown' || momentOf(order) <= Number(start) + marginMs;
}
