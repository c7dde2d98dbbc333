import { outlineLikeness } from '../intake/mail/outline.ts';
import type { StoredReading } from '../ports.ts';

/** The mails of one sender and one kind: those a template parses, and those it should have parsed. */
export type Series = {
  /** `family@version`; null if no template has parsed any mail of the sender. */
  readonly recipe: string | null;
  /** Oldest first. */
  readonly mails: readonly StoredReading[];
};

/** Order mails from a verified sender: a forged mail must neither raise nor end a warning. */
const tellsOfOrder = ({ verified, kind }: StoredReading): boolean => verified && kind !== 'not-an-order';

/** A cancellation mail has a template of its own. */
const isNews = ({ says }: StoredReading): boolean => says !== 'cancelled' && says !== 'changed';

/**
 * Groups the mails of one sender by the template that parses them. A mail without one joins the group it resembles most, and on a
 * tie the template used last.
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
  const templateOf =
    recipes.length === 1 ? () => recipes[0] : (mail: StoredReading) => mail.recipe ?? nearest(mail.outline);
  const sorted = Map.groupBy(told.toReversed(), templateOf);
  return recipes.map((recipe) => ({ recipe, mails: sorted.get(recipe) ?? [] }));
}
