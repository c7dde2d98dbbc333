import { z } from 'zod';
import type { CountedSource } from '../../../shared/completeness.ts';
import { completenessDays } from '../../../shared/completeness.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { Settings } from '../../ports.ts';
import type { AskedDay } from './facts.ts';

export type StoredAnswers = {
  /** The last known answers of a source for these days. */
  read(source: CountedSource, days: readonly ShopDay[]): readonly (readonly [ShopDay, AskedDay])[];
  write(day: ShopDay, answer: AskedDay): void;
};

const keptSchema = z.object({
  day: z.string(),
  from: z.number(),
  askedAt: z.number(),
  named: z.array(z.tuple([z.string(), z.string(), z.number()])),
});

/** One slot more than there are days: the oldest day is overwritten, and no cleanup is needed. */
const slots = completenessDays + 1;
const dayMs = 86_400_000;
const keyOf = (source: CountedSource, day: string): string =>
  `completeness.asked:${source}:${Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs) % slots}`;

/**
 * Keeps the answers of the sources across restarts, so that old results can be shown, with their time, until they are asked
 * again.
 */
export const createStoredAnswers = (settings: Pick<Settings, 'get' | 'set'>): StoredAnswers => ({
  read: (source, days) =>
    days.flatMap((day) => {
      const kept = keptSchema.safeParse(parsed(settings.get(keyOf(source, day.day)))).data;
      // the same date may be another span after the shop changed its time zone
      if (kept?.day !== day.day || kept.from !== day.from) return [];
      const named = kept.named.map(([id, number, at]) => ({ id, number, at }));
      return [[day, { source, day: day.day, askedAt: kept.askedAt, named }] as const];
    }),
  write({ day, from }, { source, askedAt, named }) {
    const told = named.map(({ id, number, at }) => [id, number, at] as const);
    settings.set(keyOf(source, day), JSON.stringify({ day, from, askedAt, named: told }));
  },
});

/** An unreadable answer counts as absent: the source is asked again within seconds. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
