import type { OrderContent } from '../../../shared/order.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { Mail, Reading } from '../../../shared/reading.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { isMailOf, recipeName } from '../../../shared/recipe.ts';
import type { Assembled } from './assemble.ts';
import { readByRecipe } from './by-recipe/read-by-recipe.ts';
import type { RuleSource } from './by-recipe/source.ts';
import { judgeGeneral } from './judge-general.ts';
import type { Layout } from './layout.ts';
import { layoutsOf } from './layouts.ts';
import { outlineOf } from './outline.ts';
import { readAllGenerally, readGenerally } from './read-generally.ts';
import { whatMailSays } from './what-mail-says.ts';

/** A reading, and what it was made from: how the mail is built and what stands in it. */
export type Studied = {
  readonly reading: Reading;
  /** Empty for a mail that could not be laid out. */
  readonly outline: readonly string[];
  /** What the recipe that read the mail knows how to read and did not find. */
  readonly unread: readonly string[];
  readonly layouts: readonly Layout[];
};

/**
 * Reads one mail: by the recipe that reads it whole, else by the general reader, else for review with whatever was read.
 * No network, no clock, no ledger.
 */
export const readMail = (mail: Mail, recipes: readonly Recipe[]): Reading => studyMail(mail, recipes).reading;

/** Reads one mail and keeps what the reading was made from. */
export function studyMail(mail: Mail, recipes: readonly Recipe[]): Studied {
  let layouts: readonly Layout[];
  try {
    layouts = layoutsOf(mail);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { reading: unreadable('unreadable', error.message), outline: [], unread: [], layouts: [] };
  }
  const says = whatMailSays(mail, layouts);
  const best = bestRecipe(mail, layouts, recipes);
  const isComplete = best !== null && unreadBy(best).length === 0;
  const general = isComplete ? [] : readAllGenerally(mail, layouts);
  return {
    reading: { ...chooseReading(best, general, () => judgeGeneral(general, mail, layouts, says)), says },
    outline: layouts[0] ? outlineOf(layouts[0]) : [],
    unread: best ? unreadBy(best) : [],
    layouts,
  };
}

type Judged = Omit<Reading, 'says'>;

const fieldCount = (read: Assembled): number => Object.keys(read.confidence).length;

/**
 * The recipe that reads the most, among those that read number, items and total and add up. Of a family only the newest
 * of them counts: a person taught it to read otherwise than the one before, which may have read too much.
 */
function bestRecipe(mail: Mail, layouts: readonly Layout[], recipes: readonly Recipe[]): ByRecipe | null {
  const matching = recipes.filter((recipe) => isMailOf(recipe, mail));
  const sources = layouts.map((layout) => sourceOf(mail, layout));
  const whole = matching.flatMap((recipe) =>
    sources
      .map((source) => ({ recipe, read: readByRecipe(recipe, source) }))
      .filter(({ read }) => read.review.length === 0),
  );
  const isNewest = ({ recipe }: ByRecipe): boolean =>
    !whole.some((other) => other.recipe.family === recipe.family && other.recipe.version > recipe.version);
  const [best] = whole.filter(isNewest).sort((one, other) => fieldCount(other.read) - fieldCount(one.read));
  return best ?? null;
}

/** The general reader is asked once for a layout, and only where a rule leaves a value to it. */
export function sourceOf(mail: Mail, layout: Layout): RuleSource {
  let general: OrderContent | null | undefined;
  return {
    layout,
    subject: mail.subject,
    general: () => {
      general ??= readGenerally(mail, [layout])?.content ?? null;
      return general;
    },
  };
}

type ByRecipe = { readonly recipe: Recipe; readonly read: Assembled };

/** What a recipe knows how to read and did not find: its labels may have changed. */
const unreadBy = ({ recipe, read }: ByRecipe): readonly string[] =>
  (['placedAt', 'customerName', 'phone', 'address'] as const).filter(
    (field) => recipe.fields[field] !== undefined && read.confidence[field] === undefined,
  );

function chooseReading(best: ByRecipe | null, general: readonly Assembled[], judge: () => Judged): Judged {
  if (!best) return judge();
  const [only, ...others] = general;
  const unread = unreadBy(best);
  const knowsMore =
    only?.review.length === 0 && others.length === 0 && fieldCount(only) > fieldCount(best.read);
  if (unread.length > 0 && knowsMore) {
    const why = `the general reader read it whole and it adds up, where recipe ${best.recipe.family} left ${unread.join(', ')} unread`;
    return { kind: 'order', orders: [only.content], confidence: only.confidence, recipe: null, why };
  }
  const recipe = recipeName(best.recipe);
  const why = `recipe ${recipe} read ${fieldCount(best.read)} fields and they add up to the total`;
  return { kind: 'order', orders: [best.read.content], confidence: best.read.confidence, recipe, why };
}

/** An order that nobody could read is still an order, for a person to look at. */
export function unreadable(code: 'unreadable' | 'reader-stopped', detail: string): Reading {
  return {
    kind: 'needs-review',
    orders: [{ number: '', paymentStatus: 'unknown', customer: {}, items: [], review: [{ code, detail }] }],
    confidence: {},
    says: 'nothing',
    recipe: null,
    why: detail,
  };
}
