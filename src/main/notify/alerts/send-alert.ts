import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import { erasedWords } from '../../../shared/customer/erase.ts';
import type { Ledger } from '../../ports.ts';
import { contentOf } from '../message.ts';
import type { Topic } from '../send-once.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertNoticeSchema, alertRecord, wasAlerted } from './alert-notice.ts';

/** Details that are added when an alert is sent and not stored with it. */
export type AlertDetails = {
  readonly lines: readonly string[];
  /** An https address. */
  readonly link?: { readonly caption: string; readonly url: string };
};
export const noDetails: AlertDetails = { lines: [] };

/** Callbacks of the alerter during sending. */
export type AlertDesk = {
  /** Why the alert is outdated, for example because the link is paid; null if it is current. */
  readonly reasonToKeepQuiet: (notice: AlertNotice) => string | null;
  /** Why that cannot be decided yet; null if it can, or if sending must not wait. */
  readonly reasonToWait: (notice: AlertNotice) => string | null;
  readonly details: (notice: AlertNotice) => AlertDetails;
  /** Enqueues it for another channel, in the transaction that records this channel's failure. @returns whether there is one */
  readonly handOver: (notice: AlertNotice) => boolean;
  /** Called in the transaction that records that a manager could not be notified. */
  readonly onRefused: (alert: AlertId) => void;
};

/** Alerts beside new orders, each to one manager. */
export const alertNotices = (ledger: Ledger, desk: AlertDesk): Topic => ({
  subjectOf(message, channel) {
    const notice = alertNoticeSchema.parse(message.payload);
    return {
      record: {
        ...alertRecord(ledger, notice, channel.way),
        handOver: () => desk.handOver(notice),
        onRefused: () => desk.onRefused(notice.alert),
      },
      order: () => null,
      wasSent: () => wasAlerted(ledger, notice),
      reasonToKeepQuiet: () =>
        notice.text === erasedWords ? 'The customer was erased' : desk.reasonToKeepQuiet(notice),
      reasonToWait: () => desk.reasonToWait(notice),
    };
  },
  contentOf([item]) {
    const notice = alertNoticeSchema.parse(item?.message.payload);
    const { lines, link } = desk.details(notice);
    // the instruction stays on the last line, below the details
    const own = notice.text.split('\n');
    return {
      ...contentOf([...own.slice(0, -1), ...lines, ...own.slice(-1)].join('\n')),
      ...(link && { link }),
      ...(notice.occasion === 'one-tap' && { button: { here: true } }),
    };
  },
});
