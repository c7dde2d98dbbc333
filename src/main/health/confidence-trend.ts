import type { StoredReading } from '../ports.ts';

/** How many mails of a template were read without a warning lately, beside the weeks before. */
export type ConfidenceFall = {
  /** Shares from 0 to 1. */
  readonly share: number;
  readonly before: number;
  /** The mails of this week with a warning, newest first. */
  readonly mails: readonly [StoredReading, ...StoredReading[]];
};

const weekMs = 7 * 24 * 3_600_000;
export const trendMs = 5 * weekMs;
/** A smaller fall, or one of fewer mails, happens by chance. */
const clearFall = 0.25;
const fewestNow = 4;
const fewestBefore = 10;

/**
 * Compares the mails of this week with those of the four weeks before.
 * @param mails of one template, newest first
 * @param taughtAt what came before the last teaching is resolved
 * @returns null if the share has not fallen clearly
 */
export function findConfidenceFall(
  mails: readonly StoredReading[],
  { now, taughtAt }: { readonly now: number; readonly taughtAt: number },
): ConfidenceFall | null {
  // a forged mail must neither raise nor end a warning, and a cancellation is laid out differently
  const orders = mails.filter(({ verified, says }) => verified && says !== 'cancelled' && says !== 'changed');
  const from = now - weekMs;
  const recent = orders.filter(({ mailedAt }) => mailedAt > Math.max(from, taughtAt));
  const earlier = orders.filter(({ mailedAt }) => mailedAt <= from && mailedAt > now - trendMs);
  if (recent.length < fewestNow || earlier.length < fewestBefore) return null;
  const [share, before] = [shareRead(recent), shareRead(earlier)];
  const [last, ...others] = recent.filter((mail) => !isRead(mail));
  return last && before - share >= clearFall ? { share, before, mails: [last, ...others] } : null;
}

const isRead = ({ recipe, kind, review }: StoredReading): boolean =>
  recipe !== null && kind === 'order' && review.length === 0;

const shareRead = (mails: readonly StoredReading[]): number => mails.filter(isRead).length / mails.length;
