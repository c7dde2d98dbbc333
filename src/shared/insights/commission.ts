import { dedupeEvents } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { Source } from '../ids.ts';
import { shareOf } from '../money.ts';
import type { Commission } from './commission-terms.ts';

/** The commissions of the sources from `commission-set` events in any order. `decision` counts those of a source. */
export function commissionsOf(
  entries: readonly Entry[],
): ReadonlyMap<Source, { readonly commission: Commission; readonly decision: number }> {
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'commission-set'));
  return new Map(
    [...Map.groupBy(said, ({ data }) => data.source)].flatMap(([source, own]) => {
      const last = lastDecision(own);
      if (!last) return [];
      const { decision, ...commission } = last.data;
      return [[source, { commission, decision }] as const];
    }),
  );
}

/**
 * The commission on one order, minor units.
 * @param revenue of the order, minor units; there is no commission on zero or less
 */
export function commissionOn(
  revenue: number,
  currency: string,
  { share, fixed }: Pick<Commission, 'share' | 'fixed'>,
): number {
  if (revenue <= 0) return 0;
  return (
    shareOf({ minor: revenue, currency }, share).minor + (fixed?.currency === currency ? fixed.minor : 0)
  );
}
