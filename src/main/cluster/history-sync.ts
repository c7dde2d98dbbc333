import { setImmediate } from 'node:timers/promises';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { hasShownBefore } from '../ledger/shown-before.ts';
import type { Clock, Ledger, Log, Loop, SeenNumbers } from '../ports.ts';
import { noteRestoring, recentMs } from '../restoring.ts';
import type { Movement } from '../warehouse/movement.ts';
import type { Dataset, DayOfRows, Span } from './dataset.ts';
import { importEvents } from './import-events.ts';
import { findCopy } from './own-rows.ts';

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
  const asked = Promise.withResolvers<void>();

  /** Refuses an answer that comes after the stop: the ledger may be closed by then. */
  async function unlessStopped<T>(answer: Promise<T>): Promise<T> {
    const value = await answer;
    if (stopped) throw new Problem('unreachable', 'Stopped before BigQuery responded');
    return value;
  }
  const isCopied = (all: boolean): Promise<boolean> => findCopy({ ...parts, unlessStopped }, all);

  // counts only rows seen in the dataset: events from Pub/Sub may not be there yet
  const notCounted = ({ rows }: Movement): number =>
    rows - ledger.warehouse.counts().committed - countOf(ledger.entries.seen());

  /** @returns false if a query must wait: the last problem may persist, so it stays shown */
  async function round(): Promise<boolean> {
    const movement = await unlessStopped(dataset.movement());
    // a copied ledger found by Pub/Sub cannot wait for new rows
    if (movement === null || ledger.copied.isParting()) return true;
    if (ledger.copied.shownByLink() !== null && (await isCopied(true))) return true;
    const isKnown = movement.mark === lastMark || (!movement.isStreaming && notCounted(movement) === surplus);
    if (surplus !== null && isKnown) {
      proven(movement);
      return true;
    }
    if (askAt() > clock.now()) return false;
    await (surplus === null || isLate ? importAll(movement) : importRecent(movement));
    return true;
  }

  async function importRecent(movement: Movement): Promise<void> {
    await importSpan({ from: clock.now() - recentMs, to: clock.now() + dayMs });
    // streamed rows are not counted, so a check by numbers cannot find rows of a copy
    if (movement.isStreaming && clock.now() - ownLookedAt > ownEveryMs) {
      ownLookedAt = clock.now();
      if (await isCopied(false)) return;
    }
    if (movement.isStreaming || notCounted(movement) === surplus) return proven(movement);
    // an old row arrived late, or one was written twice: the next query must be the full import. Otherwise each round would spend
    // its query on new rows
    isLate = true;
    if (askAt() <= clock.now()) await importAll(movement);
  }

  async function importAll(movement: Movement): Promise<void> {
    // counts only rows seen in the dataset: Pub/Sub may already have filled a ledger before its restore. An interrupted restore
    // is continued as a restore, so that its rows do not notify
    const isEmpty = ledger.entries.seen().size === 0 && !hasShownBefore(ledger);
    // streamed rows are not counted by computer; one that has loaded was checked before
    const hasLoaded = ledger.warehouse.counts().committed > 0;
    const isNew = isEmpty && (notCounted(movement) > 0 || (movement.isStreaming && !hasLoaded));
    if (isNew) noteRestoring(ledger, true);
    asked.resolve();
    const days = await unlessStopped(dataset.days(ledger.entries.seen()));
    const total = days.reduce((sum, { rows }) => sum + rows, 0);
    let done = 0;
    showRestore({ done, total });
    for (const span of spansOf(days)) {
      await importSpan(span, (rows) => {
        done += rows;
        showRestore({ done, total });
      });
    }
    // rows that no other computer accounts for may be under this computer's own id
    const isOther = await isCopied(surplus !== null && notCounted(movement) !== surplus);
    if (!isOther) {
      surplus = notCounted(movement);
      isLate = false;
      noteRestoring(ledger, false);
      proven(movement);
    }
    showRestore(null);
  }

  async function importSpan(span: Span, onPart?: (rows: number) => void): Promise<void> {
    const rows = await unlessStopped(dataset.rows(ledger.entries.seen(), span));
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const part = rows.slice(from, from + rowsAtOnce);
      importEvents(ledger, clock, part, 'dataset');
      onPart?.(part.length);
      await unlessStopped(setImmediate());
    }
    log.info('events of other computers imported', { rows: rows.length });
  }

  function showRestore(next: SyncStatus['restore']): void {
    restore = next === null || next.total === 0 ? null : next;
    onStatus();
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
          if (stopped) return;
          restore = null;
          if (isProblem(error)) waitMs = Math.max(waitMs, error.retryAfterMs ?? 0);
          log.warn('the events of other computers could not be read', { error });
          note(messageOf(error));
        },
      )
      .finally(() => {
        running = null;
        asked.resolve();
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
    status: () => ({ restore, provenAt, unreadable: ledger.entries.countUnread(), problem }),
    now: look,
    asked: asked.promise,
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
