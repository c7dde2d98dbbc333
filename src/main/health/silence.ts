import { shareOf } from './middle-of.ts';
import { learnOpenHours } from './open-hours.ts';

export type Silence = {
  /** Time of the last mail, epoch milliseconds. */
  readonly since: number;
  /** How long no mail has come, and the usual maximum; in the sender's open hours, milliseconds. */
  readonly silentMs: number;
  readonly usualMs: number;
};

const hour = 3_600_000;
const day = 24 * hour;
const lookedBackMs = 30 * day;
const fewestMails = 10;
const withinMs = 14 * day;
/** A sender known for less has no weekly pattern yet. */
const knownForMs = 8 * day;
const shortestMs = 2 * hour;
const longestMs = 3 * day;
/** One gap in a hundred is longer than usual, so a warning needs a longer one. */
const patience = 1.75;

/**
 * Finds out whether a sender that usually writes is silent. Nights and days off in which it never wrote do not count.
 * @param times when its mails came, in any order
 * @param provenAt until when the mailbox is known to hold no other mail of it
 * @returns null when nothing is unusual, or too little is known
 */
export function findSilence(times: readonly number[], provenAt: number): Silence | null {
  const from = provenAt - lookedBackMs;
  const known = times
    .filter((time) => time >= from && time <= provenAt)
    .toSorted((one, other) => one - other);
  const [first = provenAt] = known;
  const last = known.at(-1) ?? provenAt;
  if (provenAt - last <= shortestMs || provenAt - first < knownForMs) return null;
  if (known.filter((time) => last - time <= withinMs).length < fewestMails) return null;

  const open = learnOpenHours(known, { from: first, to: provenAt });
  const gaps = known.slice(1).map((time, index) => open.between(known[index] ?? time, time));
  const usualMs = Math.min(longestMs, Math.max(shortestMs, shareOf(gaps, 0.99)));
  const silentMs = open.between(last, provenAt);
  return silentMs > Math.min(longestMs, usualMs * patience) ? { since: last, silentMs, usualMs } : null;
}
