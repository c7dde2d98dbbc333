import { rememberMailbox } from './connected-at.ts';
import type { MailHealthParts } from './health/mail-health.ts';
import { createMailHealth } from './health/mail-health.ts';
import type { Consent } from './intake/gmail/consent.ts';
import { createConsent } from './intake/gmail/consent.ts';
import type { GmailPoller } from './intake/gmail/poller.ts';
import { createGmailPoller } from './intake/gmail/poller.ts';
import { createSenders } from './intake/gmail/senders.ts';
import type { MailReader } from './intake/mail/create-mail-reader.ts';
import type { Recorder } from './intake/recorder.ts';
import type { Clock, Events, Ledger, Log, Loop } from './ports.ts';
import { createReadDecided } from './senders/read-decided.ts';
import { createSenderBook } from './senders/sender-book.ts';
import type { GmailConfig } from './settings/config.ts';
import type { TemplateStore } from './trainer/template-store.ts';

export type MailboxParts = {
  /** Null if no mailbox is connected. */
  readonly config: GmailConfig | null;
  /** Whether this computer is the leader, which reads it. */
  readonly listens: boolean;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly reader: MailReader;
  readonly recipes: TemplateStore['all'];
  readonly events: Events;
  /** The manager who works at this computer. */
  readonly manager: () => string;
  /** Other sources that are watched for silence. */
  readonly others: NonNullable<MailHealthParts['others']>;
  /** When the consent to send expires, epoch milliseconds; null if Google names no end, or if sending is off. */
  readonly sendingEndsAt: () => number | null;
};

/** Composes the mailbox: the poller, the expiry of Google's consent, and the health of its mails. */
export function composeMailbox({
  config,
  listens,
  ledger,
  recorder,
  clock,
  log,
  reader,
  recipes,
  events,
  manager,
  others,
  sendingEndsAt,
}: MailboxParts) {
  const senders = createSenders({ ledger, clock, recipes });
  const consent: Consent | null =
    config && createConsent(ledger.settings, clock, config.refreshToken, () => mailHealth.check());
  const gmail: GmailPoller | null =
    config &&
    createGmailPoller({
      config,
      listens,
      ledger,
      recorder,
      clock,
      log: log.scoped('gmail'),
      reader,
      recipes,
      ...(consent && { onLifetime: consent.lasts }),
      onStatus: () => {
        events.emit({ kind: 'connections-changed', names: ['gmail'] });
        // only the leader reads the mailbox, so only it raises alerts
        if (listens) mailHealth.check();
      },
    });
  const mailHealth = createMailHealth({
    ledger,
    clock,
    log: log.scoped('mail'),
    recipes,
    mailbox: gmail &&
      config &&
      consent && {
        connection: gmail,
        unfetched: gmail.unfetched,
        isRead: gmail.isRead,
        everyMs: config.pollSeconds * 1000,
        consentEndsAt: consent.endsAt,
        sendingEndsAt,
      },
    others,
    onChange: () => events.emit({ kind: 'mail-warnings-changed' }),
  });
  const readDecided = gmail && createReadDecided({ ledger, gmail, listens, log });
  const firstReading: Loop = {
    start: () => rememberMailbox(ledger.settings, clock.now()),
    stop: async () => {},
  };
  const ofRole = listens ? [gmail && firstReading, gmail, mailHealth] : [gmail];
  const loops: readonly Loop[] = [...ofRole, readDecided].filter((loop) => loop !== null);
  return {
    gmail,
    consent,
    mailHealth,
    senders,
    senderBook: createSenderBook({ ledger, clock, senders, manager }),
    loops,
  };
}
