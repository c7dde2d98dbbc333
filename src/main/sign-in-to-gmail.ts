import { isProblem, Problem } from '../shared/problem.ts';
import { signInReplaced } from '../shared/setup/sign-in-replaced.ts';
import type { Host } from './host.ts';
import { createGmailClient } from './intake/gmail/gmail-client.ts';
import type { Purpose, SignedIn } from './intake/gmail/oauth.ts';
import { signIn } from './intake/gmail/oauth.ts';
import type { AccountParts } from './settings/accounts.ts';
import { currentValues, refuseInVain } from './settings/accounts.ts';
import { connectionFields } from './settings/fields.ts';
import type { ConfigValues } from './settings/read-config.ts';
import { readConfig } from './settings/read-config.ts';

type Parts = {
  readonly purpose: Purpose;
  readonly host: Pick<Host, 'openExternal' | 'clock' | 'log'>;
  readonly accountParts: AccountParts;
  /** The address of the mailbox that is read; null if not known. */
  readonly mailbox: () => string | null;
  readonly stopping: AbortSignal;
};

export type Consented = SignedIn & {
  /** The mailbox's address; null if Gmail does not report it. A consent to send does not allow the query. */
  readonly address: string | null;
};

/** The name under which each refresh token is stored. */
const consentNames = {
  read: 'GMAIL_REFRESH_TOKEN',
  send: 'GMAIL_SEND_REFRESH_TOKEN',
} as const satisfies { readonly [P in Purpose]: string };

/**
 * Runs one sign-in at a time, so that an abandoned one, such as after a wrong client id, does not block the next.
 * @returns to be called at the start of a sign-in: aborts the previous one and returns the new one's signal
 */
export function createSignInTurns(): () => AbortSignal {
  let last = new AbortController();
  return () => {
    last.abort(new Problem('refused', signInReplaced));
    last = new AbortController();
    return last.signal;
  };
}

/** Opens Google's consent page in the user's browser. @returns the consent */
export async function signInToGmail(parts: Parts): Promise<Consented> {
  const { purpose, host, accountParts, mailbox, stopping } = parts;
  refuseInVain(accountParts.environment, consentNames[purpose]);
  const values = await currentValues(accountParts);
  const { GMAIL_CLIENT_ID: clientId, GMAIL_CLIENT_SECRET: clientSecret } = values;
  if (!clientId || !clientSecret) {
    throw new Problem('bad-input', 'The OAuth client is missing', {
      field: clientId ? 'GMAIL_CLIENT_SECRET' : 'GMAIL_CLIENT_ID',
      fix: 'Enter the client ID and client secret first',
    });
  }
  if (purpose === 'send' && !values.GMAIL_REFRESH_TOKEN) {
    throw new Problem('bad-input', 'Gmail is not signed in', { fix: 'Sign in with Google first' });
  }
  const { openExternal, clock, log } = host;
  const signedIn = await signIn({
    clientId,
    clientSecret,
    purpose,
    // sent mails are looked up in the mailbox that is read
    mailbox: purpose === 'send' ? mailbox() : null,
    openExternal,
    stopping,
    clock,
    log,
  });
  if (purpose === 'send') return { ...signedIn, address: null };
  return { ...signedIn, address: await addressOf(signedIn, values, parts) };
}

async function addressOf(
  { refreshToken }: SignedIn,
  values: ConfigValues,
  { stopping, host }: Pick<Parts, 'stopping' | 'host'>,
): Promise<string | null> {
  const own = connectionFields.gmail.map(({ name }) => [name, values[name]] as const);
  try {
    const { gmail } = readConfig(
      { ...Object.fromEntries(own), GMAIL_REFRESH_TOKEN: refreshToken },
      () => '', // none of these values names a file
    );
    return gmail && (await createGmailClient(gmail, stopping).profile()).address;
  } catch (error) {
    if (isProblem(stopping.reason)) throw stopping.reason;
    if (stopping.aborted || !isProblem(error)) throw error;
    host.log.warn('Gmail does not say whose mailbox was signed in to', {
      kind: error.kind,
      reason: error.message,
    });
    return null;
  }
}

/**
 * Stores the consent. A consent to send is removed when the mailbox changes: notifications would still be sent from the old
 * mailbox and looked up in the new one.
 * @throws Problem `bad-input` if the environment sets that consent, so that it cannot be removed here
 */
export async function keepConsent(
  { purpose, accountParts, mailbox }: Pick<Parts, 'purpose' | 'accountParts' | 'mailbox'>,
  { refreshToken, address }: Consented,
): Promise<void> {
  const { environment, secrets, settings } = accountParts;
  if (purpose === 'read') {
    const before = mailbox();
    if (address !== null && before !== null && address !== before) {
      refuseInVain(environment, consentNames.send);
    }
    // removed first: after an interruption nothing is sent, instead of from the wrong mailbox
    if (address === null || address !== before) await secrets.remove(consentNames.send);
  }
  await secrets.write(consentNames[purpose], refreshToken);
  if (purpose === 'read') settings.change({ mailbox: address });
}
