import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import PQueue from 'p-queue';
import { createGmailClient } from '../../intake/gmail/gmail-client.ts';
import { gmailProblem } from '../../intake/gmail/gmail-problem.ts';
import { signedIn } from '../../intake/gmail/google-auth.ts';
import type { GmailConfig } from '../../settings/config.ts';
import { sendProblem } from './send-problem.ts';

export type SendingConfig = GmailConfig & { readonly sendRefreshToken: string };

/** Sends from the shop's mailbox. */
export interface Mailer {
  /**
   * Waits for the rate limit and renews the access token if due; sends nothing. @returns the mailbox's address @throws Problem
   */
  ready(): Promise<string>;
  /** When it returns, Gmail has accepted the mail. @throws Problem, of kind `unknown-outcome` if it may have been sent */
  send(mail: string): Promise<void>;
}

/**
 * Gmail allows a user of a Google project 6,000 units a minute, and an e-mail costs a hundred: at most one per second. The limit
 * applies to short intervals, so that a burst does not use up the whole minute for a later order.
 */
const allowance = { intervalCap: 10, interval: 12_000 };
const sendTimeoutMs = 20_000;

/**
 * Sends with the consent to send, and reads its address with the consent to read, because each allows only that.
 * @param onLifetime called with the remaining lifetime of the consent to send in seconds, when Google returns one
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
  // never abort a request that may be sending: its outcome would be unknown
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
        // nothing was sent, so the outcome is known
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
        // a cached access token stays valid for an hour; without it the next check asks Google
        if (problem.kind === 'signed-out') oauth.setCredentials({ refresh_token: config.sendRefreshToken });
        throw problem;
      }
    },
  };
}
