import type { MailTemplate } from '../../shared/mail-template.ts';
import { isSenderOf, templateName } from '../../shared/mail-template.ts';
import type { MailWarning, TemplateView, WarnedOf } from '../../shared/trainer.ts';
import { mailDocumentId } from '../intake/gmail/mail-intake.ts';
import type { Unfetched } from '../intake/gmail/pending-mails.ts';
import { allowFix } from '../notify/email/send-problem.ts';
import type { Clock, Connection, Ledger, Log, Loop, StoredReading } from '../ports.ts';
import { findConfidenceFall, trendMs } from './confidence-trend.ts';
import type { OtherSource } from './other-sources.ts';
import { createOtherSources } from './other-sources.ts';
import { senderFamilies, silenceOf } from './sender-families.ts';
import { stoppedWarnings } from './stopped.ts';

/** Warnings about the sources: whether they can be read, whether they are silent, and how well their mails are read. */
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
const signInFix =
  'Sign in with Google again. Set the consent screen to "In production" so that it does not expire after 7 days.';
const others: ReadonlySet<string> = new Set(['shopify', 'chat-bot']);

/** The warnings found, and which sources had answered by then since this computer is awake and polling. */
type Look = {
  readonly found: readonly MailWarning[];
  readonly isHeard: boolean;
  readonly isRead: boolean;
  /** The families of the other sources that have not answered. */
  readonly unproven: ReadonlySet<string>;
};

const percent = (share: number): number => Math.round(share * 100);

