export type Polling = {
  /** When the source was last read to its end; null since the start of the app. */
  readonly lastSuccessAt: number | null;
  /** Since when this computer has been awake and asking. */
  readonly askingSince: number;
  readonly everyMs: number;
};

const minute = 60_000;

/**
 * Since when a source has not been read, once that is too long: three polls, within two to four minutes. Whoever looks once
 * a minute then tells it within five. A poll that never ends counts as much as one that fails.
 */
export function findStopped(
  { lastSuccessAt, askingSince, everyMs }: Polling,
  now: number,
): { readonly since: number; readonly minutes: number } | null {
  const since = Math.max(askingSince, lastSuccessAt ?? askingSince);
  const patience = Math.min(4 * minute, Math.max(2 * minute, 3 * everyMs));
  return now - since > patience ? { since, minutes: Math.floor((now - since) / minute) } : null;
}
