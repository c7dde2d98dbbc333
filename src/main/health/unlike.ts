import { outlineLikeness } from '../intake/mail/outline.ts';
import { middleOf } from './middle-of.ts';

export type Built = {
  readonly outline: readonly string[];
  /** Whether it may serve as an example of how this sender's mails are built. */
  readonly whole: boolean;
  readonly mailedAt: number;
};

export type Unlike = {
  /** The likeness to the mails before it, 0 to 1; null while there are too few. */
  readonly likeness: number | null;
  /** What was usual then. */
  readonly usual: number;
  readonly odd: boolean;
};

const fewest = 10;
const examples = 20;
const remembered = 60;
/** How far under the least like of the usual mails one has to be. */
const margin = 0.04;
/** A template that has been another one for so long is the usual one. */
const settledAfterMs = 7 * 24 * 3_600_000;

/**
 * Compares each mail with those before it that read whole: mails of one template differ in what was ordered and so a
 * little in their outline, and only one that differs more than any of them is odd. Odd mails are no examples until they
 * have come for a week.
 */
export function findUnlike(mails: readonly Built[]): readonly Unlike[] {
  let known: (readonly string[])[] = [];
  let levels: number[] = [];
  let oddSince: number | null = null;
  return mails.map(({ outline, whole, mailedAt }) => {
    const likeness = known.length < 3 ? null : middleOf(known.map((each) => outlineLikeness(outline, each)));
    const usual = middleOf(levels);
    const odd = likeness !== null && levels.length >= fewest && likeness < Math.min(...levels) - margin;
    oddSince = odd ? (oddSince ?? mailedAt) : null;
    if (oddSince !== null && mailedAt - oddSince > settledAfterMs) {
      known = [];
      levels = [];
      oddSince = null;
    }
    if (!odd && whole) {
      known = [...known, outline].slice(-examples);
      if (likeness !== null) levels = [...levels, likeness].slice(-remembered);
    }
    return { likeness, usual, odd };
  });
}
