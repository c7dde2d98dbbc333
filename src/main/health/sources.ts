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
    ...recipes.map(({ family, name, hue }) => ({ source: `mail:${family}`, name, hue })),
  ];
}
