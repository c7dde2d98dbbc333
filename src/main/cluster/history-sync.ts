import { setImmediate } from 'node:timers/promises';
import { isProblem, messageOf } from '../../shared/problem.ts';
import { hasShownBefore } from '../ledger/shown-before.ts';
import type { Clock, Ledger, Log, Loop, SeenNumbers } from '../ports.ts';
import { isRestoring, noteRestoring, recentMs } from '../restoring.ts';
import type { Movement } from '../warehouse/movement.ts';
import type { Dataset, DayOfRows, Span } from './dataset.ts';
import { createOwnRows } from './own-rows.ts';

export type SyncParts = {
  readonly dataset: Dataset;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** When the next question may be asked, epoch milliseconds: a month of them has to stay free. */
  readonly askAt: () => number;
  /** Called when the status has changed. */
  readonly onStatus: () => void;
  /** Called when somebody else writes under this desk's name: the ledger is to be opened again. */
  readonly onCopied: () => void;
  /** Called whenever everything that was loaded is known to be here. */
  readonly onProven: () => void;
};

export type SyncStatus = {
  /** How much of what is missing here has come; null when nothing is being caught up with. */
  readonly restore: { readonly done: number; readonly total: number } | null;
  /** When everything other desks had loaded was last known to be here. */
  readonly provenAt: number | null;
  readonly otherDesks: number;
  readonly unreadable: number;
  readonly problem: string | null;
};
export type DeskSync = Loop & {
  status(): SyncStatus;
  /** Ends when it is known whether this ledger is yet to be filled, or that it cannot be known now. */
  readonly asked: Promise<void>;
  /** Looks now: the computer woke up, or somebody wants to know. Never rejects. */
  now(): Promise<void>;
};

const lookEveryMs = 15_000;
const dayMs = 86_400_000;
const ownEveryMs = 3_600_000;
/** Rows of a question that catches up, and of a transaction, after which windows and deliveries have their turn. */
const rowsAsked = 5_000;
const rowsAtOnce = 250;

/**
 * Brings what other desks have loaded into BigQuery to this one. The table's metadata are free and say whether anything has
 * come; only then is it asked for, by the running numbers that are not here, so that no clocks are compared and nothing is
 * taken twice. A ledger with nothing in it gets everything this way, oldest first, and goes on after a restart.
 */
