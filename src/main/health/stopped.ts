export type Polling = {
  /** Time of the last complete read of the source; null since the start of the app. */
  readonly lastSuccessAt: number | null;
  /** Since when this computer has been awake and polling. */
  readonly askingSince: number;
  readonly everyMs: number;
};

const minute = 60_000;

/**
 * Since when a source has not been read, once that is too long: three polls, within two to four minutes. A check once a minute
 * thus reports it within five. A poll that never ends counts as a failed one.
 */
export function findStopped(
  { lastSuccessAt, askingSince, everyMs }: Polling,
  now: number,
): { readonly since: number; readonly minutes: number } | null {
  const since = Math.max(askingSince, lastSuccessAt ?? askingSince);
  const patience = Math.min(4 * minute, Math.max(2 * minute, 3 * everyMs));
  return now - since > patience ? { since, minutes: Math.floor((now - since) / minute) } : null;
}
