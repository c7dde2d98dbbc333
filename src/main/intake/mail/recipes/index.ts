import type { Recipe } from '../../../../shared/recipe.ts';
import { bloomdash } from './bloomdash.ts';
import { dostavo } from './dostavo.ts';

export const builtInRecipes: readonly Recipe[] = [bloomdash, dostavo];
