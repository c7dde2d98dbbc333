import { z } from 'zod';
import { currencySchema } from '../../../shared/money.ts';
import { Problem } from '../../../shared/problem.ts';
import type { Mail } from '../../../shared/reading.ts';
import type { FieldRule, Recipe } from '../../../shared/recipe.ts';
import { recipeSchema } from '../../../shared/recipe.ts';
import { wholeAmount } from './amounts.ts';
import { assemble } from './assemble.ts';
import { folded } from './clean-text.ts';
import { findDates } from './dates.ts';
import { amountOf, findByRecipe, textOf } from './find-by-recipe.ts';
import type { Layout } from './layout.ts';
import { layoutOfHtml, layoutOfText } from './layout.ts';
import { learnItems } from './learn-items.ts';
import { amountRules, isClean, textRules } from './learn-rules.ts';
import { shortName } from './short-name.ts';
import type { SumKind } from './total-words.ts';
import { sumKind } from './total-words.ts';

const printed = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?$/)]);
const amount = printed.optional();
const text = z.string().trim().min(1).optional();
/** What a person pointed at in one sample mail, in the names of a mail's report. */
const valuesSchema = z.object({
  orderNumber: z.string().trim().min(1),
  placedAt: text,
  customerName: text,
  phone: text,
  email: text,
  recipientName: text,
  recipientPhone: text,
  address: text,
  notes: text,
  currency: currencySchema,
  subtotal: amount,
  deliveryFee: amount,
  discount: amount,
  tax: amount,
  tip: amount,
  total: printed,
  otherFees: z
    .array(z.object({ amount: printed }))
    .max(10)
    .optional(),
  items: z.array(z.object({ title: z.string().trim().min(1) })).min(1),
});
type Values = z.infer<typeof valuesSchema>;

