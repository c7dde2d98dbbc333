import { z } from 'zod';
import type { CountedSource } from '../../../shared/completeness.ts';
import { completenessDays } from '../../../shared/completeness.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import type { ShopDay } from '../../../shared/shop-days.ts';
import type { Settings } from '../../ports.ts';
import type { AskedDay } from './facts.ts';

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
export function createStoredAnswers(settings: Pick<Settings, 'get' | 'set'>) {
  const read = (source: CountedSource, days: readonly ShopDay[]): readonly AskedDay[] =>
    days.flatMap((day) => {
      // a stored answer that cannot be parsed is skipped: the source is polled again within seconds
      const kept = keptSchema.safeParse(parseJson(settings.get(keyOf(source, day.day)) ?? '')).data;
      // the same date may be another span after the shop changed its time zone
      if (kept?.day !== day.day || kept.from !== day.from) return [];
      const named = kept.named.map(([id, number, at]) => ({ id, number, at }));
      return [{ source, day: day.day, askedAt: kept.askedAt, named }];
    });
  return {
    /** The last known answers of a source for these days. */
    read,
    write(day: ShopDay, { source, askedAt, named }: AskedDay): void {
      const known = read(source, [day]).flatMap((answer) => answer.named);
      const before = new Map(known.map(({ id, at }) => [id, at]));
      // an item keeps the time when it was first reported
      const told = named.map(
        ({ id, number, at }) => [id, number, Math.min(at, before.get(id) ?? at)] as const,
      );
      const answer = { day: day.day, from: day.from, askedAt, named: told };
      settings.set(keyOf(source, day.day), JSON.stringify(answer));
    },
  };
}
