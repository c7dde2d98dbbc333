import { asProblem, isProblem, Problem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import { subjectSays } from '../mail/mail-purpose.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { AboutMail, GmailClient, RawMail } from './gmail-client.ts';
import { thrownOut } from './gmail-client.ts';
import type { Kept, MailIntake } from './mail-intake.ts';
import { ownLabels } from './mail-intake.ts';
import { freeFailures, retryWaitMs } from './poll-plan.ts';
import type { Senders } from './senders.ts';

export type PendingMails = {
  /** Fetches the pending mails of the checkpoint, new ones before failed ones, stores and parses them. */
  fetchAndRead(): Promise<Fetched>;
  /** The number of mails still to fetch. */
  count(): number;
  /** Makes the mails that failed due: a person may have deleted them. */
  retryAll(): void;
  /** The mails that fail alone and may be orders, as of the last round. */
  unfetched(): readonly Unfetched[];
};

export type Fetched = {
  /** Whether everything is on disk, except mails that fail alone. */
  readonly isRead: boolean;
  /** The problem that affects all mails. */
  readonly problem: Problem | null;
  /** The problem of one mail that fails alone, unless it is in the trash. */
  readonly alone: Problem | null;
};

/** A possible order mail that cannot be fetched although the mailbox can be read. */
export type Unfetched = {
  /** Gmail's id. */
  readonly id: string;
  /** Null if unknown, like the time when Google accepted it, epoch milliseconds. */
  readonly from: string | null;
  readonly cameAt: number | null;
  /** The family of its sender; null for an unknown sender. */
  readonly family: string | null;
  readonly problem: Problem;
  readonly since: number;
};

export type PendingMailsParts = {
  readonly client: Pick<GmailClient, 'raw' | 'about'>;
  readonly intake: Pick<MailIntake, 'consider' | 'drain'>;
  readonly senders: Pick<Senders, 'familyOf'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** The timeout for one mail. */
  readonly limitMs?: number;
};

type Failure = {
  readonly problem: Problem;
  readonly count: number;
  /** The first one, epoch milliseconds. */
  readonly since: number;
  /** In uptime milliseconds. */
  readonly dueAt: number;
  /** Whether only this mail fails: refused, or repeatedly unreachable while the mailbox can be read. */
  readonly isAlone: boolean;
  /** Null if the metadata is unknown. */
  readonly about: AboutMail | null;
};

const lanes = 4;
const firstLimitMs = 30_000;
/** Enough for a big mail on a slow line. */
const retryLimitMs = 120_000;
const longestSubject = 80;

export function createPendingMails(parts: PendingMailsParts): PendingMails {
  const { client, intake, senders, ledger, clock, log, stopping, limitMs } = parts;
  const failures = new Map<string, Failure>();
  let halted: Problem | null = null;

  const pending = (): readonly string[] => readCheckpoint(ledger.checkpoints)?.pending ?? [];

  function done(id: string, kept: Kept | null): void {
    failures.delete(id);
    ledger.transaction(() => {
      const checkpoint = readCheckpoint(ledger.checkpoints);
      if (kept) ledger.documents.put(kept);
      if (checkpoint)
        writeCheckpoint(ledger.checkpoints, {
          ...checkpoint,
          pending: checkpoint.pending.filter((each) => each !== id),
        });
    });
  }

  function retryAll(): void {
    for (const [id, failure] of failures) failures.set(id, { ...failure, dueAt: clock.uptime() });
  }

  /** @returns the mail if it names no order yet: one that is fetched beside it may be that order */
  async function fetch(id: string): Promise<RawMail | null> {
    try {
      const mail = await client.raw(id, limitMs ?? (failures.has(id) ? retryLimitMs : firstLimitMs));
      const considered = mail && (await intake.consider(mail));
      stopping.throwIfAborted();
      if (mail) retryAll();
      if (mail && considered?.mayBecomeOrder) return mail;
      done(id, considered?.kept ?? null);
    } catch (error) {
      if (stopping.aborted || !isProblem(error)) throw error;
      await failed(id, error);
    }
    return null;
  }

  async function failed(id: string, problem: Problem): Promise<void> {
    const { kind, retryAfterMs } = problem;
    if (kind === 'throttled' || kind === 'signed-out' || retryAfterMs !== undefined) {
      halted ??= problem;
      return;
    }
    const last = failures.get(id);
    const count = (last?.count ?? 0) + 1;
    const isAlone = kind === 'refused' || count >= freeFailures;
    const about = isAlone ? await client.about(id).catch(asProblem) : null;
    stopping.throwIfAborted();
    // a person may have deleted it
    if (isAlone && about === null) return done(id, null);
    failures.set(id, {
      problem,
      count,
      since: last?.since ?? clock.now(),
      dueAt: clock.uptime() + retryWaitMs(count),
      isAlone,
      about: isProblem(about) ? (last?.about ?? null) : about,
    });
    log.warn('a mail could not be fetched', { gmailId: id, failures: count, reason: problem.message });
  }

  /** Fetches these mails and parses them. Mails that named no order are considered again after that. */
  async function round(ids: readonly string[]): Promise<void> {
    const queue = [...ids];
    const unsure: RawMail[] = [];
    const errors: unknown[] = [];
    async function lane(): Promise<void> {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        if (halted || stopping.aborted) return;
        try {
          const mail = await fetch(id);
          if (mail) unsure.push(mail);
        } catch (error) {
          // it stays pending, and the others continue
          errors.push(error);
        }
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane));
    if (errors.length > 0) throw errors[0];
    await intake.drain(() => stopping.aborted);
    for (const mail of unsure) {
      const { kept } = await intake.consider(mail);
      stopping.throwIfAborted();
      done(mail.id, kept);
    }
    if (unsure.length > 0) await intake.drain(() => stopping.aborted);
  }

  function outcome(): Fetched {
    const ids = pending();
    for (const id of failures.keys()) if (!ids.includes(id)) failures.delete(id);
    const all = [...failures.values()];
    const [alone] = shownAlone();
    return {
      isRead: ids.every((id) => failures.get(id)?.isAlone === true),
      problem: halted ?? all.find(({ isAlone }) => !isAlone)?.problem ?? null,
      alone: alone ? aloneProblem(alone[1]) : null,
    };
  }

  const shownAlone = (): readonly (readonly [string, Failure])[] =>
    [...failures].filter(([, { isAlone, about }]) => isAlone && about?.labelIds.includes('TRASH') !== true);

  return {
    async fetchAndRead() {
      halted = null;
      const ids = pending();
      const due = ids.filter((id) => (failures.get(id)?.dueAt ?? Infinity) <= clock.uptime());
      await round(ids.filter((id) => !failures.has(id)));
      // after the others, since one that fails may take its whole timeout
      if (due.length > 0 && !halted) await round(due);
      return outcome();
    },
    count: () => pending().length,
    retryAll,
    unfetched: () =>
      shownAlone().flatMap(([id, failure]): readonly Unfetched[] => {
        const { about, since } = failure;
        const problem = aloneProblem(failure);
        if (about === null) return [{ id, from: null, cameAt: null, family: null, problem, since }];
        const { from, subject, internalDate, labelIds } = about;
        const cameAt = internalDate > 0 ? internalDate : null;
        const family = senders.familyOf(from);
        if (labelIds.some((label) => ownLabels.has(label))) return [];
        const announces =
          subjectSays(subject) === 'new-order' && !labelIds.some((label) => thrownOut.has(label));
        return family !== null || announces ? [{ id, from, cameAt, family, problem, since }] : [];
      }),
  };
}

function aloneProblem({ problem, about }: Failure): Problem {
  const reason = problem.message;
  const day = about && new Date(about.internalDate).toISOString().slice(0, 10);
  return new Problem(
    problem.kind,
    about
      ? `The mail “${about.subject.slice(0, longestSubject)}” of ${about.from}, ${day}, cannot be fetched: ${reason}`
      : `A mail cannot be fetched: ${reason}`,
    {
      cause: problem,
      fix: 'Open it in Gmail, enter its order by hand, then delete it there.',
    },
  );
}
