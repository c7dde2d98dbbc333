import { outlineLikeness } from '../intake/mail/outline.ts';
import { middleOf } from './middle-of.ts';

export type Built = {
  readonly outline: readonly string[];
  /** Whether the mail may serve as an example of this sender's layout. */
  readonly whole: boolean;
  readonly mailedAt: number;
};

export type Unlike = {
  /** The similarity to the mails before it, 0 to 1; null while there are too few. */
  readonly likeness: number | null;
  /** The usual similarity at that time. */
  readonly usual: number;
  readonly odd: boolean;
};

const fewest = 10;
const examples = 20;
const remembered = 60;
/** How far below the least similar of the usual mails an odd one has to be. */
const margin = 0.04;
/** A changed template counts as usual after this time. */
const settledAfterMs = 7 * 24 * 3_600_000;

/**
 * Compares each mail with earlier mails that were parsed completely. Mails of one template differ a little in their outline, so
 * only one that differs more than any of them is odd. Odd mails serve as examples only after they have come for a week.
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
