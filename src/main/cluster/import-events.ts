import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { CameBy, Clock, Ledger } from '../ports.ts';
import { isRestoring, recentMs } from '../restoring.ts';

const sinceSetting = 'cluster.live-since';
/** Maximum clock difference of two computers plus the transit time of an event. */
const marginMs = 60_000;
const rowSchema = z.object({ recordedAt: z.number() });

/** When an event was written, by its computer's clock, epoch milliseconds; undefined if the row has no time. */
export const recordedAtOf = (row: unknown): number | undefined => rowSchema.safeParse(row).data?.recordedAt;

/** When this computer first exchanged events, epoch milliseconds. */
export function liveSince({ settings }: Pick<Ledger, 'settings'>, clock: Pick<Clock, 'now'>): number {
  const stored = settings.get(sinceSetting);
  if (stored !== null) return Number(stored);
  const now = clock.now();
  settings.set(sinceSetting, String(now));
  return now;
}

/**
 * Imports events of other computers, each of them once. News notifies; history does not: a new computer, or one that was off for
 * days, receives both.
 * @param rows as their computers wrote them, validated here
 * @returns the events that were not here yet
 */
export function importEvents(
  ledger: Ledger,
  clock: Clock,
  rows: readonly unknown[],
  by: CameBy,
): readonly Entry[] {
  return ledger.transaction(() => {
    const newsFrom = Math.max(liveSince(ledger, clock) - marginMs, clock.now() - recentMs);
    const isNews = (row: unknown): boolean =>
      !isRestoring(ledger) && (recordedAtOf(row) ?? Number.NEGATIVE_INFINITY) > newsFrom;
    const { history = [], news = [] } = Object.groupBy(rows, (row) => (isNews(row) ? 'news' : 'history'));
    return [
      ...ledger.entries.importRemote(history, { quiet: true, by }),
      ...ledger.entries.importRemote(news, { by }),
    ];
  });
}
