import type { MailTemplate } from '../../shared/mail-template.ts';
import { isSenderOf, templateName } from '../../shared/mail-template.ts';
import type { MailWarning, TemplateView, WarnedOf } from '../../shared/trainer.ts';
import { mailDocumentId } from '../intake/gmail/mail-intake.ts';
import type { Unfetched } from '../intake/gmail/pending-mails.ts';
import type { Clock, Connection, Ledger, Log, Loop } from '../ports.ts';
import type { OtherSource } from './other-sources.ts';
import { createOtherSources } from './other-sources.ts';
import { senderFamilies } from './sender-families.ts';
import type { Found } from './sender-warnings.ts';
import { createSenderWarnings } from './sender-warnings.ts';
import { seriesOf } from './series.ts';
import { findStopped } from './stopped.ts';

/** How the mails of each sender have changed lately, and what a person should check while they can still be parsed. */
export type MailHealth = Loop & {
  readonly of: (
    recipe: MailTemplate,
  ) => Pick<TemplateView, 'mails' | 'needingReview' | 'lastMailAt' | 'lastMail' | 'warnings'>;
  /** Warnings of all sources, the most urgent first. */
  readonly warnings: () => readonly MailWarning[];
  /** Warnings of the mailbox and its senders only. */
  readonly ofMails: () => readonly MailWarning[];
  /** Whether no warning means that all is well. False for a source that has not answered since the start or the last sleep. */
  readonly knowsOf: (what: WarnedOf) => boolean;
  /** Checks again now; calls `onChange` if the warnings have changed. */
  readonly check: () => void;
};

export type MailHealthParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly recipes: () => readonly MailTemplate[];
  /** The mailbox that is polled; null when none is connected. */
  readonly mailbox: {
    readonly connection: Pick<Connection, 'status'>;
    /** Mails that may be orders and cannot be fetched, while others can. */
    readonly unfetched: () => readonly Unfetched[];
    /** Whether that list is complete. */
    readonly isRead: () => boolean;
    readonly everyMs: number;
    /** The end of the sign-in, if Google has sent a date. */
    readonly consentEndsAt: () => number | null;
    /** The end of the separate consent to send e-mail. */
    readonly sendingEndsAt?: () => number | null;
  } | null;
  /** Other sources with a usual rhythm, which get the same warnings. */
  readonly others?: readonly OtherSource[];
  /** Called when the warnings have changed. */
  readonly onChange: () => void;
};

const minute = 60_000;
const monthMs = 30 * 24 * 60 * minute;
const mostLooked = 2000;
/** Warns from the fifth day of the seven that an app in testing has. */
const consentMs = 48 * 60 * minute;

const others: ReadonlySet<string> = new Set(['shopify', 'chat-bot']);

/** Which sources have answered since this computer is awake and polling. */
type Known = {
  /** Whether the mailbox was read to its end. */
  readonly isHeard: boolean;
  readonly isRead: boolean;
  /** The families of the other sources that have not answered yet. */
  readonly unproven: ReadonlySet<string>;
};

/** The warnings found, and the sources they are valid for. */
type Look = { readonly found: readonly Found[]; readonly known: Known };

const ofMailbox = (
  kind: 'stopped' | 'consent' | 'send-consent',
  account: string | null,
  text: string,
  since: number,
): Found => ({
  recipe: null,
  warning: { kind, sender: account ?? 'Gmail', family: 'gmail', text, since, document: null },
});