const textNames = [
  ['number', 'orderNumber'],
  ['placedAt', 'placedAt'],
  ['customerName', 'customerName'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['recipientName', 'recipientName'],
  ['recipientPhone', 'recipientPhone'],
  ['address', 'address'],
  ['note', 'notes'],
] as const;
const amountNames = [
  ['subtotal', 'subtotal'],
  ['deliveryFee', 'delivery'],
  ['discount', 'discount'],
  ['tax', 'tax'],
  ['tip', 'tip'],
  ['total', 'total'],
] as const;

export type LearntRecipe = {
  readonly recipe: Recipe;
  /** The values no words beside them lead to; the recipe leaves them unread. */
  readonly missed: readonly string[];
};

/**
 * Learns a recipe from one sample and the values a person pointed at. A rule counts only when it yields exactly the value
 * again; the recipe only when it reads the whole sample and its amounts add up.
 * @throws Problem `bad-input` naming the value that could not be found again by the words beside it
 */
export function learnRecipe(mail: Mail, pointedAt: unknown): LearntRecipe {
  const parsed = valuesSchema.safeParse(pointedAt);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Problem('bad-input', `${issue?.path.join('.')}: ${issue?.message}`, {
      field: issue?.path.join('.') ?? '',
    });
  }
  const values = parsed.data;
  const layouts = [mail.html && layoutOfHtml(mail.html), mail.text && layoutOfText(mail.text)].filter(
    (layout) => !!layout,
  );
  let failure: Problem | null = null;
  for (const layout of layouts) {
    try {
      return learnFrom(layout, mail, values);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new Problem('bad-input', 'the mail has no text');
}

function learnFrom(layout: Layout, mail: Mail, values: Values): LearntRecipe {
  const { fields, missed } = learnFields(layout, values);
  const family = shortName(mail.from?.split('@')[1] ?? 'mail');
  const rules = learnItems(
    layout,
    values.items.map((item) => item.title),
  );
  const recipes = rules.map((items) =>
    recipeSchema.parse({
      format: 1,
      family,
      version: 1,
      name: mail.fromName ?? family,
      language: 'und',
      currency: values.currency,
      decimal: habitOf(layout),
      hue: hueOf(family),
      match: { sender: mail.from ?? `@${family}` },
      fields,
      items,
    }),
  );
  const tried = recipes.map((recipe) => ({ recipe, review: assemble(findByRecipe(recipe, layout)).review }));
  const [first] = tried;
  if (!first) throw notFound('items');
  const whole = tried.find(({ review }) => review.length === 0);
  if (whole) return { recipe: whole.recipe, missed };
  const [reason] = first.review;
  throw new Problem(
    'bad-input',
    `with these values the sample does not read whole: ${reason?.detail ?? reason?.code}`,
  );
}

type Fields = { -readonly [F in keyof Recipe['fields']]?: Recipe['fields'][F] };

function learnFields(
  layout: Layout,
  values: Values,
): { readonly fields: Fields; readonly missed: readonly string[] } {
  const secrets = secretsOf(values);
  const decimal = habitOf(layout);
  const fields: Fields = {};
  const missed: string[] = [];
  for (const [field, name] of textNames) {
    const wanted = values[name];
    if (wanted === undefined) continue;
    const rule = textRules(layout, wanted, name)
      .filter((each) => isClean(each.label, secrets))
      // Words in the value's own line lead to it more surely than a heading above it.
      .toSorted((one, other) => takeOrder.indexOf(one.take) - takeOrder.indexOf(other.take))
      .find((each) => sameText(textOf(each, layout), wanted));
    if (rule) fields[field] = rule;
    else missed.push(name);
  }
  const amounts = amountRules(layout).filter((rule) => isClean(rule.label, secrets));
  const amountRule = (wanted: number | string, kind: SumKind) =>
    [...amounts.filter((rule) => sumKind(rule.label) === kind), ...amounts].find((rule) =>
      sameAmount(amountOf(rule, layout, decimal)?.found.decimal, wanted),
    );
  for (const [name, kind] of amountNames) {
    const wanted = values[name];
    if (wanted === undefined) continue;
    const rule = amountRule(wanted, kind);
    if (rule) fields[name] = rule;
    else missed.push(name);
  }
  const fees = (values.otherFees ?? []).map((fee) => amountRule(fee.amount, 'fee'));
  if (fees.length > 0) fields.fees = fees.filter((rule) => rule !== undefined);
  const needed = missed.find((name) => name === 'orderNumber' || name === 'total');
  if (needed !== undefined) throw notFound(needed);
  return { fields, missed };
}

const takeOrder: readonly FieldRule['take'][] = ['beside', 'end', 'below'];

const notFound = (name: string): Problem =>
  new Problem('bad-input', `${name}: not found in the mail by words beside it`, { field: name });

/** What must never be part of a rule: the values themselves, whole or in pieces of a name's length. */
function secretsOf(values: Values): readonly string[] {
  const texts = textNames.flatMap(([, name]) => values[name] ?? []);
  return [...texts, ...values.items.map((item) => item.title)]
    .flatMap((value) => [value, ...value.split(/[\s,]+/)])
    .map(folded)
    .filter((value) => value.length >= 4);
}

function sameText(found: string | undefined, wanted: string): boolean {
  if (found === undefined) return false;
  const date = findDates(found)[0]?.iso;
  const plain = (text: string) =>
    folded(text)
      .replace(/^[#№\s]+/, '')
      .replace(/[\s,]+/g, ' ');
  return (
    plain(found) === plain(wanted) ||
    plain(found).replaceAll(' ', '') === plain(wanted) ||
    (date !== undefined && (date === wanted || date.startsWith(wanted)))
  );
}

const sameAmount = (found: string | undefined, wanted: number | string): boolean =>
  found !== undefined && Number(found) === Number(wanted);

/** Whether this mail writes `1.50` or `1,50`. */
function habitOf(layout: Layout): ',' | '.' {
  const lines = layout.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines));
  const count = (mark: ',' | '.') =>
    lines.filter(
      (line) =>
        wholeAmount(line) && line.includes(`${mark}`) && new RegExp(`\\${mark}\\d\\d(?!\\d)`).test(line),
    ).length;
  return count(',') > count('.') ? ',' : '.';
}

function hueOf(family: string): number {
  let hue = 7;
  for (const character of family) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hue;
}
