import type { Settings } from '../../ports.ts';
import type { Checkpoint } from './checkpoint.ts';

const setting = 'gmail.awaySince';
const hour = 3_600_000;

/**
 * Remembers when the mailbox was last looked into before the desk was asleep or closed for long: what came from then on is
 * no history, however old it is when it is read. All by Google's clock: one that was put right would hide the absence.
 * @param last the last look of before, by whichever desk, and what it has left to fetch; null at the shop's first connection,
 * where all is history
 */
export function rememberOffline(
  settings: Settings,
  last: Pick<Checkpoint, 'at' | 'pending'> | null,
  now: number,
): void {
  if (last === null || now - last.at < hour) return;
  const kept = awaySince(settings);
  // what was missed the time before and is still to be fetched came before that look, which only named it
  const since = last.pending.length > 0 && kept !== null ? Math.min(kept, last.at) : last.at;
  settings.set(setting, String(since));
}

/** Since when mails were missed and then fetched, by Google's clock, epoch milliseconds; null while none were. */
export function awaySince(settings: Settings): number | null {
  const kept = settings.get(setting);
  return kept === null ? null : Number(kept);
}
