import { isDeepStrictEqual } from 'node:util';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { isMailOf, templateName } from '../../../shared/mail-template.ts';
import type { OrderContent } from '../../../shared/order.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { Mail, Reading } from '../../../shared/reading.ts';
import type { Assembled } from './assemble.ts';
import { readByTemplate } from './by-template/read-by-template.ts';
import type { RuleSource } from './by-template/source.ts';
import { writesMonthFirst } from './general-reader.ts';
import { judged, judgeGeneral } from './judge-general.ts';
import type { Layout } from './layout.ts';
import { layoutsOf } from './layouts.ts';
import { purposeOfMail } from './mail-purpose.ts';
import { outlineOf } from './outline.ts';
import { readAllGenerally, readGenerally, readSeveralGenerally } from './read-generally.ts';
import { readWanted } from './read-wanted.ts';
import type { Section } from './several-orders.ts';
import { partsOf } from './several-orders.ts';

/** A parse result with the data that it was derived from. */
export type Studied = {
  readonly reading: Reading;
  /** Empty if the mail could not be laid out. */
  readonly outline: readonly string[];
  /** Fields that the matching mail template has a rule for but did not find. */
  readonly unread: readonly string[];
  readonly layouts: readonly Layout[];
};

/**
 * Parses one mail: by the mail template that reads it whole, else by the general parser, else for review with whatever was read.
 * No network, no clock, no ledger.
 */
export const readMail = (mail: Mail, recipes: readonly MailTemplate[]): Reading =>
  studyMail(mail, recipes).reading;

/** Parses one mail and keeps the intermediate data. */
export function studyMail(mail: Mail, recipes: readonly MailTemplate[]): Studied {
  let layouts: readonly Layout[];
  try {
    layouts = layoutsOf(mail);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { reading: unreadable('unreadable', error.message), outline: [], unread: [], layouts: [] };
  }
  const says = purposeOfMail(mail, layouts);
  const best = bestTemplate(mail, layouts, recipes);
  const parts = partsOf(layouts);
  const several = best && severalOf(best, mail, parts);
  // with several orders it is unknown which one was cancelled or changed
  const isOfOne = says === 'cancelled' || says === 'changed';
  const isComplete = best !== null && unreadBy(best).length === 0;
  const general = several?.orders ?? (isComplete ? [] : readAllGenerally(mail, layouts, parts));
  const judge = () => judgeGeneral(general, mail, layouts, says);
  const read = several === null ? chooseReading(best, general, judge) : isOfOne ? judge() : ordersOf(several);
  const [layout] = layouts;
  const [only, ...others] = read.orders;
  const isOne = layout !== undefined && only !== undefined && others.length === 0;
  const wanted = isOne ? readWanted(layout, writesMonthFirst(layout, only.currency ?? null)) : [];
  return {
    reading: { ...read, says, ...(wanted.length > 0 && { wanted }) },
    outline: layout ? outlineOf(layout) : [],
    unread: best ? unreadBy(best) : [],
    layouts,
  };
}

type Judged = Omit<Reading, 'says'>;

const fieldCount = (read: Assembled): number => Object.keys(read.confidence).length;

/**
 * Among the templates that read number, items and total and add up, returns the one that reads the most fields. Only the newest
 * version of a family counts: a user taught it to correct the one before, which may have read too much.
 */
function bestTemplate(
  mail: Mail,
  layouts: readonly Layout[],
  recipes: readonly MailTemplate[],
): ByRecipe | null {
  const matching = recipes.filter((recipe) => isMailOf(recipe, mail));
  const sources = layouts.map((layout) => sourceOf(mail, layout));
  const whole = matching.flatMap((recipe) =>
    sources
      .map((source) => ({ recipe, read: readByTemplate(recipe, source) }))
      .filter(({ read }) => read.review.length === 0),
  );
  const isNewest = ({ recipe }: ByRecipe): boolean =>
    !whole.some((other) => other.recipe.family === recipe.family && other.recipe.version > recipe.version);
  const [best] = whole.filter(isNewest).sort((one, other) => fieldCount(other.read) - fieldCount(one.read));
  return best ?? null;
}

/** Runs the general parser at most once for each layout, and only if a rule needs its value. */
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

type ByRecipe = { readonly recipe: MailTemplate; readonly read: Assembled };

type Several = { readonly orders: readonly Assembled[]; readonly recipe: MailTemplate | null };

/**
 * All orders of a mail of which a template has read one. Its rules find number, items and total of the first order, and those of
 * the others in their own parts of the mail.
 */
function severalOf(
  { recipe, read }: ByRecipe,
  mail: Mail,
  parts: readonly (readonly Section[])[],
): Several | null {
  if (parts.length === 0) return null;
  const told = parts.map((sections) =>
    sections.map(({ number, layout }) => ({ number, order: readByTemplate(recipe, sourceOf(mail, layout)) })),
  );
  const whole = told.find((each) => each.every(({ order }) => order.review.length === 0)) ?? [];
  const own = whole.map(({ order }) => order);
  if (own.length > 0 && haveOwnNumbers(own)) return { orders: own, recipe };
  // a rule on the subject returns the same number for every order
  const numbered = whole.map(({ number, order }) => ({ ...order, content: { ...order.content, number } }));
  if (areApart(numbered, read)) return { orders: numbered, recipe };
  const general = readSeveralGenerally(mail, parts);
  if (areApart(general, read)) return { orders: general, recipe: null };
  // an order that does not read whole is kept for review, next to the one that was read
  const known = told.map((each) => each.map(({ order }) => order)).find(areKnown) ?? [];
  const isOneOf = known.some(
    ({ content, review }) => review.length === 0 && isDeepStrictEqual(content.total, read.content.total),
  );
  return isOneOf && areApart(known, read) ? { orders: known, recipe } : null;
}

const haveOwnNumbers = (orders: readonly Assembled[]): boolean =>
  new Set(orders.map(({ content }) => content.number)).size === orders.length;

/** Each is an order even if it does not read whole: it has a distinct number and a total. */
const areKnown = (orders: readonly Assembled[]): boolean =>
  haveOwnNumbers(orders) &&
  orders.every(({ content }) => content.number !== '' && content.total !== undefined);

/** Equal items below two numbers are one order. So are parts whose sum is the total that the template was taught to read. */
function areApart(orders: readonly Assembled[], { content: { total } }: Assembled): boolean {
  const [first, ...others] = orders.map(({ content }) => content);
  const differ = others.some(({ items }) => !isDeepStrictEqual(items, first?.items));
  return differ && [first, ...others].some((order) => isDeepStrictEqual(order?.total, total));
}

/** Fields that a template has a rule for but did not find: their labels may have changed. */
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
  return ordersOf({ orders: [best.read], recipe: best.recipe });
}

function ordersOf({ orders, recipe }: Several): Judged {
  if (!recipe) return judged('order', orders, 'the general reader read it whole and it adds up');
  const name = templateName(recipe);
  const count = orders.reduce((sum, read) => sum + fieldCount(read), 0);
  if (orders.some(({ review }) => review.length > 0)) {
    const why = `recipe ${name} read ${orders.length} orders, and not each of them whole`;
    return judged('needs-review', orders, why, name);
  }
  return judged('order', orders, `recipe ${name} read ${count} fields and they add up to the total`, name);
}

/** An order that could not be parsed is still an order, for a user to review. */
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
