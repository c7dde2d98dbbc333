import type { AlertId } from '../../../shared/bell/alert.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import type { Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';
import type { Performer } from '../../outbox/relay.ts';
import { noticeEnds } from '../notice-ends.ts';
import type { GatherParts } from '../send-gathered.ts';
import { sendOnce } from '../send-once.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertKind, alertNoticeSchema, alertRecord } from './alert-notice.ts';

export type SendAlertParts = GatherParts & {
  /** Why it is no news any more: the link is paid, the source writes again. Null while it is. */
  readonly reasonToKeepQuiet: (notice: AlertNotice) => string | null;
  /** What a manager presses to be reached for another day; null where no press would find its way here. */
  readonly hereButton: (subscriberId: SubscriberId) => Callback | null;
  /** Called inside the transaction that writes down that a manager could not be told. */
  readonly onRefused: (alert: AlertId) => void;
};

/** Tells one manager of something that is no new order, at most once. */
export function createAlertPerformer(parts: SendAlertParts): Performer {
  const { ledger } = parts;
  return {
    kind: alertKind,
    leaseMs: 60_000,
    limit: 4,
    async perform(message) {
      const notice = alertNoticeSchema.parse(message.payload);
      const record = alertRecord(ledger, notice, () => parts.onRefused(notice.alert));
      return sendOnce(parts, {
        message,
        subscriberId: notice.subscriberId,
        ends: noticeEnds(parts, message, record),
        wasTold: () => ledger.entries.ofSubject(notice.alert).some(({ id }) => id === record.id),
        reasonToKeepQuiet: () => parts.reasonToKeepQuiet(notice),
        mayTell: () => parts.mayTell(message, null),
        block: () => blockOf(notice, parts.hereButton),
      });
    },
  };
}

function blockOf(
  { text, occasion, subscriberId }: AlertNotice,
  hereButton: SendAlertParts['hereButton'],
): DynamicBlock {
  const button = occasion === 'one-tap' ? hereButton(subscriberId) : null;
  return {
    version: 'v2',
    content: { messages: [{ type: 'text', text, ...(button && { buttons: [button] }) }] },
  };
}
