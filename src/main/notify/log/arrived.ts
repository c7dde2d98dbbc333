import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { newOrderOccasion } from '../../../shared/notices.ts';
import type { Notification } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { letGo } from '../notice-ends.ts';
import { noticeKey } from '../notifier.ts';

export type Arrived = Pick<Notification, 'manager' | 'channel'> & { readonly orderId: OrderId };

/**
 * Writes down that a notice has arrived of which nobody knew: a person has looked. Its message is ended in the same
 * transaction, so that nobody sends it again; it is the fact an ordinary end would have written, with the same id.
 * @param by who has looked
 * @throws Problem `refused` when it is not in doubt: it may have been settled meanwhile
 */
export function recordArrived(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { orderId, manager, channel }: Arrived,
  by: string,
): void {
  ledger.transaction(() => {
    const isIt = (one: Pick<Notification, 'manager' | 'channel'>): boolean =>
      one.manager === manager && one.channel === channel;
    const known = ledger.orders.get(orderId)?.notifications.find(isIt);
    const parked = ledger.notices
      .parkedOf(orderId)
      .find((one) => isIt(one) && one.occasion === newOrderOccasion);
    if (known?.state !== 'unknown') {
      throw new Problem('refused', 'What became of the notice is known meanwhile', {
        fix: 'Look at what became of it',
      });
    }
    const at = clock.now();
    ledger.entries.append({
      id: entryIdSchema.parse(`notified:${parked?.key ?? noticeKey(orderId, manager)}`),
      orderId,
      at,
      by,
      kind: 'notified',
      data: { ...known, state: 'sent', at, reason: `Seen in the chat by ${by}` },
    });
    if (parked) letGo(ledger, parked);
  });
}
