import type { Settings } from '../../ports.ts';
import type { Checkpoint } from './checkpoint.ts';

const setting = 'gmail.awaySince';
const hour = 3_600_000;

/**
 * Stores when the mailbox was last polled before the computer was offline for long: later mails are not history, however late
 * they are read. All by Google's clock: a corrected local clock would hide the absence.
 * @param last the last poll, by any computer, and its pending mails; null at the shop's first connection, where all is history
 */
export function rememberOffline(
  settings: Settings,
  last: Pick<Checkpoint, 'at' | 'pending'> | null,
  now: number,
): void {
  if (last === null || now - last.at < hour) return;
  const kept = awaySince(settings);
  // mails still pending from an earlier absence came before the last poll, which only listed them
  const since = last.pending.length > 0 && kept !== null ? Math.min(kept, last.at) : last.at;
  settings.set(setting, String(since));
}

/** Since when mails were missed and then fetched, by Google's clock, epoch milliseconds; null if none were. */
export function awaySince(settings: Settings): number | null {
  const kept = settings.get(setting);
  return kept === null ? null : Number(kept);
}
