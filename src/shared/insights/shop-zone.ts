import type { CountryCode } from '../country.ts';
import { dedupeEvents } from '../dedupe.ts';
import type { Entry } from '../entry.ts';
import { lastDecision } from '../fold-takings.ts';
import type { WorkstationId } from '../ids.ts';

/** The shop's time zone, and its currency, name and country if known. */
export type SettledShop = {
  readonly timeZone: string;
  readonly currency?: string | undefined;
  readonly name?: string | undefined;
  /** ISO 3166. */
  readonly country?: CountryCode | undefined;
};

/** The shop settings from `zone-set` events in any order, and the computer that set them; UTC before the first. */
export function shopZoneOf(
  entries: readonly Entry[],
): SettledShop & { readonly decision: number; readonly desk: WorkstationId | null } {
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'zone-set'));
  const last = lastDecision(said);
  if (!last) return { timeZone: 'UTC', decision: 0, desk: null };
  const { decision, timeZone } = last.data;
  // another computer may have republished the setting since, which does not change its author
  const settled = said
    .filter(({ data }) => data.decision === decision && data.timeZone === timeZone)
    .reduce((first, other) => (other.recordedAt < first.recordedAt ? other : first), last);
  return { ...last.data, desk: settled.desk };
}
