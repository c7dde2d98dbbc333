import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import type { EntryOf } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { latestNotices } from '../../../shared/latest-notices.ts';
import type { Notification } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import { noticeKey } from '../../notice-key.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { alertKey } from '../alerts/alert-notice.ts';
import { letGo } from '../notice-ends.ts';

export type Arrived = Pick<Notification, 'manager' | 'channel'> & {
  /** The subject of the notification: a new order or an alert. */
  readonly about: { readonly order: OrderId } | { readonly alert: AlertId };
};

const seenInChat = (by: string): string => `Seen in the chat by ${by}`;
const seenAmongMails = (by: string): string => `Seen in the sent mails by ${by}`;

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
    const ends = endsOf(ledger, about).filter(({ data }) => isIt(data));
    const last = ends.at(-1);
    const [known] = latestNotices(ends.map(({ data }) => data));
    if (!last || known?.state !== 'unknown' || channel === 'desktop') {
      throw new Problem('refused', 'The result of this notification is already known', {
        fix: 'Check its result',
      });
    }
    const parked =
      'order' in about ? ledger.notices.parkedOf(about.order) : ledger.notices.parkedOfAlert(about.alert);
    const own = parked.find(isIt);
    const id =
      'order' in about
        ? `notified:${own?.key ?? noticeKey(about.order, manager, channel)}`
        : `told:${own?.key ?? alertKey(about.alert, manager, channel)}`;
    const at = clock.now();
    const seenBy = channel === 'email' ? seenAmongMails : seenInChat;
    const end = {
      state: 'sent',
      at,
      reason: seenBy(by),
    } as const;
    const head = { id: entryIdSchema.parse(id), at, by };
    ledger.entries.append(
      last.kind === 'notified'
        ? { ...head, orderId: last.orderId, kind: last.kind, data: { ...last.data, ...end } }
        : { ...head, orderId: last.orderId, kind: last.kind, data: { ...last.data, ...end } },
    );
    if (own) letGo(ledger, own);
  });
}

/** The outcomes recorded for an order's or an alert's notifications, oldest first. */
function endsOf(
  { entries }: Ledger,
  about: Arrived['about'],
): readonly (EntryOf<'notified'> | EntryOf<'alert-ended'>)[] {
  return 'order' in about
    ? entries.ofOrder(about.order).filter((entry) => entry.kind === 'notified')
    : entries.ofSubject(about.alert).filter((entry) => entry.kind === 'alert-ended');
}
