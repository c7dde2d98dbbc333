import type { Order } from '../../shared/order.ts';
import type { Ledger } from '../ports.ts';

type Own = Pick<Ledger, 'settings' | 'deskId'>;

/** The clocks of two computers may each be wrong by ten minutes. */
const marginMs = 20 * 60_000;
const setting = ({ deskId }: Own): string => `cluster.heard-since:${deskId}`;

/** To be called when the subscription to the events was made: what was published before it never arrives. */
export function noteHearing(ledger: Own, now: number, isNew: boolean): void {
  if (isNew || ledger.settings.get(setting(ledger)) === null)
    ledger.settings.set(setting(ledger), String(now));
}

/** Whether another computer may have begun to send an order's notification before this one could hear of it. */
export function cameBeforeHearing(ledger: Own & Pick<Ledger, 'entries'>, { id, receivedAt }: Order): boolean {
  const since = ledger.settings.get(setting(ledger));
  if (since === null) return false;
  const isOwn = ledger.entries
    .ofOrder(id)
    .some(({ kind, desk }) => kind === 'order-received' && desk === ledger.deskId);
  return receivedAt <= Number(since) + (isOwn ? 0 : marginMs);
}