export function createMailHealth(parts: MailHealthParts): MailHealth {
  const { ledger, clock, log, mailbox, recipes } = parts;
  const { readings } = ledger;
  const lookAtOthers = createOtherSources(parts.others ?? [], clock);
  let last: Look | null = null;
  let askingSince = clock.now();
  let checkedAt = clock.now();
  let cancel: (() => void) | null = null;
  /** An answer from before the sleep proves nothing about now. */
  const isProven = (at: number | null): boolean => at !== null && at >= askingSince;

  function look(now: number): Look {
    const provenAt = mailbox?.connection.status().lastSuccessAt ?? null;
    const unproven = (parts.others ?? []).filter((source) => !isProven(source.provenAt()));
    return {
      isHeard: !mailbox || isProven(provenAt),
      isRead: !mailbox || mailbox.isRead(),
      unproven: new Set(unproven.map(({ family }) => family)),
      found: [
        ...(mailbox ? ofMailbox(mailbox, now) : []),
        ...lookAtOthers(askingSince),
        ...(provenAt === null
          ? []
          : senderFamilies(readings).flatMap((family) => silenceOf(family, { ledger, recipes, provenAt }))),
        ...recipes().flatMap((recipe) => confidence(recipe, now)),
      ],
    };
  }

  function ofMailbox(box: NonNullable<MailHealthParts['mailbox']>, now: number): readonly MailWarning[] {
    const { account, problem, lastSuccessAt, state } = box.connection.status();
    const base = { sender: account ?? 'Gmail', family: 'gmail', document: null } as const;
    const unfetched = box
      .unfetched()
      .map(({ id, from, cameAt, family, problem: { message, fix }, since }) => ({
        ...base,
        kind: 'unfetched' as const,
        sender: from ?? base.sender,
        family: family ?? base.family,
        text: message,
        ...(fix !== undefined && { fix }),
        mail: { id, cameAt },
        since,
      }));
    const ends = (kind: 'consent' | 'send-consent', endsAt: number | null): readonly MailWarning[] => {
      // the connection status shows a sign-in that has ended
      if (state === 'signed-out' || endsAt === null || endsAt - now > consentMs) return [];
      const hours = Math.max(0, Math.floor((endsAt - now) / (60 * minute)));
      const told =
        kind === 'consent'
          ? {
              text: `The Google sign-in of this mailbox expires in ${hours} h: sign in again before`,
              fix: signInFix,
            }
          : {
              text: `The consent to send e-mail expires in ${hours} h: allow it again before`,
              fix: allowFix,
            };
      return [{ ...base, ...told, kind, since: endsAt - consentMs }];
    };
    const { everyMs } = box;
    return [
      ...stoppedWarnings({ ...base, problem, lastSuccessAt, askingSince, everyMs }, now),
      ...unfetched,
      ...ends('consent', box.consentEndsAt()),
      ...ends('send-consent', box.sendingEndsAt?.() ?? null),
    ];
  }

  /** The service may write from another address than the template's. */
  function sendersOf(recipe: MailTemplate): readonly string[] {
    const family = senderFamilies(readings).find((each) => each.family === recipe.family);
    const own = readings.senders().filter((sender) => isSenderOf(recipe, sender));
    return [...new Set([...own, ...(family?.senders ?? [])])];
  }

  const mailsOf = (senders: readonly string[], since: number): readonly StoredReading[] =>
    senders
      .flatMap((sender) => readings.ofSender(sender, { since, limit: mostLooked }))
      .toSorted((one, other) => other.mailedAt - one.mailedAt);

  /** A mail that no template parsed counts for the newest template of its service. */
  function countsFor(recipe: MailTemplate): (mail: StoredReading) => boolean {
    const name = templateName(recipe);
    const isNewest = recipes().every(
      ({ family, version }) => family !== recipe.family || version <= recipe.version,
    );
    return (mail) =>
      mail.recipe === name || (isNewest && mail.recipe === null && mail.kind !== 'not-an-order');
  }

  function confidence(recipe: MailTemplate, now: number): readonly MailWarning[] {
    const mails = mailsOf(sendersOf(recipe), now - trendMs).filter(countsFor(recipe));
    const saved = ledger.recipes.list().filter((each) => each.recipe.family === recipe.family);
    const taughtAt = Math.max(0, ...saved.map(({ savedAt }) => savedAt));
    const fall = findConfidenceFall(mails, { now, taughtAt });
    if (!fall) return [];
    const [{ sender, document, mailedAt }] = fall.mails;
    const text = `${recipe.name}: ${percent(fall.share)} % of this week’s mails were read without a warning, ${percent(fall.before)} % in the four weeks before`;
    const since = fall.mails.at(-1)?.mailedAt ?? mailedAt;
    return [{ kind: 'drift', sender, family: recipe.family, text, since, document }];
  }

  function check(): void {
    const now = clock.now();
    // the computer slept: polls missed in that time are not a fault
    if (now - checkedAt > 3 * minute) askingSince = now;
    checkedAt = now;
    const before = JSON.stringify(last?.found ?? []);
    last = look(now);
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
    last ??= look(clock.now());
    return last;
  };

  return {
    check,
    warnings: () => current().found,
    ofMails: () => current().found.filter(({ family }) => !others.has(family)),
    knowsOf(what) {
      const { isHeard, isRead, unproven } = current();
      if ('mail' in what) return isRead || ledger.documents.has(mailDocumentId(what.mail));
      return others.has(what.family) ? !unproven.has(what.family) : isHeard;
    },
    of(recipe) {
      const senders = sendersOf(recipe);
      const looked = mailsOf(senders, clock.now() - monthMs);
      const isOf = countsFor(recipe);
      // a mail that the general parser read completely needs no template
      const mails = looked.filter(
        (mail) => isOf(mail) && (mail.recipe !== null || mail.kind === 'needs-review'),
      );
      return {
        mails: mails.length,
        needingReview: mails.filter(({ kind }) => kind === 'needs-review').length,
        lastMailAt: mails[0]?.mailedAt ?? null,
        lastMail: (looked.find(({ kind }) => kind !== 'not-an-order') ?? looked[0])?.document ?? null,
        warnings: [
          ...current().found.filter(({ kind, sender }) => kind !== 'drift' && senders.includes(sender)),
          ...confidence(recipe, clock.now()),
        ],
      };
    },
    start: tick,
    stop: async () => {
      cancel?.();
      cancel = null;
    },
  };
}
