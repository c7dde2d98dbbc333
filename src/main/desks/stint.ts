import { z } from 'zod';
import type { Settings } from '../ports.ts';

const stintSetting = 'desks.stint';
const stintSchema = z.object({ term: z.number(), began: z.number() });

/**
 * A computer that falls asleep and wakes every few minutes loses the role each time: it takes it back by itself once in so
 * long, for every change opens two shops anew. By then, too, those it took over from have vouched for what they told.
 */
const restMs = 15 * 60_000;

/** When this desk last came to the role, by BigQuery's clock. */
export function createStint(settings: Settings) {
  function last(): z.infer<typeof stintSchema> | null {
    const kept = settings.get(stintSetting);
    return kept === null ? null : stintSchema.parse(JSON.parse(kept));
  }
  return {
    /** To be called whenever the role is found to be this desk's. @returns whether it was another's since it was last found so */
    holds(term: number, at: number): boolean {
      const before = last();
      if (before?.term === term) return false;
      settings.set(stintSetting, JSON.stringify({ term, began: at }));
      // an earlier version did not write down when it began
      return before !== null;
    },
    /** Whether it came to the role a moment ago, and has lost it since. @param now at BigQuery's time or earlier */
    isFresh(now: number): boolean {
      const before = last();
      return before !== null && now - before.began < restMs;
    },
  };
}
