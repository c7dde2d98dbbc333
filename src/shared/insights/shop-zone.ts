import { eachOnce } from '../each-once.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';

/** By whose clock the shop's days are told, and what it sells in and is called where that is known. */
export type SettledShop = {
  readonly timeZone: string;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
};

/** What the entries of kind `zone-set` say, in any order; UTC before the first. */
export function shopZoneOf(entries: readonly Entry[]): SettledShop & { readonly decision: number } {
  const last = lastDecision(eachOnce(entries.filter((entry) => entry.kind === 'zone-set')));
  return last ? last.data : { timeZone: 'UTC', decision: 0 };
}
