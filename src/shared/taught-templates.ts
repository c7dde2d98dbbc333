import { dedupeEvents } from './dedupe.ts';
import type { Entry } from './entry.ts';
import type { EntryId } from './ids.ts';
import type { MailTemplate } from './mail-template.ts';

export type TaughtRecipe = {
  /** Under the version it has on every computer. */
  readonly recipe: MailTemplate;
  readonly savedAt: number;
  readonly savedBy: string;
  /** The entry that taught it. */
  readonly taught: EntryId;
  /** Epoch milliseconds, by the clock of whoever withdrew it; null while it counts. */
  readonly withdrawnAt: number | null;
};

/**
 * What the shop was taught, by the entries of kind `recipe-taught` and `recipe-withdrawn`, in any order; by family and version.
 * Two computers that knew nothing of each other may have taught one version: both recipes stay, for each may read mails the other
 * does not, and the later one becomes the next version, which is preferred. What was withdrawn keeps its version.
 */
export function templatesOf(entries: readonly Entry[]): readonly TaughtRecipe[] {
  const withdrawn = new Map<EntryId, number>();
  for (const entry of entries) {
    if (entry.kind !== 'recipe-withdrawn') continue;
    const { taught } = entry.data;
    withdrawn.set(taught, Math.min(entry.at, withdrawn.get(taught) ?? entry.at));
  }
  // whoever gave a greater version had seen the lesser one, whatever the clocks say
  const said = dedupeEvents(entries.filter((entry) => entry.kind === 'recipe-taught')).toSorted(
    (one, other) => one.data.recipe.version - other.data.recipe.version,
  );
  const last = new Map<string, number>();
  return said
    .map(({ id, at, by, data: { recipe } }): TaughtRecipe => {
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
