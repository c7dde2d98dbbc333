import type { DocumentId } from '../../../shared/ids.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { isProblem } from '../../../shared/problem.ts';
import { createConsent } from '../../intake/gmail/consent.ts';
import { createGmailClient, searchEach } from '../../intake/gmail/gmail-client.ts';
import { mailDocumentId } from '../../intake/gmail/mail-intake.ts';
import { noOrdersIn } from '../../intake/gmail/named-mails.ts';
import { fromEach, spamQueries } from '../../intake/gmail/poll-plan.ts';
import { requestToken } from '../../intake/gmail/request-token.ts';
import { knownAddresses } from '../../intake/gmail/senders.ts';
import { allowFix } from '../../notify/email/send-problem.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { GmailConfig } from '../../settings/config.ts';
import type { SenderFamily } from '../sender-families.ts';
import { senderFamilies, timesOfAll } from '../sender-families.ts';
import { findSilence } from '../silence.ts';
import type { Check, CheckResult } from './check.ts';
import { fail, ok, once, skipped, unlessFailed, warn } from './check.ts';

export type GmailChecksParts = {
  readonly config: GmailConfig;
  /** Null if there is no ledger: then nothing is known about the senders. */
  readonly ledger: Pick<Ledger, 'documents' | 'entries' | 'orders' | 'readings' | 'settings'> | null;
  readonly clock: Clock;
  readonly recipes: () => readonly MailTemplate[];
  /** Whether this computer is the leader: mails read by another computer are not stored here. */
  readonly listens: boolean;
};

const hour = 3_600_000;
const day = 24 * hour;
/** Lifetime of a sign-in for an app in testing. */
const testingMs = 7 * day;
const soonMs = 2 * day;
const sendingScopes = ['gmail.send', 'gmail.compose', 'gmail.modify', 'mail.google.com/'];
const readingScopes = ['gmail.readonly', 'gmail.modify', 'mail.google.com/'];
const productionFix =
  'Set the consent screen to In production in the Google Cloud console, then sign in to Gmail again';

export function gmailChecks(parts: GmailChecksParts): readonly Check[] {
  const { config, ledger, clock, recipes, listens } = parts;
  const signIn = once(() => requestToken(config));
  const whenSignedIn = () => unlessFailed(signIn(), 'Google did not take the sign-in');
  const base = { group: 'gmail' } as const;
  const client = (signal: AbortSignal) => createGmailClient(config, signal);

  const senderCheck = ({ senders }: SenderFamily): Check => ({
    ...base,
    id: `gmail.sender:${senders[0]}`,
    title: 'Mails of a known sender',
    tried: `Compared how long ${senders.join(', ')} has been silent with its habit, and looked into the mailbox`,
    personal: senders,
    run: async (signal) => {
      await whenSignedIn();
      if (!ledger) return skipped('No ledger to know its habit by');
      const now = clock.now();
      const times = timesOfAll(ledger.readings, senders, now - 30 * day);
      const silence = findSilence(times, now);
      if (!silence) return ok(`${times.length} mails in 30 days, none overdue`);
      const after = Math.floor(silence.since / 1000) + 1;
      const queries = fromEach(senders).map((part) => `${part} after:${after}`);
      const found = (await searchEach(client(signal), queries)).map(mailDocumentId);
      const noOrders = new Set<string>(noOrdersIn(ledger.settings));
      const unread = found.filter((id) => !ledger.documents.has(id) && !noOrders.has(id));
      if (unread.length > 0) {
        return fail(`${unread.length} mails are in the mailbox and were not read`, 'Press Ask now', {
          act: 'ask-now',
        });
      }
      const quarantined = found.filter((id) => isQuarantined(ledger, id));
      if (quarantined.length > 0) {
        return fail(
          `${quarantined.length} mails since its last order are in quarantine: nobody vouches for who sent them`,
          'Look in Quarantine, and release what is in the app of the service too',
        );
      }
      const silent = Math.floor(silence.silentMs / hour);
      const usual = Math.ceil(silence.usualMs / hour);
      return fail(
        `Silent for ${silent} h of its usual hours; as a rule a mail comes at least every ${usual} h`,
        'Look in the service itself whether orders came, and whether it still sends to this mailbox',
      );
    },
  });

  return [
    {
      ...base,
      id: 'gmail.sign-in',
      title: 'Sign-in to Gmail',
      tried: 'Renewed the sign-in and asked whose mailbox it is',
      run: async (signal) => {
        try {
          await signIn();
          const { address } = await client(signal).profile();
          return ok(`The mailbox ${address}`, { personal: [address] });
        } catch (error) {
          if (!isProblem(error)) throw error;
          return fail(error.message, error.fix, { act: 'sign-in' });
        }
      },
    },
    {
      ...base,
      id: 'gmail.scope',
      title: 'Permission to read mails',
      tried: 'Read what the sign-in allows',
      run: async () => {
        const { scopes } = await whenSignedIn();
        if (scopes.length === 0) return ok('Google does not say; mails are read all the same');
        const reads = scopes.some((scope) => readingScopes.some((wanted) => scope.endsWith(wanted)));
        if (reads) return ok('Mails may be read, and nothing is written');
        return fail(
          'The sign-in does not allow reading mails',
          'Sign in again and leave the box for reading mail ticked',
          { act: 'sign-in' },
        );
      },
    },
    {
      ...base,
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
      ...base,
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
    ...(ledger && listens ? senderFamilies(ledger.readings).map(senderCheck) : []),
  ];
}

const isQuarantined = (
  { documents, orders }: Pick<Ledger, 'documents' | 'orders'>,
  id: DocumentId,
): boolean => documents.get(id)?.orderIds.some((order) => orders.get(order)?.quarantined) ?? false;

const sendingCheck = (config: GmailConfig, sendRefreshToken: string, clock: Clock): Check => ({
  group: 'gmail',
  id: 'gmail.sending',
  title: 'Permission to send e-mail',
  tried: 'Renewed the consent to send and read what it allows',
  run: async () => {
    try {
      const { scopes, lastsSeconds } = await requestToken(config, sendRefreshToken);
      const sends = scopes.some((scope) => sendingScopes.some((wanted) => scope.endsWith(wanted)));
      if (!sends && scopes.length > 0) {
        return fail('The consent does not allow sending e-mail', allowFix, { act: 'settings' });
      }
      const now = clock.now();
      const end = consentResult(lastsSeconds === null ? null : now + lastsSeconds * 1000, now);
      return end.state === 'ok'
        ? ok('Notices may be sent by e-mail')
        : { ...end, fix: allowFix, act: 'settings' };
    } catch (error) {
      if (!isProblem(error)) throw error;
      return fail(error.message, error.kind === 'signed-out' ? allowFix : error.fix, { act: 'settings' });
    }
  },
});

function consentResult(endsAt: number | null, now: number): CheckResult {
  if (endsAt === null) return ok('Google names no end: the app is in production');
  const days = Math.max(0, Math.floor((testingMs - (endsAt - now)) / day));
  const hours = Math.max(0, Math.floor((endsAt - now) / hour));
  if (endsAt <= now) return fail('The consent has ended', productionFix, { act: 'sign-in' });
  const words =
    endsAt - now <= testingMs
      ? `In testing: given ${days} d ago, ends in ${hours} h`
      : `Google ends the sign-in in ${hours} h`;
  return endsAt - now <= soonMs
    ? fail(words, productionFix, { act: 'sign-in' })
    : warn(words, productionFix, { act: 'sign-in' });
}