export function createMailHealth(parts: MailHealthParts): MailHealth {
  const { ledger, clock, log, mailbox } = parts;
  const look = createSenderWarnings(parts);
  const lookAtOthers = createOtherSources(parts.others ?? [], clock);
  let last: Look | null = null;
  let askingSince = clock.now();
  let lookedAt = clock.now();
  let cancel: (() => void) | null = null;

  function lookAt(now: number): Look {
    const senders = ledger.readings.senders();
    const provenAt = mailbox?.connection.status().lastSuccessAt ?? null;
    // an answer from before the sleep proves nothing about now
    const isProven = (at: number | null): boolean => at !== null && at >= askingSince;
    const unproven = (parts.others ?? []).filter((source) => !isProven(source.provenAt()));
    const known = {
      isHeard: !mailbox || isProven(provenAt),
      isRead: !mailbox || mailbox.isRead(),
      unproven: new Set(unproven.map(({ family }) => family)),
    };
    const found = [
      ...stopped(now),
      ...unfetched(),
      ...consent(now),
      ...lookAtOthers(askingSince).map((warning) => ({ recipe: null, warning })),
      ...(provenAt === null ? [] : look.silence(provenAt)),
      ...senders.flatMap((sender) => look.drift(sender, now)),
    ];
    return { found, known };
  }

  function stopped(now: number): readonly Found[] {
    if (!mailbox) return [];
    const { account, problem, lastSuccessAt } = mailbox.connection.status();
    const stop = findStopped({ lastSuccessAt, askingSince, everyMs: mailbox.everyMs }, now);
    if (!stop) return [];
    const text =
      problem === null
        ? `Gmail has not answered for ${stop.minutes} min: new orders by mail are not seen`
        : `Gmail could not be read for ${stop.minutes} min: ${problem}`;
    return [ofMailbox('stopped', account, text, stop.since)];
  }

  function unfetched(): readonly Found[] {
    const account = mailbox?.connection.status().account ?? 'Gmail';
    const mails = mailbox?.unfetched() ?? [];
    return mails.map(({ id, from, cameAt, family, problem, since }) => ({
      recipe: null,
      warning: {
        kind: 'unfetched',
        sender: from ?? account,
        family: family ?? 'gmail',
        text: problem.message,
        ...(problem.fix !== undefined && { fix: problem.fix }),
        mail: { id, cameAt },
        since,
        document: null,
      },
    }));
  }

  function consent(now: number): readonly Found[] {
    if (!mailbox) return [];
    const { account, state } = mailbox.connection.status();
    if (state === 'signed-out') return []; // the sign-in has ended already, and the connection status shows it
    const soon = (
      kind: 'consent' | 'send-consent',
      endsAt: number | null,
      words: (hours: number) => string,
    ): readonly Found[] => {
      if (endsAt === null || endsAt - now > consentMs) return [];
      const hours = Math.max(0, Math.floor((endsAt - now) / (60 * minute)));
      return [ofMailbox(kind, account, words(hours), endsAt - consentMs)];
    };
    return [
      ...soon(
        'consent',
        mailbox.consentEndsAt(),
        (hours) => `Google ends the sign-in of this mailbox in ${hours} h: sign in again before`,
      ),
      ...soon(
        'send-consent',
        mailbox.sendingEndsAt?.() ?? null,
        (hours) => `Google ends the consent to send e-mail in ${hours} h: give it again before`,
      ),
    ];
  }

  function check(): void {
    const now = clock.now();
    // the computer slept: polls missed in that time are not a fault
    if (now - lookedAt > 3 * minute) askingSince = now;
    lookedAt = now;
    const before = JSON.stringify(last?.found ?? []);
    last = lookAt(now);
    if (JSON.stringify(last.found) !== before) parts.onChange();
  }

  function tick(): void {
    try {
      check();
    } catch (error) {
      // the ledger may fail for a while; the next check retries
      log.error('the health of the mails could not be told', { error });
    }
    cancel = clock.after(minute, tick);
  }

  const current = (): Look => {
    last ??= lookAt(clock.now());
    return last;
  };
  const readingsOf = (sender: string) =>
    ledger.readings.ofSender(sender, { since: clock.now() - monthMs, limit: mostLooked });

  return {
    check,
    warnings: () => current().found.map(({ warning }) => warning),
    ofMails: () =>
      current()
        .found.map(({ warning }) => warning)
        .filter(({ family }) => !others.has(family)),
    knowsOf(what) {
      const { known } = current();
      if ('mail' in what) return known.isRead || ledger.documents.has(mailDocumentId(what.mail));
      return others.has(what.family) ? !known.unproven.has(what.family) : known.isHeard;
    },
    of(recipe) {
      const name = templateName(recipe);
      // the service may write from another address than the template's
      const kin = senderFamilies(ledger.readings).filter(({ family }) => family === recipe.family);
      const own = ledger.readings.senders().filter((sender) => isSenderOf(recipe, sender));
      const senders = [...new Set([...own, ...kin.flatMap((each) => each.senders)])];
      const newest = senders.flatMap(readingsOf).toSorted((one, other) => other.mailedAt - one.mailedAt);
      // a mail that no template parsed completely counts with the mails it resembles most
      const looked = newest.filter((each) => each.recipe !== null || each.kind === 'needs-review');
      const alike = seriesOf(looked).find((series) => (series.recipe ?? name) === name)?.mails ?? [];
      const forReview = new Set(alike.filter(({ kind }) => kind === 'needs-review'));
      const mails = newest.filter((each) => each.recipe === name || forReview.has(each));
      return {
        mails: mails.length,
        needingReview: forReview.size,
        lastMailAt: mails[0]?.mailedAt ?? null,
        lastMail: (newest.find(({ kind }) => kind !== 'not-an-order') ?? newest[0])?.document ?? null,
        warnings: current()
          .found.filter((each) => senders.includes(each.warning.sender) && (each.recipe ?? name) === name)
          .map(({ warning }) => warning),
      };
    },
    start: tick,
    stop: async () => {
      cancel?.();
      cancel = null;
    },
  };
}
