import { z } from 'zod';
import type { Order } from '../../../shared/order.ts';
import { momentOf } from '../../../shared/placed-at.ts';
import type { Ledger } from '../../ports.ts';

type Own = Pick<Ledger, 'settings' | 'deskId'>;

const sinceSetting = 'cluster.heard-since';
const prefix = 'cluster.heard-from:';
const eventsSchema = z.array(z.looseObject({ seq: z.int().positive() }));
/** By how much the clocks of Pub/Sub and of an order's source may differ. */
const marginMs = 10_000;

/** To be called when the subscription to the events was made: what was published before never arrives. */
export function startHearing({ settings }: Own): void {
  settings.set(sinceSetting, 'unknown');
  for (const name of settings.names(prefix, '')) settings.set(name, null);
}

/** Whether it is yet to be asked since when messages arrive. */
export const asksSince = ({ settings }: Own): boolean => settings.get(sinceSetting) === 'unknown';

/** @param publishedAt of a message of this computer that came back, epoch milliseconds by Pub/Sub's clock */
export function noteSince(ledger: Own, publishedAt: number): void {
  if (asksSince(ledger)) ledger.settings.set(sinceSetting, String(publishedAt));
}

/** Notes the first event that came from another computer by Pub/Sub: all its later ones come that way too. */
export function noteHeard({ settings }: Own, from: string | undefined, events: unknown): void {
  if (from === undefined) return;
  const [first] = eventsSchema.safeParse(events).data ?? [];
  const name = `${prefix}${from}`;
  if (first !== undefined && settings.get(name) === null) settings.set(name, String(first.seq));
}

/** Whether another computer may have begun to send an order's notification before this one could hear of it. */
export function cameBeforeHearing(ledger: Own & Pick<Ledger, 'entries'>, order: Order): boolean {
  const since = ledger.settings.get(sinceSetting);
  if (since === null) return false;
  if (momentOf(order) > Number(since) + marginMs) return false;
  return !ledger.entries.ofOrder(order.id).some(({ kind, desk, seq }) => {
    const first = ledger.settings.get(`${prefix}${desk}`);
    return kind === 'order-received' && first !== null && seq >= Number(first);
  });
}
