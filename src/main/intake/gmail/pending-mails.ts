import { asProblem, isProblem, Problem } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { AboutMail, GmailClient, RawMail } from './gmail-client.ts';
import type { Considered, Kept, MailIntake } from './mail-intake.ts';
import { neverKept } from './mail-intake.ts';
import { fetchLimitMs, retryWaitMs } from './poll-plan.ts';

export type PendingMails = {
  /**
   * Fetches the pending mails of the checkpoint, new ones before failed ones, stores and parses them. A mail that was no order is
   * fetched once more if new facts may change that. A slow mail continues during the next polls.
   */
  fetchAndRead(): Promise<Fetched>;
  /** Gmail reported these mails again, for example out of spam: their earlier results no longer count. */
  lookAnew(ids: Iterable<string>): void;
  /** The number of mails still to fetch. */
  count(): number;
  /**
   * Checks the mails that fail alone, and makes them due: a person may have deleted them.
   * @returns whether there are any
   */
  lookAgain(): Promise<boolean>;
  /** Resolves when no fetch is running. */
  ended(): Promise<unknown>;
};

export type Fetched = {
  /** Whether everything is on disk, except mails that fail alone. */
  readonly isRead: boolean;
  /** The problem that affects all mails. */
  readonly problem: Problem | null;
  /** The mails that fail alone, except those in the trash. */
  readonly alone: readonly AloneMail[];
};

export type AloneMail = {
  /** Gmail's id. */
  readonly id: string;
  /** Null if not even the metadata can be fetched. */
  readonly about: AboutMail | null;
  /** Describes the mail and the fix. */
  readonly problem: Problem;
  /** Since when it fails while others succeed, epoch milliseconds. */
  readonly since: number;
};

export type PendingMailsParts = {
  readonly client: Pick<GmailClient, 'raw' | 'about'>;
  readonly intake: Pick<MailIntake, 'consider' | 'drain'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Called when a mail to parse has arrived that no poll waited for. */
  readonly onLate: () => void;
  /** The timeout for one mail, by its size in bytes if known. */
  readonly limitMs?: (size: number | null) => number;
};

type Trial = {
  readonly problem: Problem;
  /**
   * Whether another mail could be fetched while this one failed, twice for a temporary error. Otherwise the mailbox or this
   * computer may be at fault.
   */
  readonly isAlone: boolean;
  readonly failures: number;
  /** The first counted failure, epoch milliseconds. */
  readonly since: number;
  /** In uptime milliseconds. */
  readonly dueAt: number;
  readonly about: AboutMail | null;
};

const lanes = 4;
/** How many fetches may continue beside the polls. */
const mostLate = 4;
const lateMs = 5_000;
/** After this time, other mails no longer wait for a failing one. */
const longestHopeMs = 24 * 3_600_000;
const witnessSetting = 'gmail.small-mail';
const smallBytes = 200_000;
const witnessLimitMs = 10_000;

