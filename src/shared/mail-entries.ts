import { z } from 'zod';
import { entryIdSchema } from './ids.ts';
import { familySchema, recipeSchema } from './recipe.ts';

/**
 * This address has sent the shop an order, and its orders go under this family from now on. `decision` counts what was said of
 * the address, so that no clocks are compared.
 */
export const senderLearntSchema = z
  .object({ address: z.string().min(1), family: familySchema, decision: z.int().positive() })
  .readonly();

/** A manager has taught how a sender's mails are read. Two computers may have given their recipes one version, see `recipesOf`. */
export const recipeTaughtSchema = z.object({ recipe: recipeSchema }).readonly();

/** A manager has removed a recipe: the one that this entry taught, whatever version it has come to have. */
export const recipeWithdrawnSchema = z.object({ taught: entryIdSchema }).readonly();
