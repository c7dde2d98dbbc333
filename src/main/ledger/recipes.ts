import { recipeSchema } from '../../shared/recipe.ts';
import type { Recipes, StoredRecipe } from '../ports.ts';
import { int, json, text } from './columns.ts';
import type { Database, Row } from './database.ts';

/** Recipes this shop was taught. A version once saved is never changed: what it read stays explainable. */
export function createRecipes(database: Database): Recipes {
  const recipeOf = (row: Row): StoredRecipe => ({
    recipe: recipeSchema.parse(json(row, 'body')),
    savedAt: int(row, 'saved_at'),
    savedBy: text(row, 'saved_by'),
  });
  return {
    list: () => database.all('SELECT * FROM recipes ORDER BY family, version').map(recipeOf),
    save({ recipe, savedAt, savedBy }) {
      database.run(
        'INSERT INTO recipes (family, version, body, saved_at, saved_by) VALUES (?, ?, ?, ?, ?)',
        recipe.family,
        recipe.version,
        JSON.stringify(recipe),
        savedAt,
        savedBy,
      );
    },
    remove: (family, version) =>
      database.run('DELETE FROM recipes WHERE family = ? AND version = ?', family, version) > 0,
  };
}