export function createPendingMails(parts: PendingMailsParts): PendingMails {
  const { client, intake, ledger, clock, log, stopping, limitMs = fetchLimitMs } = parts;
  const underWay = new Map<string, Promise<void>>();
  const trials = new Map<string, Trial>();
  /**
   * Mails that are gone or no orders. They stay pending while another mail may bring their sender or order; after a crash they
   * are fetched again.
   */
  const settled = new Map<string, Considered['isOutdated']>();
  const broken: unknown[] = [];
  let isRound = false;
  let halted: Problem | null = null;
  /** How many were fetched completely since the start. */
  let came = 0;
  let lastSmall: string | null = null;
  let witness: Promise<boolean> | null = null;

  const pending = (): readonly string[] => readCheckpoint(ledger.checkpoints)?.pending ?? [];
  const left = (): readonly string[] => pending().filter((id) => !settled.has(id));

  function noLongerPending(isDone: (id: string) => boolean, kept: Kept | null): void {
    ledger.transaction(() => {
      const checkpoint = readCheckpoint(ledger.checkpoints);
      if (!checkpoint) return;
      if (kept) ledger.documents.put(kept);
      if (kept && kept.body.length <= smallBytes) ledger.settings.set(witnessSetting, kept.id);
      writeCheckpoint(ledger.checkpoints, {
        ...checkpoint,
        pending: checkpoint.pending.filter((id) => !isDone(id)),
      });
    });
  }

  /** Makes mails due again that may be orders after the last parses. @returns their ids */
  function takeBack(): readonly string[] {
    const outdated = pending().filter((id) => settled.get(id)?.() === true);
    for (const id of outdated) settled.delete(id);
    return outdated;
  }

  function done(id: string, { kept, isOutdated }: Considered): void {
    // an order is stored without waiting for other mails
    if (kept) noLongerPending((each) => each === id, kept);
    else settled.set(id, isOutdated);
    trials.delete(id);
    if (kept && !isRound) parts.onLate();
  }

  async function bring(id: string): Promise<void> {
    const before = came;
    let mail: RawMail | null;
    try {
      mail = await client.raw(id, limitMs(trials.get(id)?.about?.size ?? null));
    } catch (error) {
      if (!stopping.aborted) await failed(id, asProblem(error), before);
      return;
    }
    if (stopping.aborted) return;
    let considered = neverKept;
    try {
      if (mail) considered = await intake.consider(mail);
    } catch (error) {
      // it stays pending, and the others continue
      if (!isProblem(error)) throw error;
      return failedAsAll(id, error);
    }
    if (stopping.aborted) return;
    if (mail) came += 1;
    if (mail && mail.raw.length <= smallBytes) lastSmall = mail.id;
    done(id, considered);
  }

  async function failed(id: string, problem: Problem, before: number): Promise<void> {
    const { kind, retryAfterMs } = problem;
    if (kind === 'throttled' || kind === 'signed-out' || retryAfterMs !== undefined) {
      halted ??= problem;
      return failedAsAll(id, problem);
    }
    let hasOther = came > before;
    if (!hasOther) {
      witness ??= askWitness();
      hasOther = await witness;
    }
    if (stopping.aborted) return;
    if (!hasOther) return failedAsAll(id, problem);
    const last = trials.get(id);
    const failures = (last?.failures ?? 0) + 1;
    const since = last && last.failures > 0 ? last.since : clock.now();
    // most mails that fail once succeed the next time and need no description
    const isAlone = kind === 'refused' || failures > 1;
    const about = isAlone ? await look(id, last?.about ?? null) : null;
    if (stopping.aborted) return;
    if (about === 'gone') return done(id, neverKept);
    const dueAt = clock.uptime() + retryWaitMs(failures);
    trials.set(id, { problem, isAlone, failures, since, dueAt, about });
    log.warn('a mail could not be fetched', { gmailId: id, failures, reason: problem.message });
  }

  function failedAsAll(id: string, problem: Problem): void {
    const { failures = 0, since = clock.now(), about = null } = trials.get(id) ?? {};
    trials.set(id, { problem, isAlone: false, failures, since, dueAt: clock.uptime(), about });
  }

  /** Whether a mail that was fetched before can be fetched now. Without such a mail the fault cannot be located. */
  async function askWitness(): Promise<boolean> {
    const id = lastSmall ?? ledger.settings.get(witnessSetting)?.replace(/^mail:/, '') ?? null;
    try {
      return id !== null && (await client.raw(id, witnessLimitMs)) !== null;
    } catch (error) {
      if (!isProblem(error)) throw error;
      return false;
    }
  }

  async function look(id: string, last: AboutMail | null): Promise<AboutMail | 'gone' | null> {
    try {
      return (await client.about(id)) ?? 'gone';
    } catch (error) {
      if (!isProblem(error)) throw error;
      return last;
    }
  }

  async function lookAtAlone(id: string, last: AboutMail | null): Promise<void> {
    const about = await look(id, last);
    const trial = trials.get(id);
    // it may have been fetched meanwhile
    if (stopping.aborted || !trial?.isAlone) return;
    if (about === 'gone') done(id, neverKept);
    else trials.set(id, { ...trial, about, dueAt: clock.uptime() });
  }

  function begin(id: string): Promise<void> {
    const work = bring(id)
      .catch((error: unknown) => void broken.push(error))
      .finally(() => underWay.delete(id));
    underWay.set(id, work);
    return work;
  }

  /** The mails to fetch now. Mails that keep failing are tried one at a time, to save bandwidth. */
  function queueOf(ids: readonly string[]): string[] {
    const free = ids.filter((id) => !underWay.has(id));
    const waits = (id: string): boolean => retryWaitMs(trials.get(id)?.failures ?? 0) > 0;
    const isBusy = [...underWay.keys()].some(waits);
    const due = free
      .filter((id) => waits(id) && (trials.get(id)?.dueAt ?? 0) <= clock.uptime())
      .toSorted((one, other) => (trials.get(one)?.dueAt ?? 0) - (trials.get(other)?.dueAt ?? 0));
    const usual = free.filter((id) => !waits(id));
    return [
      ...usual.filter((id) => !trials.has(id)),
      ...usual.filter((id) => trials.has(id)),
      ...due.slice(0, isBusy ? 0 : 1),
    ];
  }

  async function lane(queue: string[]): Promise<void> {
    for (;;) {
      while (underWay.size >= lanes + mostLate && !stopping.aborted) await Promise.race(underWay.values());
      const id = halted || stopping.aborted ? undefined : queue.shift();
      if (id === undefined) return;
      await atMost(clock, lateMs, begin(id));
    }
  }

  async function round(ids: readonly string[]): Promise<void> {
    isRound = true;
    try {
      const queue = queueOf(ids);
      await Promise.all(Array.from({ length: lanes }, () => lane(queue)));
    } finally {
      isRound = false;
    }
    const [error] = broken.splice(0);
    if (error !== undefined) throw error;
    await intake.drain(() => stopping.aborted);
  }

  function outcome(): Fetched {
    const ids = left();
    for (const id of trials.keys()) if (!ids.includes(id)) trials.delete(id);
    const known = [...trials.values()];
    const ofAll = known.filter(({ isAlone }) => !isAlone).map(({ problem }) => problem);
    const alone = [...trials].filter(
      ([, { isAlone, about }]) => isAlone && about?.labelIds.includes('TRASH') !== true,
    );
    return {
      isRead: ids.every((id) => trials.get(id)?.isAlone === true),
      problem: halted ?? ofAll.find(({ kind }) => kind !== 'refused') ?? ofAll[0] ?? null,
      alone: alone.map(([id, trial]) => ({
        id,
        about: trial.about,
        problem: aloneProblem(trial),
        since: trial.since,
      })),
    };
  }

  /** Whether an order may still have to be fetched or parsed. */
  function mayBringMore({ isRead, alone }: Fetched): boolean {
    const isHopedFor = alone.some(({ since }) => clock.now() - since < longestHopeMs);
    return !isRead || isHopedFor || ledger.documents.countWaiting('mail', 1) > 0;
  }

  return {
    async fetchAndRead() {
      witness = null;
      halted = null;
      await round(left());
      const again = stopping.aborted ? [] : takeBack();
      if (again.length > 0) await round(again);
      if (stopping.aborted) return { isRead: false, problem: null, alone: [] };
      // the results of the second round wait for the next poll, so that no poll loops
      if (again.length > 0) takeBack();
      const fetched = outcome();
      if (settled.size > 0 && !mayBringMore(fetched)) {
        noLongerPending((id) => settled.has(id), null);
        settled.clear();
      }
      return fetched;
    },
    lookAnew(ids) {
      for (const id of ids) settled.delete(id);
    },
    count: () => left().length,
    async lookAgain() {
      const alone = [...trials].filter(([, { isAlone }]) => isAlone);
      const looks = alone.map(([id, { about }]) => lookAtAlone(id, about));
      for (const looked of await Promise.allSettled(looks)) {
        if (looked.status === 'rejected') broken.push(looked.reason);
      }
      return alone.length > 0;
    },
    ended: () => Promise.all(underWay.values()),
  };
}

const longestSubject = 80;

function aloneProblem({ problem, about }: Trial): Problem {
  const reason = problem.message;
  const day = about && new Date(about.internalDate).toISOString().slice(0, 10);
  return new Problem(
    problem.kind,
    about
      ? `The mail “${about.subject.slice(0, longestSubject)}” of ${about.from}, ${day}, cannot be fetched: ${reason}`
      : `A mail cannot be fetched: ${reason}`,
    {
      cause: problem,
      fix: 'Open it in Gmail: enter by hand what it orders, then delete it there.',
    },
  );
}
