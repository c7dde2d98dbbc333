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
  const [signIn, whenSignedIn] = once(() => requestToken(config), 'Google did not take the sign-in');
  const client = (signal: AbortSignal) => createGmailClient(config, signal);

  return [
    {
      id: 'gmail.sign-in',
      title: 'Sign-in to Gmail',
      tried: 'Renewed the sign-in and asked whose mailbox it is',
      act: 'sign-in',
      run: async (signal) => {
        await signIn();
        const { address } = await client(signal).profile();
        return { ...ok(`The mailbox ${address}`), personal: [address] };
      },
    },
    {
      id: 'gmail.scope',
      title: 'Permission to read mails',
      tried: 'Read what the sign-in allows',
      run: async () => {
        const { scopes } = await whenSignedIn();
        if (scopes.length === 0) return ok('Google does not say; mails are read all the same');
        if (allows(scopes, readingScopes)) return ok('Mails may be read, and nothing is written');
        const fix = 'Sign in again and leave the box for reading mail ticked';
        return fail('The sign-in does not allow reading mails', fix, 'sign-in');
      },
    },
    {
      id: 'gmail.consent',
      title: 'Consent screen of Google',
      tried: 'Read when Google ends the sign-in by itself',
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
      tried: 'Looked for mails of known senders in spam',
      run: async (signal) => {
        await whenSignedIn();
        const senders = ledger
          ? knownAddresses(ledger, recipes())
          : recipes().map(({ match }) => match.sender);
        if (senders.length === 0) return skipped('No sender is known yet');
        const found = await searchEach(client(signal), spamQueries(senders));
        if (found.length === 0) return ok('None in 7 days');
        return warn(
          `${found.length} mails of known senders are in spam; they are read all the same`,
          'Open Gmail, mark them as no spam and make a filter that never sends them there',
        );
      },
    },
    ...(config.sendRefreshToken === undefined ? [] : [sendingCheck(config, config.sendRefreshToken, clock)]),
    // mails that another computer reads are not stored here
    ...(ledger && listens
      ? senderFamilies(ledger.readings).map(
          (family): HealthCheck => ({
            id: `gmail.sender:${family.senders[0]}`,
            title: 'Mails of a known sender',
            tried: `Compared how long ${family.senders.join(', ')} has been silent with its habit`,
            personal: family.senders,
            run: async () => {
              await whenSignedIn();
              const [silence] = silenceOf(family, { ledger, recipes, provenAt: clock.now() });
              return silence
                ? fail(
                    silence.text,
                    'Look in Completeness and Quarantine for its mails, and in the service itself whether orders came',
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
  tried: 'Renewed the consent to send and read what it allows',
  fix: allowFix,
  act: 'settings',
  run: async () => {
    const { scopes, lastsSeconds } = await requestToken(config, sendRefreshToken);
    if (scopes.length > 0 && !allows(scopes, sendingScopes)) {
      return fail('The consent does not allow sending e-mail', allowFix, 'settings');
    }
    const now = clock.now();
    const end = consentResult(lastsSeconds === null ? null : now + lastsSeconds * 1000, now);
    if (end.state === 'ok') return ok('Notices may be sent by e-mail');
    return { ...end, fix: allowFix, act: 'settings' };
  },
});

function consentResult(endsAt: number | null, now: number): CheckResult {
  if (endsAt === null) return ok('Google names no end: the app is in production');
  const days = Math.max(0, Math.floor((testingMs - (endsAt - now)) / day));
  const hours = Math.max(0, Math.floor((endsAt - now) / hour));
  if (endsAt <= now) return fail('The consent has ended', productionFix, 'sign-in');
  const words =
    endsAt - now <= testingMs
      ? `In testing: given ${days} d ago, ends in ${hours} h`
      : `Google ends the sign-in in ${hours} h`;
  const tell = endsAt - now <= soonMs ? fail : warn;
  return tell(words, productionFix, 'sign-in');
}
