import type { CountryCode } from '../country.ts';
import { dedupeEvents } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { WorkstationId } from '../ids.ts';

/** By whose clock the shop's days are told, and what it sells in, is called and where it is, as far as that is known. */
export type SettledShop = {
  readonly timeZone: string;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
  /** ISO 3166. */
  readonly country?: CountryCode | undefined;
};

/** What the entries of kind `zone-set` say, in any order, and which desk has settled it; UTC before the first. */
export function shopZoneOf(
  entries: readonly Entry[],
): SettledShop & { readonly decision: number; readonly desk: WorkstationId | null } {
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'zone-set'));
  const last = lastDecision(said);
  if (!last) return { timeZone: 'UTC', decision: 0, desk: null };
  const { decision, timeZone } = last.data;
  // another desk may have said it again since, which makes it nobody else's
  const settled = said
    .filter(({ data }) => data.decision === decision && data.timeZone === timeZone)
    .reduce((first, other) => (other.recordedAt < first.recordedAt ? other : first), last);
  return { ...last.data, desk: settled.desk };
}
