import type { FieldRule, MailTemplate } from '../../../../shared/mail-template.ts';
import type { OrderContent } from '../../../../shared/order.ts';
import { Problem } from '../../../../shared/problem.ts';
import type { Mail } from '../../../../shared/reading.ts';
import { findByTemplate, rulesOf } from '../by-template/find-by-template.ts';
import { readByTemplate } from '../by-template/read-by-template.ts';
import type { RuleSource } from '../by-template/source.ts';
import { amountOf, textIn, textOf } from '../by-template/values.ts';
import { layoutsOf } from '../layouts.ts';
import { outlineLikeness, outlineOf } from '../outline.ts';
import { sourceOf } from '../read-mail.ts';
import type { LearntTemplate } from './learn-template.ts';
import { amountNames, textNames } from './pointed-at.ts';

/** Two mails of one template are at least this alike, see `outlineLikeness`; other mails of a sender are not. */
const alike = 0.5;
/** With fewer mails, a rule that finds nothing in them proves nothing. */
const enough = 2;

/**
 * Tests a mail template on other mails of the same layout. A rule that finds nothing in any of them, though the mails have the
 * value, fits only the sample and is left out. A template whose number, total or items are found in none of them is refused.
 * Every mail that reads whole raises the template's confidence.
 * @throws Problem `bad-input` naming the value whose rule works on the sample only
 */
export function tryOnOthers(learnt: LearntTemplate, sample: Mail, others: readonly Mail[]): LearntTemplate {
  const own = layoutsOf(sample)[0];
  if (!own) return learnt;
  const outline = outlineOf(own);
  const sources = others.flatMap((mail) => {
    const [layout] = layoutsOf(mail);
    return layout && outlineLikeness(outlineOf(layout), outline) >= alike ? [sourceOf(mail, layout)] : [];
  });
  const { recipe, missed } = sources.length < enough ? learnt : withoutNarrowRules(learnt, sources);
  const whole = sources.filter((source) => readByTemplate(recipe, source).review.length === 0);
  return { recipe: { ...recipe, learntFrom: 1 + whole.length }, missed };
}

function withoutNarrowRules(
  { recipe, missed }: LearntTemplate,
  sources: readonly RuleSource[],
): LearntTemplate {
  const narrow: string[] = [];
  for (const [field, name] of textNames) {
    const rule = recipe.fields[field];
    if (
      rule &&
      isNarrow(
        (source) => textOf(field, rule, source) !== undefined,
        (order) => textIn(field, order) !== undefined,
        sources,
      )
    ) {
      narrow.push(name);
    }
  }
  for (const name of amountNames) {
    const rules = rulesOf(recipe.fields[name]);
    const finds = (source: RuleSource): boolean =>
      rules.some((rule: FieldRule) => amountOf(name, rule, source, recipe.decimal) !== null);
    if (rules.length > 0 && isNarrow(finds, (order) => order[name] !== undefined, sources)) narrow.push(name);
  }
  const findsItems = (source: RuleSource): boolean =>
    findByTemplate(recipe, source).itemSets.some((set) => set.length > 0);
  if (isNarrow(findsItems, (order) => order.items.length > 0, sources)) narrow.push('items');
  const needed = narrow.find((name) => name === 'orderNumber' || name === 'total' || name === 'items');
  if (needed !== undefined) {
    throw new Problem(
      'bad-input',
      `${needed}: not found the same way in ${sources.length} other mails like this one`,
      { field: needed },
    );
  }
  const dropped = new Set<string>(
    narrow.map((name) => textNames.find(([, each]) => each === name)?.[0] ?? name),
  );
  const fields = Object.fromEntries(Object.entries(recipe.fields).filter(([field]) => !dropped.has(field)));
  return {
    recipe: { ...recipe, fields: fields as MailTemplate['fields'] }, // only optional ones are dropped
    missed: [...missed, ...narrow],
  };
}

/** The rule finds nothing in any mail, although the general parser finds the value in at least one. */
const isNarrow = (
  finds: (source: RuleSource) => boolean,
  has: (order: OrderContent) => boolean,
  sources: readonly RuleSource[],
): boolean =>
  !sources.some(finds) &&
  sources.some((source) => {
    const order = source.general();
    return order !== null && has(order);
  });
