import type { Recipe } from '../../shared/recipe.ts';
import type { SourceView } from '../../shared/views.ts';

/**
 * Every place an order can come from, with the name and the fixed hue it is shown by. These two and the built-in
 * recipes' stay apart for the colour-blind too, and away from the red, amber and brass that tell a state.
 */
export function buildSources(recipes: readonly Recipe[]): readonly SourceView[] {
  return [
    { source: 'shopify', name: 'Shopify', hue: 160 },
    { source: 'manual', name: 'Manual', hue: 100 },
    // several recipes of one family are one source, called as the newest says
    ...new Map(
      recipes.map(({ family, name, hue }) => [family, { source: `mail:${family}`, name, hue } as const]),
    ).values(),
  ];
}
