import type { Recipe } from '../../shared/recipe.ts';
import type { SourceView } from '../../shared/views.ts';

/** Every place an order can come from, with the name and the fixed hue it is shown by. */
export function buildSources(recipes: readonly Recipe[]): readonly SourceView[] {
  return [
    { source: 'shopify', name: 'Shopify', hue: 145 },
    { source: 'manual', name: 'Manual', hue: 260 },
    ...recipes.map(({ family, name, hue }) => ({ source: `mail:${family}`, name, hue })),
  ];
}
