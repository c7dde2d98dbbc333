import { createHash } from 'node:crypto';
import type { EntryData, EntryDraft } from '../../shared/entry.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Recipe } from '../../shared/recipe.ts';
import { recipeSchema } from '../../shared/recipe.ts';

/* Two computers that learn or are taught the same tell one fact: its id is made of what it says, which may be longer than an id. */
const digest = (words: unknown): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);

/** The fact that an address sends the shop orders. */
export function learntDraft(data: EntryData<'sender-learnt'>, at: number): EntryDraft {
  const { address, family, decision } = data;
  return {
    id: entryIdSchema.parse(`sender-learnt:${digest([address, family])}:${decision}`),
    kind: 'sender-learnt',
    orderId: null,
    at,
    by: 'gmail',
    data,
  };
}

/** The fact that a recipe was taught. */
export function taughtDraft(said: Recipe, at: number, by: string): EntryDraft {
  // a file that was exported and taken in elsewhere may have its words in another order
  const recipe = recipeSchema.parse(said);
  return {
    id: entryIdSchema.parse(`recipe-taught:${digest(recipe)}`),
    kind: 'recipe-taught',
    orderId: null,
    at,
    by,
    data: { recipe },
  };
}
