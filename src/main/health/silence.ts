import type { MailWarning } from '../../shared/trainer.ts';

export type Silence = {
  /** Time of the last order, epoch milliseconds. */
  readonly since: number;
  /** How many came at least in the same hours of each week before. */
  readonly usual: number;
};

const hour = 3_600_000;
const week = 7 * 24 * hour;
const mostWeeks = 4;
export const lookedBackMs = (mostWeeks + 1) * week;
const shortestMs = 2 * hour;
/** So many orders are missing by chance less than once in some months; over a whole day fewer are enough. */
const fewest = 9;
const fewestInDays = 5;

/**
 * Finds out whether a source that usually writes is silent: in the same hours of each of the last weeks several orders came.
 * Nights and days off thus never count, and one burst is no habit.
 * @param times when its orders came, in any order
 * @param provenAt until when everything of the source is known to have arrived
 * @returns null when nothing is unusual, or less than a week is known
 */
export function findSilence(times: readonly number[], provenAt: number): Silence | null {
  const known = times.filter((time) => time > provenAt - lookedBackMs && time <= provenAt);
  const first = known.reduce((one, other) => Math.min(one, other), provenAt);
  const since = known.reduce((one, other) => Math.max(one, other), first);
  const weeks = Math.min(mostWeeks, Math.floor((since - first) / week));
  if (provenAt - since <= shortestMs || weeks === 0) return null;
  const counts = Array.from({ length: weeks }, (_, index) => {
    const ago = (index + 1) * week;
    return known.filter((time) => time > since - ago && time <= provenAt - ago).length;
  });
  const usual = Math.min(...counts);
  return usual >= (provenAt - since >= 24 * hour ? fewestInDays : fewest) ? { since, usual } : null;
}

/** Warns of a source that is silent in its usual hours. @param times when its orders or visits came */
export function silenceWarnings(
  times: readonly number[],
  provenAt: number,
  source: Pick<MailWarning, 'family' | 'sender' | 'document'> & { readonly name: string },
): readonly MailWarning[] {
  const { name, ...subject } = source;
  const silence = findSilence(times, provenAt);
  if (!silence) return [];
  const { since, usual } = silence;
  const hours = Math.floor((provenAt - since) / hour);
  const text =
    subject.family === 'chat-bot'
      ? `No one has written to the chatbot for ${hours} h; in the same hours of earlier weeks at least ${usual} people did`
      : `No orders from ${name} for ${hours} h; in the same hours of earlier weeks there were at least ${usual}`;
  return [{ ...subject, kind: 'silence', text, since }];
}
