import { z } from 'zod';
import type { Order } from '../../../shared/order.ts';
import { momentOf } from '../../../shared/placed-at.ts';
import type { Ledger } from '../../ports.ts';

type Own = Pick<Ledger, 'settings' | 'deskId'>;

const startSetting = 'cluster.subscription-start';
const firstSetting = 'cluster.first-event:';
const eventsSchema = z.array(z.looseObject({ seq: z.int().positive() }));
/** By how much the clocks of Pub/Sub and of an order's source may differ. */
const marginMs = 10_000;

/** To be called when the subscription to the events was made: what was published before never arrives. */
export function noteNewSubscription({ settings }: Own): void {
  settings.set(startSetting, 'unknown');
  for (const name of settings.names(firstSetting, '')) settings.set(name, null);
}

/** Whether Pub/Sub has yet to say when the subscription was made. */
export const isStartUnknown = ({ settings }: Own): boolean => settings.get(startSetting) === 'unknown';

/** @param publishedAt of a message of this computer that came back, epoch milliseconds by Pub/Sub's clock */
export function noteStart(ledger: Own, publishedAt: number): void {
  if (isStartUnknown(ledger)) ledger.settings.set(startSetting, String(publishedAt));
}

/** Notes the first event that came from another computer by Pub/Sub: all its later ones come that way too. */
export function noteFirstEvent({ settings }: Own, from: string | undefined, events: unknown): void {
  const name = `${firstSetting}${from}`;
  if (from === undefined || settings.get(name) !== null) return;
  const [first] = eventsSchema.safeParse(events).data ?? [];
  if (first !== undefined) settings.set(name, String(first.seq));
}

/** Whether another computer may have announced an order's notification before this one was subscribed. */
export function predatesSubscription(ledger: Own & Pick<Ledger, 'entries'>, order: Order): boolean {
  const start = ledger.settings.get(startSetting);
  if (start === null) return false;
  if (momentOf(order) > Number(start) + marginMs) return false;
  return !ledger.entries.ofOrder(order.id).some(({ kind, desk, seq }) => {
    const first = ledger.settings.get(`${firstSetting}${desk}`);
    return kind === 'order-received' && first !== null && seq >= Number(first);
  });
}
