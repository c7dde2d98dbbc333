import { outlineLikeness } from '../intake/mail/outline.ts';
import type { StoredReading } from '../ports.ts';

/** The mails of one sender that are of one kind: those a recipe reads, and those it should have read. */
export type Series = {
  /** `family@version`; null where no recipe has read any mail of the sender. */
  readonly recipe: string | null;
  /** Oldest first. */
  readonly mails: readonly StoredReading[];
};

/** What tells of orders and comes from whom it says: a forged mail must neither raise nor end an alarm. */
const tellsOfOrder = ({ verified, kind }: StoredReading): boolean => verified && kind !== 'not-an-order';

/** A mail that calls an order off has a template of its own. */
const isNews = ({ says }: StoredReading): boolean => says !== 'cancelled' && says !== 'changed';

/**
 * Sorts the mails of one sender by the recipe that reads them. A mail that none has read belongs to those it is most
 * alike, and of equals to the recipe used last.
 * @param readings newest first
 */
export function seriesOf(readings: readonly StoredReading[]): readonly Series[] {
  const told = readings.filter((reading) => tellsOfOrder(reading) && isNews(reading));
  const recipes = [...new Set(told.map(({ recipe }) => recipe))].filter((recipe) => recipe !== null);
  if (recipes.length === 0) return told.length === 0 ? [] : [{ recipe: null, mails: told.toReversed() }];
  const examples = recipes.map((recipe) => ({
    recipe,
    outlines: told.flatMap((each) => (each.recipe === recipe ? [each.outline] : [])).slice(0, 20),
  }));
  const nearest = (outline: readonly string[]): string | undefined => {
    const likeness = examples.map(({ outlines }) =>
      Math.max(...outlines.map((each) => outlineLikeness(outline, each))),
    );
    return examples[likeness.indexOf(Math.max(...likeness))]?.recipe;
  };
  const recipeOf =
    recipes.length === 1 ? () => recipes[0] : (mail: StoredReading) => mail.recipe ?? nearest(mail.outline);
  const sorted = Map.groupBy(told.toReversed(), recipeOf);
  return recipes.map((recipe) => ({ recipe, mails: sorted.get(recipe) ?? [] }));
}
