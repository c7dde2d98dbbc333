import type { MailWarning } from '../../shared/trainer.ts';
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
export const lookedBackMs = 30 * day;
const fewestMails = 10;
const withinMs = 14 * day;
/** A sender known for less has no weekly pattern yet. */
const knownForMs = 8 * day;
const shortestMs = 2 * hour;
const longestMs = 3 * day;
/** One gap in a hundred is longer than usual, so a warning needs a longer one. */
const patience = 1.75;
/** Events within a minute, as after an outage, count as one: a burst is not part of the usual rhythm. */
const burstMs = 60_000;

/**
 * Finds out whether a sender that usually writes is silent. Nights and days off in which it never wrote do not count.
 * @param times when its mails came, in any order
 * @param provenAt until when the mailbox is known to hold no other mail of it
 * @returns null when nothing is unusual, or too little is known
 */
export function findSilence(times: readonly number[], provenAt: number): Silence | null {
  const from = provenAt - lookedBackMs;
  const known = withoutBursts(
    times.filter((time) => time >= from && time <= provenAt).toSorted((one, other) => one - other),
  );
  const [first = provenAt] = known;
  const last = known.at(-1) ?? provenAt;
  if (provenAt - last <= shortestMs || provenAt - first < knownForMs) return null;
  if (known.filter((time) => last - time <= withinMs).length < fewestMails) return null;

  const open = learnOpenHours(known, { from: first, to: provenAt });
  const gaps = known.slice(1).map((time, index) => open.between(known[index] ?? time, time));
  const usualMs = Math.min(longestMs, Math.max(shortestMs, usualMaximum(gaps)));
  const silentMs = open.between(last, provenAt);
  return silentMs > Math.min(longestMs, usualMs * patience) ? { since: last, silentMs, usualMs } : null;
}

/** The 99th percentile. */
function usualMaximum(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((one, other) => one - other);
  return sorted[Math.floor(0.99 * sorted.length)] ?? 0;
}

function withoutBursts(times: readonly number[]): readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  return times.filter((time) => {
    const isFirst = time - last >= burstMs;
    if (isFirst) last = time;
    return isFirst;
  });
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
  const [silent, usual] = [Math.floor(silence.silentMs / hour), Math.ceil(silence.usualMs / hour)];
  const text =
    subject.family === 'chat-bot'
      ? `Nobody has written to the chat-bot for ${silent} h of its usual hours; as a rule somebody does at least every ${usual} h`
      : `No order from ${name} for ${silent} h of its usual hours; as a rule one comes at least every ${usual} h`;
  return [{ ...subject, kind: 'silence', text, since: silence.since }];
}
