import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import type { EntryId, OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { latestNotices } from '../../../shared/latest-notices.ts';
import type { Notification } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import { noticeKey } from '../../notice-key.ts';
import type { ParkedNotice } from '../../notice-log-port.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { alertKey } from '../alerts/alert-notice.ts';
import { letGo } from '../notice-ends.ts';

export type Arrived = Pick<Notification, 'manager' | 'channel'> & {
  /** The subject of the notification: a new order or an alert. */
  readonly about: { readonly order: OrderId } | { readonly alert: AlertId };
};

/** The recorded reason by channel; `notice-ends.ts` asks a person to look there. */
const seen: { readonly [W in Way]: (by: string) => string } = {
  messenger: (by) => `Seen in the chat by ${by}`,
  email: (by) => `Seen among the sent mails by ${by}`,
};

/**
 * Records that a notification with an unknown outcome has arrived, as seen by a person. Ends its message in the same transaction,
 * so that it is not sent again. The event has the same id that a normal end would have.
 * @param by the person who looked
 * @throws Problem `refused` if its outcome is known meanwhile
 */
export function recordArrived(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  { about, manager, channel }: Arrived,
  by: string,
): void {
  const isIt = (one: Pick<Notification, 'manager' | 'channel'>): boolean =>
    one.manager === manager && one.channel === channel;
  ledger.transaction(() => {
    const doubt = 'order' in about ? ofOrder(about.order) : ofAlert(about.alert);
    if (doubt === null) {
      throw new Problem('refused', 'What became of the notice is known meanwhile', {
        fix: 'Look at what became of it',
      });
    }
    const { parked, id, way, write } = doubt;
    const at = clock.now();
    write(entryIdSchema.parse(id), { state: 'sent', at, reason: seen[way](by) });
    if (parked) letGo(ledger, parked);
  });

  function ofOrder(orderId: OrderId): Doubt | null {
    const known = ledger.orders.get(orderId)?.notifications.find(isIt);
    if (known?.state !== 'unknown' || channel === 'desktop') return null;
    const parked = ledger.notices.parkedOf(orderId).find(isIt);
    return {
      parked,
      way: channel,
      id: `notified:${parked?.key ?? noticeKey(orderId, manager, channel)}`,
      write: (id, end) =>
        ledger.entries.append({ id, orderId, at: end.at, by, kind: 'notified', data: { ...known, ...end } }),
    };
  }

  function ofAlert(alert: AlertId): Doubt | null {
    const ends = ledger.entries
      .ofSubject(alert)
      .flatMap((entry) => (entry.kind === 'alert-ended' && isIt(entry.data) ? [entry] : []));
    const last = ends.at(-1);
    const known = latestNotices(ends.map(({ data }) => data))[0];
    if (last === undefined || known?.state !== 'unknown' || channel === 'desktop') return null;
    const parked = ledger.notices.parkedOfAlert(alert).find(isIt);
    return {
      parked,
      way: channel,
      id: `told:${parked?.key ?? alertKey(alert, manager, channel)}`,
      write: (id, end) =>
        ledger.entries.append({
          id,
          orderId: last.orderId,
          at: end.at,
          by,
          kind: 'alert-ended',
          data: { ...last.data, ...end },
        }),
    };
  }
}

type Doubt = {
  readonly parked: ParkedNotice | undefined;
  readonly way: Way;
  readonly id: string;
  write(id: EntryId, end: { readonly state: 'sent'; readonly at: number; readonly reason: string }): unknown;
};
