import { isProblem } from '../../../shared/problem.ts';
import type { Mail, Reading } from '../../../shared/reading.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { isSenderOf } from '../../../shared/recipe.ts';
import { announcesOrder } from './announces-order.ts';
import type { Assembled } from './assemble.ts';
import { assemble } from './assemble.ts';
import { findByRecipe } from './find-by-recipe.ts';
import { findOrder } from './general-reader.ts';
import type { Layout } from './layout.ts';
import { layoutOfHtml, layoutOfText } from './layout.ts';

/**
 * Reads one mail: by the recipe that reads it whole, else by the general reader, else for review with whatever was read.
 * No network, no clock, no ledger.
 */
export function readMail(mail: Mail, recipes: readonly Recipe[]): Reading {
  let layouts: readonly Layout[];
  try {
    layouts = layoutsOf(mail);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return unreadable('unreadable', error.message);
  }
  const announced = announcesOrder(mail, layouts);
  return { ...(readByRecipe(mail, layouts, recipes) ?? readGenerally(mail, layouts, announced)), announced };
}

/** The HTML first: it is what people see. The plain text where there is no other, or where it alone reads whole. */
function layoutsOf(mail: Mail): readonly Layout[] {
  const layouts: Layout[] = [];
  if (mail.html !== undefined) layouts.push(layoutOfHtml(mail.html));
  if (mail.text !== undefined) layouts.push(layoutOfText(mail.text));
  return layouts.filter((layout) => layout.rows.length > 0);
}

function readByRecipe(
  mail: Mail,
  layouts: readonly Layout[],
  recipes: readonly Recipe[],
): Omit<Reading, 'announced'> | null {
  const matching = recipes.filter((recipe) => mail.from === undefined || isSenderOf(recipe, mail.from));
  const full = matching.flatMap((recipe) =>
    layouts
      .map((layout) => ({ recipe, read: assemble(findByRecipe(recipe, layout)) }))
      .filter(({ read }) => read.review.length === 0),
  );
  const fieldCount = (read: Assembled) => Object.keys(read.confidence).length;
  const [best] = full.sort(
    (one, other) =>
      fieldCount(other.read) - fieldCount(one.read) || other.recipe.version - one.recipe.version,
  );
  if (!best) return null;
  const name = `${best.recipe.family}@${best.recipe.version}`;
  return {
    kind: 'order',
    orders: [best.read.content],
    confidence: best.read.confidence,
    recipe: name,
    why: `recipe ${name} read ${fieldCount(best.read)} fields and they add up to the total`,
  };
}

function readGenerally(
  mail: Mail,
  layouts: readonly Layout[],
  announced: boolean,
): Omit<Reading, 'announced'> {
  const readings = layouts.map((layout) => assemble(findOrder(mail, layout)));
  const best = readings.find((read) => read.review.length === 0) ?? readings[0];
  if (!best) return unreadable('unreadable', 'the mail has no text');
  const { content, review, confidence } = best;
  if (review.length === 0) {
    return {
      kind: 'order',
      orders: [content],
      confidence,
      recipe: null,
      why: 'the general reader read it whole and it adds up',
    };
  }
  const codes = review.map((reason) => reason.code).join(', ');
  const isOrder =
    content.total !== undefined || (content.number !== '' && (content.items.length > 0 || announced));
  if (!isOrder)
    return {
      kind: 'not-an-order',
      orders: [],
      confidence: {},
      recipe: null,
      why: `neither a total nor items: ${codes}`,
    };
  return {
    kind: 'needs-review',
    orders: [content],
    confidence,
    recipe: null,
    why: `the general reader found: ${codes}`,
  };
}

/** An order that nobody could read is still an order, for a person to look at. */
export function unreadable(code: 'unreadable' | 'reader-stopped', detail: string): Reading {
  return {
    kind: 'needs-review',
    orders: [{ number: '', paymentStatus: 'unknown', customer: {}, items: [], review: [{ code, detail }] }],
    confidence: {},
    announced: false,
    recipe: null,
    why: detail,
  };
}
