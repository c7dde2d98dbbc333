import type { MailWarning } from '../../shared/trainer.ts';

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

type Polled = Polling & {
  readonly family: 'gmail' | 'shopify';
  readonly sender: string;
  /** Why it could not be read; null while a poll has no answer. */
  readonly problem: string | null;
};

/** Warns of a source that has not been read for too long. */
export function stoppedWarnings(source: Polled, now: number): readonly MailWarning[] {
  const { family, sender, problem } = source;
  const stop = findStopped(source, now);
  if (!stop) return [];
  const text = textOf(family, stop.minutes, problem);
  return [{ kind: 'stopped', sender, family, text, since: stop.since, document: null }];
}

function textOf(family: Polled['family'], minutes: number, problem: string | null): string {
  if (family === 'gmail') {
    return problem === null
      ? `Gmail has not responded for ${minutes} min: new mail orders are not received`
      : `Gmail could not be read for ${minutes} min: ${problem}`;
  }
  return problem === null
    ? `Shopify has not responded for ${minutes} min: only webhooks are received`
    : `Shopify could not be checked for ${minutes} min: ${problem}`;
}
