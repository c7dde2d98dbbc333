import type { AlertId } from '../../../shared/bell/alert.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import type { Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';
import type { Performer } from '../../outbox/relay.ts';
import { noticeEnds } from '../notice-ends.ts';
import type { GatherParts } from '../send-gathered.ts';
import { sendOnce } from '../send-once.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertKind, alertMessageSchema, alertRecord, wasAlerted } from './alert-notice.ts';

/** What whoever raises alerts has to say while they are told. */
export type AlertDesk = {
  /** Why it is no news any more: the link is paid, the source writes again. Null while it is. */
  readonly reasonToKeepQuiet: (notice: AlertNotice) => string | null;
  /** Owes it by another way, inside the transaction that says why this one did not do. @returns whether there is one */
  readonly handOver: (notice: AlertNotice) => boolean;
  /** Called inside the transaction that writes down that a manager could not be told. */
  readonly onRefused: (alert: AlertId) => void;
};

export type SendAlertParts = GatherParts & {
  readonly desk: AlertDesk;
  /** What a manager presses to be reached for another day; null where no press would find its way here. */
  readonly hereButton: (subscriberId: SubscriberId) => Callback | null;
};

/** Tells one manager of something that is no new order, at most once. */
export function createAlertPerformer(parts: SendAlertParts): Performer {
  const { ledger, desk } = parts;
  return {
    kind: alertKind,
    leaseMs: 60_000,
    limit: 4,
    async perform(message) {
      const { subscriberId, ...notice } = alertMessageSchema.parse(message.payload);
      const record = {
        ...alertRecord(ledger, notice, 'messenger'),
        handOver: () => desk.handOver(notice),
        onRefused: () => desk.onRefused(notice.alert),
      };
      return sendOnce(parts, {
        message,
        subscriberId,
        ends: noticeEnds(parts, message, record),
        wasTold: () => wasAlerted(ledger, notice),
        reasonToKeepQuiet: () => desk.reasonToKeepQuiet(notice),
        mayTell: () => parts.mayTell(message, null),
        block: () => blockOf(notice, parts.hereButton(subscriberId)),
      });
    },
  };
}

const blockOf = ({ text, occasion }: AlertNotice, here: Callback | null): DynamicBlock => ({
  version: 'v2',
  content: {
    messages: [{ type: 'text', text, ...(occasion === 'one-tap' && here && { buttons: [here] }) }],
  },
});
