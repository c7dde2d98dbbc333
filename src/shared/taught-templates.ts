import { dedupeEvents } from './dedupe.ts';
import type { Entry } from './entry.ts';
import type { EntryId } from './ids.ts';
import type { MailTemplate } from './mail-template.ts';

export type TaughtTemplate = {
  /** With the version number it has on every computer. */
  readonly recipe: MailTemplate;
  readonly savedAt: number;
  readonly savedBy: string;
  /** The event that added it. */
  readonly taught: EntryId;
  /** Epoch milliseconds, by the clock of the computer that withdrew it; null while it is active. */
  readonly withdrawnAt: number | null;
};

/**
 * The shop's mail templates, from `recipe-taught` and `recipe-withdrawn` events in any order; sorted by family and version.
 * Two computers may have concurrently added the same version. Both templates are kept, because each may parse mails the other
 * does not, and the later one gets the next version, which is preferred. A withdrawn template keeps its version.
 */
export function templatesOf(entries: readonly Entry[]): readonly TaughtTemplate[] {
  const withdrawn = new Map<EntryId, number>();
  for (const entry of entries) {
    if (entry.kind !== 'recipe-withdrawn') continue;
    const { taught } = entry.data;
    withdrawn.set(taught, Math.min(entry.at, withdrawn.get(taught) ?? entry.at));
  }
  // sorted by version first: the author of a greater version had seen the lesser one, whatever the clocks
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'recipe-taught')).toSorted(
    (one, other) => one.data.recipe.version - other.data.recipe.version,
  );
  const last = new Map<string, number>();
  return said
    .map(({ id, at, by, data: { recipe } }): TaughtTemplate => {
      const version = Math.max(recipe.version, 1 + (last.get(recipe.family) ?? 0));
      last.set(recipe.family, version);
      return {
        recipe: version === recipe.version ? recipe : { ...recipe, version },
        savedAt: at,
        savedBy: by,
        taught: id,
        withdrawnAt: withdrawn.get(id) ?? null,
      };
    })
    .toSorted((one, other) => compare(one.recipe, other.recipe));
}

const compare = (one: MailTemplate, other: MailTemplate): number =>
  one.family === other.family ? one.version - other.version : one.family < other.family ? -1 : 1;
