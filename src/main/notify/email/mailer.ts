import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import PQueue from 'p-queue';
import { noticeHeader } from '../../../shared/notice-header.ts';
import { createGmailClient } from '../../intake/gmail/gmail-client.ts';
import { gmailProblem } from '../../intake/gmail/gmail-problem.ts';
import { signedIn } from '../../intake/gmail/google-auth.ts';
import { readHead } from '../../intake/gmail/mail-head.ts';
import type { GmailConfig } from '../../settings/config.ts';
import { messageIdOf } from './compose-mail.ts';
import { sendProblem } from './send-problem.ts';

export type SendingConfig = GmailConfig & { readonly sendRefreshToken: string };

/** Which e-mail is looked for: what it is known by, whom it went to, and when it may have been sent at the earliest. */
export type Sought = { readonly identity: string; readonly to: string; readonly since: number };

/** The shop's own mailbox, as far as it sends. */
export interface Mailer {
  /** Waits for its turn and renews the consent where that is due; nothing leaves. @returns the mailbox's address @throws Problem */
  ready(): Promise<string>;
  /** Once it returns Gmail has accepted the mail. @throws Problem, of kind `unknown-outcome` when it may have been sent */
  send(mail: string): Promise<void>;
  /**
   * Whether an e-mail is among those sent. Gmail says nothing of how soon one can be found, so that `false` does not prove
   * that it was not sent. @throws Problem
   */
  find(sought: Sought): Promise<boolean>;
}

/**
 * A user of a Google project may use 6,000 units a minute, and an e-mail is a hundred: more than one a second is too much. The
 * allowance is given in parts, so that a burst does not use up the whole minute of an order that comes after it.
 */
const allowance = { intervalCap: 10, interval: 12_000 };
const sendTimeoutMs = 20_000;
const mostLookedInto = 20;

/**
 * Sends by the consent to send, and looks what was sent by the one to read, for each allows nothing else.
 * @param onLifetime told, in seconds, how long the consent to send will last, each time Google names an end
 */
export function createMailer(
  config: SendingConfig,
  onLifetime: (seconds: number) => void = () => {},
): Mailer {
  const oauth = signedIn(config, config.sendRefreshToken, onLifetime);
  const api = gmail({
    version: 'v1',
    auth: oauth,
    ...(config.apiBase !== undefined && { rootUrl: config.apiBase }),
  });
  // what has begun to be sent is never cut off: nobody would know what became of it
  const reader = createGmailClient(config, new AbortController().signal);
  const turns = new PQueue(allowance);
  let address: string | null = null;

  return {
    async ready() {
      await turns.add(() => undefined);
      try {
        await oauth.getAccessToken();
      } catch (error) {
        const problem = sendProblem(error);
        // nothing has left, so there is nothing that nobody could know
        throw problem.kind === 'unknown-outcome' ? gmailProblem(error) : problem;
      }
      address ??= (await reader.profile()).address;
      return address;
    },
    async send(mail) {
      const raw = Buffer.from(mail, 'utf8').toString('base64url');
      try {
        await api.users.messages.send(
          { userId: 'me', requestBody: { raw } },
          { retry: false, timeout: sendTimeoutMs },
        );
      } catch (error) {
        const problem = sendProblem(error);
        // what is kept of the consent outlives it for an hour: whoever looks next asks Google
        if (problem.kind === 'signed-out') oauth.setCredentials({ refresh_token: config.sendRefreshToken });
        throw problem;
      }
    },
    async find({ identity, to, since }) {
      address ??= (await reader.profile()).address;
      const byId = await reader.search(`rfc822msgid:${messageIdOf(identity, address)}`);
      if (byId.length > 0) return true;
      // Gmail's API may have put an id of its own into it
      const after = Math.floor(since / 1_000);
      const sent = await reader.search(`in:sent to:(${to}) after:${after}`);
      for (const id of sent.slice(0, mostLookedInto)) {
        const head = readHead((await reader.raw(id))?.raw ?? new Uint8Array());
        const isIt = ({ name, value }: { readonly name: string; readonly value: string }): boolean =>
          name === noticeHeader.toLowerCase() && value === identity;
        if (head?.some(isIt)) return true;
      }
      return false;
    },
  };
}
