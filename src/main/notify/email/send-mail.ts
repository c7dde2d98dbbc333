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

/** An e-mail waits up to a minute for its turn, and half a minute for an answer. */
export const emailLeaseMs = 180_000;
/** A lost answer is looked for among the sent mails after this time for the first time. */
const soonMs = 5_000;

/** Why nothing can be sent where no mailbox may. */
export const noMail = 'Gmail may not send e-mail';

export type MailToSend = {
  readonly client: Mailer;
  /** The mailbox it is sent from, and who it goes to. */
  readonly from: string;
  readonly to: string;
  readonly mail: NoticeMail;
  /** Written down of each where several are in it. */
  readonly together?: string | undefined;
};

/** Nothing leaves. @returns the mailbox's address, or what keeps it from sending */
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

/** Sends one mail for these notices; that it is being sent, and by what it is known, is on disk before it leaves. */
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
 * What a person gives back may have been shown among the sent mails meanwhile; where it can not be looked for, the person
 * has looked.
 * @param to whom it was owed to: it went there where nothing else is said
 * @returns how it ends then; null where it is still to be sent
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
