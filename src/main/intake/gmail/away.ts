import type { Settings } from '../../ports.ts';

const setting = 'gmail.awaySince';
const hour = 3_600_000;

/**
 * Remembers when the mailbox was last looked into before the desk was asleep or closed for long: what came from then on is
 * no history, however old it is when it is read.
 * @param before the last look of before, epoch milliseconds; null at the first connection, where all is history
 */
export function rememberAway(settings: Settings, before: number | null, now: number): void {
  if (before !== null && now - before >= hour) settings.set(setting, String(before));
}

/** Since when mails were missed and then fetched, epoch milliseconds; null while none were. */
export function awaySince(settings: Settings): number | null {
  const kept = settings.get(setting);
  return kept === null ? null : Number(kept);
}