export function createDeskSync(parts: SyncParts): DeskSync {
  const { dataset, ledger, clock, log, askAt, onStatus } = parts;
  const own = createOwnRows({ ...parts, isStopped: () => stopped });
  let running: Promise<void> | null = null;
  let cancelTimer = (): void => {};
  let stopped = false;
  let restore: SyncStatus['restore'] = null;
  let provenAt: number | null = null;
  let problem: string | null = null;
  let lastMark: string | null = null;
  let ownLookedAt = 0;
  /** Something is missing here that is older than what was last asked for. */
  let isLate = false;
  /** Rows of others that are there and not counted here once everything has come: rows written twice. */
  let surplus: number | null = null;
  let said = (): void => {};
  const asked = new Promise<void>((resolve) => {
    said = resolve;
  });

  // by what the dataset has shown, here and in every question: what came by the link is not known to be there
  const notCounted = ({ rows }: Movement): number =>
    rows - ledger.warehouse.counts().committed - countOf(ledger.entries.seen());

  /** @returns false where a question has to wait: what stood in the way of the last may still do so */
  async function round(): Promise<boolean> {
    const movement = await dataset.movement();
    if (movement === null || stopped) return true;
    // what a link has shown under this desk's name cannot wait for rows to come
    if (ledger.copied.isParting()) return true;
    if (ledger.copied.shownByLink() !== null && (await own.look(true))) return true;
    if (stopped) return true;
    const isKnown = movement.mark === lastMark || (!movement.isStreaming && notCounted(movement) === surplus);
    if (surplus !== null && isKnown) {
      proven(movement);
      return true;
    }
    if (askAt() > clock.now()) return false;
    await (surplus === null || isLate ? catchUpFrom(movement) : hear(movement));
    return true;
  }

  async function hear(movement: Movement): Promise<void> {
    await takeIn({ from: clock.now() - recentMs, to: clock.now() + dayMs }, false);
    // streamed rows are not counted, so that nothing tells of those that are nobody's
    if (movement.isStreaming && clock.now() - ownLookedAt > ownEveryMs) {
      ownLookedAt = clock.now();
      // one that was broken off has proven nothing
      if ((await own.look(false)) || stopped) return;
    }
    if (movement.isStreaming || notCounted(movement) === surplus) return proven(movement);
    // an older row has come late, or one was written twice. The next question is for that: each look would spend it anew on what
    // is news
    isLate = true;
    if (askAt() <= clock.now()) await catchUpFrom(movement);
  }

  async function catchUpFrom(movement: Movement): Promise<void> {
    // by what the dataset has shown: the link may have brought something to a ledger that is yet to be filled. Also one that
    // was cut off in the middle: what is left of it wakes nobody either
    const isEmpty = ledger.entries.seen().size === 0 && !hasShownBefore(ledger);
    // of rows that are streamed nothing tells whose they are; a desk that has loaded was looked at before it did
    const hasLoaded = ledger.warehouse.counts().committed > 0;
    const isNew = isEmpty && (notCounted(movement) > 0 || (movement.isStreaming && !hasLoaded));
    const isRestore = isNew || isRestoring(ledger);
    if (isRestore) noteRestoring(ledger, true);
    said();
    const days = await dataset.days(ledger.entries.seen());
    const total = days.reduce((sum, { rows }) => sum + rows, 0);
    tell({ done: 0, total });
    for (const span of spansOf(days)) {
      if (stopped) return;
      // what is history is told once, and wakes nobody
      const isQuiet = isRestore || span.to <= clock.now() - recentMs;
      const taken = await takeIn(span, isQuiet, (done) => tell({ done, total }));
      log.info('entries of other desks taken in', { rows: taken });
    }
    if (stopped) return;
    // rows that nobody else accounts for may be under this desk's own name
    if (await own.look(surplus !== null && notCounted(movement) !== surplus)) return tell(null);
    if (stopped) return;
    surplus = notCounted(movement);
    isLate = false;
    if (isRestore) noteRestoring(ledger, false);
    proven(movement);
    tell(null);
  }

  /** @returns how many rows were not here */
  async function takeIn(span: Span, quiet: boolean, onPart?: (done: number) => void): Promise<number> {
    const rows = await dataset.rows(ledger.entries.seen(), span);
    let taken = 0;
    for (let from = 0; from < rows.length && !stopped; from += rowsAtOnce) {
      const part = rows.slice(from, from + rowsAtOnce);
      taken += ledger.entries.importRemote(part, { quiet }).length;
      onPart?.((restore?.done ?? 0) + part.length);
      await setImmediate();
    }
    return taken;
  }

  function tell(next: SyncStatus['restore']): void {
    restore = next === null || next.total === 0 ? null : next;
    if (!stopped) onStatus();
  }

  function proven({ mark }: Movement): void {
    lastMark = mark;
    provenAt = clock.now();
    parts.onProven();
  }

  function look(): Promise<void> {
    let waitMs = lookEveryMs;
    running ??= round()
      .then(
        (hasSeen) => {
          if (hasSeen) note(null);
        },
        (error: unknown) => {
          restore = null;
          if (isProblem(error)) waitMs = Math.max(waitMs, error.retryAfterMs ?? 0);
          log.warn('what other desks wrote could not be read', { error });
          note(messageOf(error));
        },
      )
      .finally(() => {
        running = null;
        said();
        cancelTimer();
        if (!stopped) cancelTimer = clock.after(waitMs, () => void look());
      });
    return running;
  }

  function note(next: string | null): void {
    const isNews = next !== problem;
    problem = next;
    if (isNews && !stopped) onStatus();
  }

  return {
    status: () => ({
      restore,
      provenAt,
      // whichever way they were heard of
      otherDesks: ledger.entries.heard().size,
      unreadable: ledger.entries.countUnread(),
      problem,
    }),
    now: look,
    asked,
    start: () => void look(),
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}

const countOf = (seen: SeenNumbers): number =>
  [...seen.values()].flat().reduce((sum, { first, last }) => sum + last - first + 1, 0);

/** Days in a row, as many as one question can bring. */
function spansOf(days: readonly DayOfRows[]): readonly Span[] {
  const spans: DayOfRows[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && last.rows + day.rows <= rowsAsked) {
      spans[spans.length - 1] = { from: last.from, to: day.to, rows: last.rows + day.rows };
    } else {
      spans.push(day);
    }
  }
  return spans;
}
