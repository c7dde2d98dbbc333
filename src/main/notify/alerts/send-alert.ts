import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import { longestText } from '../../../shared/alert-rules/notice-text.ts';
import { erasedWords } from '../../../shared/customer/erase.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import { cutTo, firstLine } from '../../../shared/one-line.ts';
import { asProblem } from '../../../shared/problem.ts';
import type { Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';
import { textMessages } from '../../manychat/text-messages.ts';
import type { Performer } from '../../outbox/relay.ts';
import type { OutboxMessage } from '../../ports.ts';
import { addressNow, contactNow, noAddress, noContact } from '../addressee.ts';
import { lookFor } from '../email/find-sent-mail.ts';
import type { Mailer } from '../email/mailer.ts';
import { emailLeaseMs, noMail, sendMail, signIn, wasSent } from '../email/send-mail.ts';
import { mayBeSent } from '../may-be-sent.ts';
import { mark, markedAs, noticeEnds } from '../notice-ends.ts';
import type { GatherParts } from '../send-gathered.ts';
import type { AlertNotice } from './alert-notice.ts';
import {
  alertEmailKind,
  alertEmailSchema,
  alertKind,
  alertMessageSchema,
  alertRecord,
  wasAlerted,
} from './alert-notice.ts';
import type { Leaving, Sending } from './send-once.ts';
import { sendOnce } from './send-once.ts';

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

type AlertParts = Omit<GatherParts, 'manychat' | 'isSure'> & { readonly desk: AlertDesk };
export type SendAlertParts = AlertParts &
  GatherParts & {
    /** The button that opens the messaging window for another day; null if a press could not be received. */
    readonly hereButton: (subscriberId: SubscriberId) => Callback | null;
  };
export type MailAlertParts = AlertParts & {
  /** Null if Gmail is not connected or may not send. */
  readonly mailer: () => Mailer | null;
};

/** Sends an alert to one manager, at most once. */
export const createAlertPerformer = (parts: SendAlertParts): Performer => ({
  kind: alertKind,
  leaseMs: 60_000,
  limit: 4,
  async perform(message) {
    const { subscriberId, ...notice } = alertMessageSchema.parse(message.payload);
    const sending = sendingOf(parts, message, notice, 'messenger');
    return sendOnce(parts.ledger, sending, byMessenger(parts, sending, { notice, subscriberId }));
  },
});

/** The same by e-mail. */
export const createAlertEmailPerformer = (parts: MailAlertParts): Performer => ({
  kind: alertEmailKind,
  leaseMs: emailLeaseMs,
  limit: 4,
  async perform(message) {
    const { email, channel, ...notice } = alertEmailSchema.parse(message.payload);
    const sending = sendingOf(parts, message, notice, channel);
    return sendOnce(parts.ledger, sending, byEmail(parts, sending, { notice, email }));
  },
});

function sendingOf(parts: AlertParts, message: OutboxMessage, notice: AlertNotice, way: Way): Sending {
  const { ledger, desk } = parts;
  return {
    message,
    ends: noticeEnds(parts, message, {
      ...alertRecord(ledger, notice, way),
      handOver: () => desk.handOver(notice),
      onRefused: () => desk.onRefused(notice.alert),
    }),
    wasTold: () => wasAlerted(ledger, notice),
    reasonToKeepQuiet: () =>
      notice.text === erasedWords ? 'The customer was erased' : desk.reasonToKeepQuiet(notice),
    reasonToWait: () => desk.reasonToWait(notice),
    mayTell: () => parts.mayTell(message, null),
  };
}

function byMessenger(
  parts: SendAlertParts,
  { message, ends, wasTold }: Sending,
  { notice, subscriberId: owedTo }: { readonly notice: AlertNotice; readonly subscriberId: SubscriberId },
): Leaving {
  const { ledger, clock } = parts;
  const { manager } = notice;
  return {
    met: () => (wasTold() ? { done: true } : ends.unknown('it was being sent as the app stopped')),
    async ready() {
      const client = parts.manychat();
      if (!client) return { ended: ends.noWay('ManyChat is not connected') };
      const subscriberId = contactNow(parts.managers(), { manager, subscriberId: owedTo });
      if (subscriberId === null) return { ended: ends.noWay(noContact(manager)) };
      const stopped = await mayBeSent(client, subscriberId, parts);
      if (stopped) return { ended: ends.stopped(stopped) };
      return {
        async leave() {
          const block = blockOf(notice, parts.desk.details(notice), parts.hereButton(subscriberId));
          mark(ledger, message, clock.now());
          try {
            await client.send(subscriberId, block);
          } catch (error) {
            return ends.stopped(asProblem(error, 'unknown-outcome'));
          }
          const outcome = ends.sent();
          parts.onAnswer(null);
          return outcome;
        },
      };
    },
  };
}

function byEmail(
  parts: MailAlertParts,
  { message, ends }: Sending,
  { notice, email }: { readonly notice: AlertNotice; readonly email: string },
): Leaving {
  const { ledger, clock, mailer } = parts;
  const { manager } = notice;
  return {
    async met() {
      const left = markedAs(ledger, message);
      const sought = left ? [{ message, ends, mark: left }] : [];
      const found = await lookFor(sought, { mailer: mailer(), to: email, clock });
      return found.get(message.id) ?? { done: true };
    },
    async ready() {
      const client = mailer();
      if (!client) return { ended: ends.noWay(noMail) };
      const from = await signIn(client, parts.onAnswer);
      if (typeof from !== 'string') return { ended: ends.stopped(from) };
      const earlier = await wasSent(ledger, client, { message, to: email });
      if (earlier) return { ended: earlier(ends) };
      const to = addressNow(parts.managers(), { manager, email });
      if (to === null) return { ended: ends.noWay(noAddress(manager)) };
      const details = parts.desk.details(notice);
      const link = details.link ? `\n\n${details.link.url}` : '';
      const mail = { subject: firstLine(notice.text), text: `${textOf(notice, details)}${link}` };
      return {
        leave: async () => (await sendMail(parts, [message], { client, from, to, mail }))(ends),
      };
    },
  };
}

/** Keeps the instruction on the last line, below the details. */
function textOf({ text }: AlertNotice, { lines }: AlertDetails): string {
  const own = text.split('\n');
  return cutTo([...own.slice(0, -1), ...lines, ...own.slice(-1)].join('\n'), longestText).toWellFormed();
}

function blockOf(notice: AlertNotice, details: AlertDetails, here: Callback | null): DynamicBlock {
  const buttons = [
    ...(notice.occasion === 'one-tap' && here ? [here] : []),
    ...(details.link ? [{ type: 'url', ...details.link } as const] : []),
  ];
  return { version: 'v2', content: { messages: textMessages(textOf(notice, details), buttons) } };
}
