import type { Problem } from '../../../shared/problem.ts';
import { asProblem } from '../../../shared/problem.ts';
import type { Ledger, OutboxMessage } from '../../ports.ts';
import type { NoticeEndsParts } from '../notice-ends.ts';
import { doubtedAs, isGivenBack, mark } from '../notice-ends.ts';
import type { Ending } from '../still-to-send.ts';
import { composeMail } from './compose-mail.ts';
import { find, foundLater } from './find-sent-mail.ts';
import type { Mailer } from './mailer.ts';
import type { NoticeMail } from './notice-mail.ts';
import { identityOf } from './notice-mail.ts';

/** An e-mail waits up to a minute for the rate limit, and half a minute for a response. */
export const emailLeaseMs = 180_000;
/** The first search for a mail with a lost response starts after this time. */
const soonMs = 5_000;

/** The reason if no mailbox may send. */
export const noMail = 'Gmail may not send e-mail';

export type MailToSend = {
  readonly client: Mailer;
  /** The sender mailbox and the recipient. */
  readonly from: string;
  readonly to: string;
  readonly mail: NoticeMail;
  /** Recorded for each notification if the mail has several. */
  readonly together?: string | undefined;
};

/** Sends nothing. @returns the mailbox's address, or the problem that prevents sending */
export async function signIn(
  client: Mailer,
  onAnswer: NoticeEndsParts['onAnswer'],
): Promise<string | Problem> {
  try {
    const from = await client.ready();
    onAnswer(null);
    return from;
  } catch (error) {
    return asProblem(error);
  }
}

/** Sends one mail for these notifications. The mark with its identity is on disk before the request starts. */
export async function sendMail(
  { ledger, clock, onAnswer }: Pick<NoticeEndsParts, 'ledger' | 'clock' | 'onAnswer'>,
  messages: readonly OutboxMessage[],
  { client, from, to, mail, together }: MailToSend,
): Promise<Ending> {
  const identity = identityOf(messages.map(({ key }) => key));
  const at = clock.now();
  let composed: string;
  try {
    composed = composeMail({ ...mail, from, to, identity, at });
  } catch (error) {
    const problem = asProblem(error);
    return (ends) => ends.stopped(problem);
  }
  ledger.transaction(() => {
    for (const message of messages) mark(ledger, message, at, { identity, to });
  });
  try {
    await client.send(composed);
  } catch (error) {
    const problem = asProblem(error, 'unknown-outcome');
    return (ends) =>
      problem.kind === 'unknown-outcome' ? ends.lookAgain(soonMs, problem.message) : ends.stopped(problem);
  }
  onAnswer(null);
  return (ends) => ends.sent(together);
}

/**
 * Before a manual retry, searches the sent folder again. If it cannot be searched, the person is assumed to have checked.
 * @param to the enqueued recipient; used unless the mark names another one
 * @returns its outcome; null if it still has to be sent
 */
export async function wasSent(
  ledger: Ledger,
  client: Mailer,
  { message, to }: { readonly message: OutboxMessage; readonly to: string },
): Promise<Ending | null> {
  if (!isGivenBack(ledger, message)) return null;
  const left = doubtedAs(ledger, message);
  const identity = left?.identity ?? identityOf([message.key]);
  const found = await find(client, { identity, to: left?.to || to, since: message.createdAt });
  return found === true ? (ends) => ends.sent(foundLater) : null;
}
