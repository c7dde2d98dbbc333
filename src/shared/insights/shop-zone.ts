import { eachOnce } from '../each-once.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { DeskId } from '../ids.ts';

/** By whose clock the shop's days are told, and what it sells in and is called where that is known. */
export type SettledShop = {
  readonly timeZone: string;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
};

/** What the entries of kind `zone-set` say, in any order, and which desk said it last; UTC before the first. */
export function shopZoneOf(
  entries: readonly Entry[],
): SettledShop & { readonly decision: number; readonly desk: DeskId | null } {
  const last = lastDecision(eachOnce(entries.filter((entry) => entry.kind === 'zone-set')));
  return last ? { ...last.data, desk: last.desk } : { timeZone: 'UTC', decision: 0, desk: null };
}
