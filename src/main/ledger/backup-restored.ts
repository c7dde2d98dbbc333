import type { Settings } from '../ports.ts';

const backupRestoredSetting = 'ledger.putBack';

/** Call it if the file is not as this app left it: it lacks everything since it was copied. */
export const noteBackupRestored = (settings: Settings, at: number): void =>
  settings.set(backupRestoredSetting, String(at));

/** When a restored file was first opened, epoch milliseconds; null once the missing events have been imported. */
export function backupRestoredAt(settings: Pick<Settings, 'get'>): number | null {
  const kept = settings.get(backupRestoredSetting);
  return kept === null ? null : Number(kept);
}

export const forgetBackupRestored = (settings: Settings): void => settings.set(backupRestoredSetting, null);
