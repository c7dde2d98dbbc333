import type { Entry } from '../../shared/entry.ts';
import type { Clock, Ledger } from '../ports.ts';
import { isRestoring, recentMs } from '../restoring.ts';
import { recordedAtOf } from './peers/written-at.ts';

const sinceSetting = 'cluster.live-since';
/** Maximum clock difference of two computers plus the transit time of an event. */
const marginMs = 60_000;

/** The facts that decide whether an event is news. */
export type Listening = {
  readonly now: number;
  /** When this computer first imported live events. */
  readonly since: number;
  /** Whether the ledger is being filled from BigQuery. */
  readonly restoring: boolean;
};

/** Whether an event must not notify: a new computer, or one that was off for days, receives history too. */
export function isHistory(row: unknown, { now, since, restoring }: Listening): boolean {
  const writtenAt = recordedAtOf(row);
  return restoring || writtenAt === undefined || writtenAt <= now - recentMs || writtenAt < since - marginMs;
}

/**
 * Imports events published by other computers; a new order notifies as one from BigQuery does.
 * @param rows as their computers wrote them, validated here
 * @returns the events that were not here yet
 */
export function importEvents(ledger: Ledger, clock: Clock, rows: readonly unknown[]): readonly Entry[] {
  return ledger.transaction(() => {
    const now = clock.now();
    const since = Number(ledger.settings.get(sinceSetting) ?? now);
    ledger.settings.set(sinceSetting, String(since));
    const { history = [], news = [] } = Object.groupBy(rows, (row) =>
      isHistory(row, { now, since, restoring: isRestoring(ledger) }) ? 'history' : 'news',
    );
    return [
      ...ledger.entries.importRemote(history, { quiet: true, by: 'link' }),
      ...ledger.entries.importRemote(news, { by: 'link' }),
    ];
  });
}
