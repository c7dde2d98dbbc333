import { eachOnce } from '../each-once.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';

/** By whose clock the shop's days are told, by the entries of kind `zone-set`, in any order; UTC before the first. */
export function shopZoneOf(entries: readonly Entry[]): {
  readonly timeZone: string;
  readonly decision: number;
} {
  const last = lastDecision(eachOnce(entries.filter((entry) => entry.kind === 'zone-set')));
  return last ? last.data : { timeZone: 'UTC', decision: 0 };
}
