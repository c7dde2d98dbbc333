import PostalMime from 'postal-mime';
import type { Mailer } from '../../../../src/main/notify/email/mailer.ts';

export type FakeMailer = Mailer & {
  /** What was accepted, as it was composed. */
  readonly sent: readonly string[];
  /** What becomes of the next ones: thrown before the mail is taken, or after. */
  answers: { readonly taken: boolean; readonly error: Error }[];
  /** Thrown by sign-in and sending. */
  problem: Error | null;
};

/** A mailbox that sends, without a network. */
export function fakeMailer(): FakeMailer {
  const sent: string[] = [];
  const orFail = (): void => {
    if (mailer.problem) throw mailer.problem;
  };
  const mailer: FakeMailer = {
    sent,
    answers: [],
    problem: null,
    async ready() {
      orFail();
      return 'orders@kvitka.example';
    },
    async send(mail) {
      orFail();
      const answer = mailer.answers.shift();
      if (answer?.taken !== false) sent.push(mail);
      if (answer) throw answer.error;
    },
  };
  return mailer;
}

export const read = async (mail: string | undefined) => {
  const { subject = '', text = '', to } = await PostalMime.parse(mail ?? '');
  return { to: to?.[0]?.address, subject: subject.replaceAll('\u00a0', ' '), text };
};
