import { Problem } from '../shared/problem.ts';
import type { Host } from './host.ts';
import type { Purpose, SignedIn } from './intake/gmail/oauth.ts';
import { signIn } from './intake/gmail/oauth.ts';
import type { AccountParts } from './settings/accounts.ts';
import { currentValues, refuseInVain } from './settings/accounts.ts';

type Parts = {
  readonly purpose: Purpose;
  readonly host: Pick<Host, 'openExternal' | 'clock' | 'log'>;
  readonly accountParts: AccountParts;
  /** The address of the mailbox that is read. */
  readonly mailbox: () => string | null;
  readonly stopping: AbortSignal;
};

/** By which name what comes back is kept. */
export const consentNames = {
  read: 'GMAIL_REFRESH_TOKEN',
  send: 'GMAIL_SEND_REFRESH_TOKEN',
} as const satisfies { readonly [P in Purpose]: string };

/** Opens Google's consent page in the person's own browser. @returns what comes back */
export async function signInToGmail(parts: Parts): Promise<SignedIn> {
  const { purpose, host, accountParts, mailbox, stopping } = parts;
  refuseInVain(accountParts.environment, consentNames[purpose]);
  const {
    GMAIL_CLIENT_ID: clientId,
    GMAIL_CLIENT_SECRET: clientSecret,
    GMAIL_REFRESH_TOKEN: signedIn,
  } = await currentValues(accountParts);
  if (!clientId || !clientSecret) {
    throw new Problem('bad-input', 'The OAuth client is missing', {
      field: clientId ? 'GMAIL_CLIENT_SECRET' : 'GMAIL_CLIENT_ID',
      fix: 'Fill in client id and client secret first',
    });
  }
  if (purpose === 'send' && !signedIn) {
    throw new Problem('bad-input', 'Gmail is not signed in to', { fix: 'Sign in with Google first' });
  }
  const { openExternal, clock, log } = host;
  return signIn({
    clientId,
    clientSecret,
    purpose,
    // what was sent is looked for in the mailbox that is read
    mailbox: purpose === 'send' ? mailbox() : null,
    openExternal,
    stopping,
    clock,
    log,
  });
}
