import type { Recipe } from '../../src/shared/recipe.ts';

/** A recipe of a service whose total goes by a word that no table knows. */
export const kiosklyRecipe = (changes: Partial<Recipe> = {}): Recipe => ({
  format: 1,
  family: 'kioskly',
  version: 1,
  name: 'Kioskly',
  language: 'en',
  currency: 'USD',
  decimal: '.',
  hue: 200,
  match: { sender: 'sales@kioskly.example' },
  fields: {
    number: { label: 'Order number', take: 'beside' },
    total: { label: 'Grandissimo', take: 'beside' },
  },
  items: { head: { title: 'Item', quantity: 'Qty', lineTotal: 'Amount' } },
  ...changes,
});
