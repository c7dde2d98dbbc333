import { createConsent } from '../../intake/gmail/consent.ts';
import { createGmailClient, searchEach } from '../../intake/gmail/gmail-client.ts';
import { spamQueries } from '../../intake/gmail/poll-plan.ts';
import { requestToken } from '../../intake/gmail/request-token.ts';
import { knownAddresses } from '../../intake/gmail/senders.ts';
import { allowFix } from '../../notify/email/send-problem.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { GmailConfig } from '../../settings/config.ts';
import { senderFamilies, silenceOf } from '../sender-families.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, once, skipped, warn } from './health-check.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Lifetime of a sign-in for an app in testing. */
const testingMs = 7 * day;
const soonMs = 2 * day;
const sendingScopes = ['gmail.send', 'gmail.compose', 'gmail.modify', 'mail.google.com/'];
const readingScopes = ['gmail.readonly', 'gmail.modify', 'mail.google.com/'];
const productionFix =
  'Set the consent screen to In production in the Google Cloud console, then sign in to Gmail again';

const allows = (scopes: readonly string[], wanted: readonly string[]): boolean =>
  scopes.some((scope) => wanted.some((one) => scope.endsWith(one)));

type Parts = Pick<HealthParts, 'config' | 'clock' | 'recipes' | 'listens'> & {
  readonly ledger: Pick<Ledger, 'entries' | 'readings' | 'settings'> | null;
};

export function gmailChecks({ ledger, clock, recipes, listens, ...parts }: Parts): readonly HealthCheck[] {
  const config = parts.config.gmail;
  if (!config) return [];
  const [signIn, whenSignedIn] = once(() => requestToken(config), 'Google rejected the sign-in');
  const client = (signal: AbortSignal) => createGmailClient(config, signal);

  return [
    {
      id: 'gmail.sign-in',
      title: 'Sign-in to Gmail',
      tried: 'Renews the sign-in and reads the mailbox address',
      act: 'sign-in',
      run: async (signal) => {
        await signIn();
        const { address } = await client(signal).profile();
        return { ...ok(`Mailbox ${address}`), personal: [address] };
      },
    },
    {
      id: 'gmail.scope',
      title: 'Permission to read mails',
      tried: 'Reads the permissions of the sign-in',
      run: async () => {
        const { scopes } = await whenSignedIn();
        if (scopes.length === 0) return ok('Unknown, but mails are read');
        if (allows(scopes, readingScopes)) return ok('Read-only access');
        const fix = 'Sign in again and keep the permission to read mail checked';
        return fail('The sign-in does not allow reading mails', fix, 'sign-in');
      },
    },
    {
      id: 'gmail.consent',
      title: 'Google consent screen',
      tried: 'Reads when the sign-in expires',
      run: async () => {
        const { lastsSeconds } = await whenSignedIn();
        const told = lastsSeconds === null ? null : clock.now() + lastsSeconds * 1000;
        const kept = ledger ? createConsent(ledger.settings, clock, config.refreshToken).endsAt() : null;
        return consentResult(told ?? kept, clock.now());
      },
    },
    {
      id: 'gmail.spam',
      title: 'Known senders in spam',
      tried: 'Searches the spam folder for approved senders',
      run: async (signal) => {
        await whenSignedIn();
        const senders = ledger
          ? knownAddresses(ledger, recipes())
          : recipes().map(({ match }) => match.sender);
        if (senders.length === 0) return skipped('No approved senders yet');
        const found = await searchEach(client(signal), spamQueries(senders));
        if (found.length === 0) return ok('None in 7 days');
        return warn(
          `${found.length} mails from approved senders are in spam; they are still read`,
          'In Gmail, mark them as “Not spam” and create a filter that never sends them to spam',
        );
      },
    },
    ...(config.sendRefreshToken === undefined ? [] : [sendingCheck(config, config.sendRefreshToken, clock)]),
    // mails that another computer reads are not stored here
    ...(ledger && listens
      ? senderFamilies(ledger.readings).map(
          (family): HealthCheck => ({
            id: `gmail.sender:${family.senders[0]}`,
            title: 'Mails from an approved sender',
            tried: `Compares the silence of ${family.senders.join(', ')} with its usual rhythm`,
            personal: family.senders,
            run: async () => {
              await whenSignedIn();
              const [silence] = silenceOf(family, { ledger, recipes, provenAt: clock.now() });
              return silence
                ? fail(
                    silence.text,
                    'Check Sync and Quarantine for its mails, and check in the service itself whether there were orders',
                  )
                : ok('None is overdue');
            },
          }),
        )
      : []),
  ];
}

const sendingCheck = (config: GmailConfig, sendRefreshToken: string, clock: Clock): HealthCheck => ({
  id: 'gmail.sending',
  title: 'Permission to send e-mail',
  tried: 'Renews the consent to send and reads its permissions',
  fix: allowFix,
  act: 'settings',
  run: async () => {
    const { scopes, lastsSeconds } = await requestToken(config, sendRefreshToken);
    if (scopes.length > 0 && !allows(scopes, sendingScopes)) {
      return fail('The consent does not allow sending e-mail', allowFix, 'settings');
    }
    const now = clock.now();
    const end = consentResult(lastsSeconds === null ? null : now + lastsSeconds * 1000, now);
    if (end.state === 'ok') return ok('Notifications may be sent by e-mail');
    return { ...end, fix: allowFix, act: 'settings' };
  },
});

function consentResult(endsAt: number | null, now: number): CheckResult {
  if (endsAt === null) return ok('Does not expire: the app is in production');
  const days = Math.max(0, Math.floor((testingMs - (endsAt - now)) / day));
  const hours = Math.max(0, Math.floor((endsAt - now) / hour));
  if (endsAt <= now) return fail('The consent has expired', productionFix, 'sign-in');
  const words =
    endsAt - now <= testingMs
      ? `In testing: granted ${days} d ago, expires in ${hours} h`
      : `The Google sign-in expires in ${hours} h`;
  const tell = endsAt - now <= soonMs ? fail : warn;
  return tell(words, productionFix, 'sign-in');
}
