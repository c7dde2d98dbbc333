import { chanceOf } from './chance.ts';

/** The last mails of a series, with more odd ones than chance explains. */
export type OddRun = {
  /** Index in the series of its first mail, which is odd. */
  readonly from: number;
  /** How many of its mails are odd, and how many it has. */
  readonly hits: number;
  readonly length: number;
  /** The same counts of the mails before. */
  readonly before: number;
  readonly count: number;
};

const fewestBefore = 5;
const mostBefore = 100;
/**
 * What never happened in twenty mails counts when it happens twice in a row; what happens now and then needs stronger evidence.
 */
const rareIfNever = 0.005;
const rareIfUsed = 0.0001;

/**
 * Looks for a run of odd mails that lasts until now.
 * @param odd oldest first
 * @param from the first index where a run may begin
 * @param never significance level for what never happened before
 * @returns the least likely run, or null when chance explains the odd mails
 */
export function findOddRun(odd: readonly boolean[], from = 0, never = rareIfNever): OddRun | null {
  const oddUpTo = [0];
  for (const each of odd) oddUpTo.push((oddUpTo.at(-1) ?? 0) + Number(each));
  const oddBetween = (one: number, other: number): number => (oddUpTo[other] ?? 0) - (oddUpTo[one] ?? 0);
  const end = odd.length;
  if (oddBetween(Math.max(0, end - 5), end) < 2) return null;
  let best: (OddRun & { readonly chance: number }) | null = null;
  for (let start = Math.max(from, fewestBefore); start <= end - 2; start += 1) {
    if (!odd[start]) continue;
    const count = Math.min(start, mostBefore);
    const run = {
      from: start,
      hits: oddBetween(start, end),
      length: end - start,
      before: oddBetween(start - count, start),
      count,
    };
    const chance = chanceOf(run);
    if (chance < (run.before === 0 ? never : rareIfUsed) && (!best || chance < best.chance)) {
      best = { ...run, chance };
    }
  }
  if (!best) return null;
  const { chance: _, ...run } = best;
  return run;
}
