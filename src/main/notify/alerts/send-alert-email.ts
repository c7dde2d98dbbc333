import type { Performer } from '../../outbox/relay.ts';
import { lookFor } from '../email/look-for.ts';
import type { Mailer } from '../email/mailer.ts';
import { emailLeaseMs, sendMail, signIn, wasSent } from '../email/send-mail.ts';
import type { NoticeEnds } from '../notice-ends.ts';
import { markedAs, noticeEnds } from '../notice-ends.ts';
import { notOurs } from '../one-teller.ts';
import type { GatherParts } from '../send-gathered.ts';
import { alertEmailKind, alertEmailSchema, alertRecord, wasAlerted } from './alert-notice.ts';
import type { AlertDesk } from './send-alert.ts';

export type SendAlertEmailParts = Omit<GatherParts, 'manychat' | 'isSure'> & {
  readonly desk: AlertDesk;
  /** Null while Gmail is not connected, or may not send. */
  readonly mailer: () => Mailer | null;
};

/** The same by e-mail: by the steps of `email/send-email.ts`, one alone. */
export function createAlertEmailPerformer(parts: SendAlertEmailParts): Performer {
  const { ledger, clock, desk } = parts;
  return {
    kind: alertEmailKind,
    leaseMs: emailLeaseMs,
    limit: 4,
    async perform(message) {
      const { email, channel: _email, ...notice } = alertEmailSchema.parse(message.payload);
      const ends: NoticeEnds = noticeEnds(parts, message, {
        ...alertRecord(ledger, notice, 'email'),
        handOver: () => desk.handOver(notice),
        onRefused: () => desk.onRefused(notice.alert),
      });
      const client = parts.mailer();
      const left = markedAs(ledger, message);
      if (left) {
        const found = await lookFor([{ message, ends, mark: left }], { mailer: client, to: email, clock });
        return found.get(message.id) ?? { done: true };
      }
      if (wasAlerted(ledger, notice)) return { done: true };
      const tooLate = desk.reasonToKeepQuiet(notice);
      if (tooLate !== null) return ends.off(tooLate);
      if (!client) return ends.noWay('Gmail may not send e-mail');
      const from = await signIn(client, parts.onAnswer);
      if (typeof from !== 'string') return ends.stopped(from);
      const earlier = await wasSent(ledger, client, { message, to: email });
      if (earlier) return earlier(ends);
      const may = await parts.mayTell(message, null);
      if (wasAlerted(ledger, notice)) return { done: true };
      const settled = desk.reasonToKeepQuiet(notice);
      if (settled !== null) return ends.off(settled);
      if (!('ours' in may)) return notOurs(ends, may);
      const subject = notice.text.split('\n', 1)[0] ?? '';
      const how = await sendMail(parts, [message], {
        client,
        from,
        to: email,
        mail: { subject, text: notice.text },
      });
      return how(ends);
    },
  };
}
