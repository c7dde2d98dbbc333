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
   * Brings to disk what the checkpoint says is pending, new mails before those that failed, and has it read. What was no order
   * before is fetched once more where that has changed what it is judged by. One that takes long goes on beside the next polls.
   */
  fetchAndRead(): Promise<Fetched>;
  /** These the mailbox has told of anew, as of one taken out of spam: what was made of them before no longer holds. */
  lookAnew(ids: Iterable<string>): void;
  /** How many are still to be fetched. */
  count(): number;
  /**
   * Looks what has become of the mails that fail alone, and makes them due: a person may have thrown them away.
   * @returns whether there are any
   */
  lookAgain(): Promise<boolean>;
  /** Ends when nothing is under way any more. */
  ended(): Promise<unknown>;
};

export type Fetched = {
  /** Whether all is on disk but what fails alone. */
  readonly isRead: boolean;
  /** What keeps mails from coming whichever they are. */
  readonly problem: Problem | null;
  /** The mails that fail alone, but for those that lie in the trash. */
  readonly alone: readonly AloneMail[];
};

export type AloneMail = {
  /** Gmail's. */
  readonly id: string;
  /** Null where not even that can be had. */
  readonly about: AboutMail | null;
  /** Names it, and says what helps. */
  readonly problem: Problem;
  /** Since when others could be had beside it, epoch milliseconds. */
  readonly since: number;
};

export type PendingMailsParts = {
  readonly client: Pick<GmailClient, 'raw' | 'about'>;
  readonly intake: Pick<MailIntake, 'consider' | 'drain'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Called when a mail to be read has come that no poll waited for. */
  readonly onLate: () => void;
  /** How long one mail may take, by its size in bytes where that is known. */
  readonly limitMs?: (size: number | null) => number;
};

type Trial = {
  readonly problem: Problem;
  /**
   * Whether another mail could be had when this one could not, twice where that may pass; else it may be the mailbox that
   * fails, or this computer.
   */
  readonly isAlone: boolean;
  readonly failures: number;
  /** When it was first counted, epoch milliseconds. */
  readonly since: number;
  /** By the time since the computer was started. */
  readonly dueAt: number;
  readonly about: AboutMail | null;
};

const lanes = 4;
/** How many may go on beside the polls. */
const mostLate = 4;
const lateMs = 5_000;
/** What cannot be had for longer will bring nothing. */
const longestHopeMs = 24 * 3_600_000;
const witnessSetting = 'gmail.small-mail';
const smallBytes = 200_000;
const witnessLimitMs = 10_000;

export function createPendingMails(parts: PendingMailsParts): PendingMails {
  const { client, intake, ledger, clock, log, stopping, limitMs = fetchLimitMs } = parts;
  const underWay = new Map<string, Promise<void>>();
  const trials = new Map<string, Trial>();
  /**
   * Mails that are gone or no orders. They stand as pending as long as one of the others may bring their sender or the order they
   * name: after a crash in between they are fetched again.
   */
  const settled = new Map<string, Considered['isOutdated']>();
  const broken: unknown[] = [];
  let isRound = false;
  let halted: Problem | null = null;
  /** How many came whole since the start. */
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

  /** Makes those due again that may be orders by what was read since. @returns their ids */
  function takeBack(): readonly string[] {
    const outdated = pending().filter((id) => settled.get(id)?.() === true);
    for (const id of outdated) settled.delete(id);
    return outdated;
  }

  function done(id: string, { kept, isOutdated }: Considered): void {
    // an order waits for no other mail
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
      // it stays pending, and the others go on
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
    // most of what fails once comes the next time, and needs no name
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

  /** Whether a mail that came before can be had now. Where none is known nobody can say whose fault it is. */
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
    // it may have come meanwhile
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

  /** What is to be asked for now. Of those that fail for long one at a time: they load the line for nothing. */
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

  /** Whether an order is still to be fetched, or to be read though it is on disk. */
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
      // what the second reading has brought is for the next poll: nobody's mails are to be fetched over and over in one
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
