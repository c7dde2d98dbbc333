import { z } from 'zod';
import type { Entry } from '../../shared/entry.ts';
import type { Clock, Ledger } from '../ports.ts';
import { isRestoring, recentMs } from '../restoring.ts';

const sinceSetting = 'desks.linked-since';
/** What two desks' clocks may differ by as a rule, and an entry be under way. */
const marginMs = 60_000;
const writtenSchema = z.object({ recordedAt: z.number() });

/** When others may be woken for what comes by the link. */
export type Listening = {
  readonly now: number;
  /** When this desk first heard of others by the link. */
  readonly since: number;
  /** Whether it is being filled with what the shop had before. */
  readonly restoring: boolean;
};

/** Whether a row is told once and wakes nobody: a new desk hears what was before it too, and one that was off for days does. */
export function isHistory(row: unknown, { now, since, restoring }: Listening): boolean {
  const written = writtenSchema.safeParse(row).data;
  return (
    restoring ||
    written === undefined ||
    written.recordedAt <= now - recentMs ||
    written.recordedAt < since - marginMs
  );
}

/**
 * Takes in what other desks told by the link; it rings as what comes from the dataset does.
 * @param rows as their desks wrote them, checked here
 * @returns those that were not here yet
 */
export function adoptLinked(ledger: Ledger, clock: Clock, rows: readonly unknown[]): readonly Entry[] {
  return ledger.transaction(() => {
    const now = clock.now();
    const since = Number(ledger.settings.get(sinceSetting) ?? now);
    ledger.settings.set(sinceSetting, String(since));
    const { history = [], news = [] } = Object.groupBy(rows, (row) =>
      isHistory(row, { now, since, restoring: isRestoring(ledger) }) ? 'history' : 'news',
    );
    return [
      ...ledger.entries.adopt(history, { quiet: true, by: 'link' }),
      ...ledger.entries.adopt(news, { by: 'link' }),
    ];
  });
}
