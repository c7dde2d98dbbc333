import type { Settings } from '../ports.ts';

const putBackSetting = 'ledger.putBack';

/** To be called when the file is not as this app left it: of what was done since it was copied, it knows nothing. */
export const notePutBack = (settings: Settings, at: number): void => settings.set(putBackSetting, String(at));

/** When a file that was put back was first opened, epoch milliseconds; null where what happened since has come. */
export function putBackAt(settings: Pick<Settings, 'get'>): number | null {
  const kept = settings.get(putBackSetting);
  return kept === null ? null : Number(kept);
}

export const forgetPutBack = (settings: Settings): void => settings.set(putBackSetting, null);
