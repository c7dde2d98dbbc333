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
  /** When the next query may run, epoch milliseconds, within the free monthly quota. */
  readonly askAt: () => number;
  /** Called when the status has changed. */
  readonly onStatus: () => void;
  /** Called when another copy writes under this computer's id: the ledger must be reopened. */
  readonly onCopied: () => void;
  /** Called when everything loaded into BigQuery is known to be here. */
  readonly onProven: () => void;
};

export type SyncStatus = {
  /** Progress of the import of missing rows; null if none is running. */
  readonly restore: { readonly done: number; readonly total: number } | null;
  /** When everything loaded by other computers was last known to be here. */
  readonly provenAt: number | null;
  readonly otherDesks: number;
  readonly unreadable: number;
  readonly problem: string | null;
};
export type DeskSync = Loop & {
  status(): SyncStatus;
  /** Resolves when it is known whether this ledger must be restored, or that this cannot be known now. */
  readonly asked: Promise<void>;
  /** Syncs now, after a wake-up or a user's request. Never rejects. */
  now(): Promise<void>;
};

const lookEveryMs = 15_000;
const dayMs = 86_400_000;
const ownEveryMs = 3_600_000;
/** Rows of one query and of one transaction, after which windows and deliveries are served again. */
const rowsAsked = 5_000;
const rowsAtOnce = 250;

/**
 * Imports the rows that other computers loaded into BigQuery. The table's metadata is free and shows whether rows have arrived;
 * only then is it queried, for missing sequences, so no clocks are compared and no row is imported twice. An empty ledger is
 * restored this way, oldest rows first, and continues after a restart.
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
  /** Whether missing rows are older than the range of the last query. */
  let isLate = false;
  /** Number of duplicate rows: rows of others that remain uncounted after a complete import. */
  let surplus: number | null = null;
  let said = (): void => {};
  const asked = new Promise<void>((resolve) => {
    said = resolve;
  });

  // counts only rows seen in the dataset: events from Pub/Sub may not be there yet
  const notCounted = ({ rows }: Movement): number =>
    rows - ledger.warehouse.counts().committed - countOf(ledger.entries.seen());

  /** @returns false if a query must wait: the last problem may persist, so it stays shown */
  async function round(): Promise<boolean> {
    const movement = await dataset.movement();
    if (movement === null || stopped) return true;
    // a copied ledger found by Pub/Sub cannot wait for new rows
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
    // streamed rows are not counted, so a check by numbers cannot find rows of a copy
    if (movement.isStreaming && clock.now() - ownLookedAt > ownEveryMs) {
      ownLookedAt = clock.now();
      // an interrupted round has proven nothing
      if ((await own.look(false)) || stopped) return;
    }
    if (movement.isStreaming || notCounted(movement) === surplus) return proven(movement);
    // an old row arrived late, or one was written twice: the next query must be the full import. Otherwise each round would spend
    // its query on new rows
    isLate = true;
    if (askAt() <= clock.now()) await catchUpFrom(movement);
  }

  async function catchUpFrom(movement: Movement): Promise<void> {
    // counts only rows seen in the dataset: Pub/Sub may already have filled a ledger before its restore. An interrupted restore
    // is continued as a restore, so that its rows do not notify
    const isEmpty = ledger.entries.seen().size === 0 && !hasShownBefore(ledger);
    // streamed rows are not counted by computer; one that has loaded was checked before
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
      // history is imported without notifications
      const isQuiet = isRestore || span.to <= clock.now() - recentMs;
      const taken = await takeIn(span, isQuiet, (done) => tell({ done, total }));
      log.info('entries of other desks taken in', { rows: taken });
    }
    if (stopped) return;
    // rows that no other computer accounts for may be under this computer's own id
    if (await own.look(surplus !== null && notCounted(movement) !== surplus)) return tell(null);
    if (stopped) return;
    surplus = notCounted(movement);
    isLate = false;
    if (isRestore) noteRestoring(ledger, false);
    proven(movement);
    tell(null);
  }

  /** @returns number of rows that were not here */
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
      // computers known from Pub/Sub or BigQuery
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

/** Groups consecutive days into ranges that one query can return. */
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
