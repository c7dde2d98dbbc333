import type { ItemRule, MailTemplate } from '../../../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../../../shared/mail-template.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import type { OrderContent } from '../../../../shared/order.ts';
import { Problem } from '../../../../shared/problem.ts';
import type { Mail } from '../../../../shared/reading.ts';
import { readByTemplate } from '../by-template/read-by-template.ts';
import type { RuleSource } from '../by-template/source.ts';
import { layoutsOf } from '../layouts.ts';
import { sourceOf } from '../read-mail.ts';
import { shortName } from '../short-name.ts';
import { createAmountLearner } from './amount-rules.ts';
import { betweenRules } from './between-rules.ts';
import { itemRules, itemsRight } from './item-rules.ts';
import type { PointedAt } from './pointed-at.ts';
import { amountNames, parsePointedAt, secretsOf, textNames } from './pointed-at.ts';
import { textRule } from './text-rules.ts';

export type LearntTemplate = {
  readonly recipe: MailTemplate;
  /** Values that no adjacent words identify; the template does not read them. */
  readonly missed: readonly string[];
};

type Tried = LearntTemplate & {
  readonly score: number;
  readonly fault: string | null;
  readonly isWhole: boolean;
};

/**
 * Learns a mail template from one sample and the values a user pointed at. A rule counts only if it yields exactly that value.
 * The template counts only if it reads the whole sample and its amounts add up.
 * @throws Problem `bad-input` naming the value that could not be found by the words beside it
 */
export function learnTemplate(mail: Mail, pointedAt: unknown): LearntTemplate {
  const values = parsePointedAt(pointedAt);
  const tried: Tried[] = [];
  for (const layout of layoutsOf(mail)) {
    const source = sourceOf(mail, layout);
    for (const decimal of [',', '.'] as const) {
      for (const monthFirst of writesDatesMonthFirst(values)) {
        tried.push(...learnFrom({ source, mail, values, decimal, monthFirst }));
        // the first template that reads everything is good enough
        if (tried.some(({ missed, fault, isWhole }) => fault === null && isWhole && missed.length === 0))
          return bestOf(tried);
      }
    }
  }
  if (tried.length === 0) {
    throw new Problem('bad-input', 'total: cannot be found in the mail automatically', { field: 'total' });
  }
  return bestOf(tried);
}

function bestOf(tried: readonly Tried[]): LearntTemplate {
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.fault !== null)
    throw new Problem('bad-input', best.fault, { field: best.fault.split(':')[0] ?? '' });
  return { recipe: best.recipe, missed: best.missed };
}

/** Only a date whose day and month differ decides this. */
const writesDatesMonthFirst = ({ placedAt }: PointedAt): readonly boolean[] =>
  placedAt === undefined ? [false] : [false, true];

type Attempt = {
  readonly source: RuleSource;
  readonly mail: Mail;
  readonly values: PointedAt;
  readonly decimal: ',' | '.';
  readonly monthFirst: boolean;
};

/** The template of this layout with this decimal mark and date order; a fault names what is still wrong with it. */
function learnFrom(attempt: Attempt): readonly Tried[] {
  const { source, mail, values, decimal, monthFirst } = attempt;
  const { layout } = source;
  const { fields, missed } = learnFields(attempt);
  const total = fields.total;
  if (total === undefined) return [];
  const family = shortName(mail.from?.split('@')[1] ?? 'mail');
  const titles = values.items.map((item) => item.title);
  const attemptWith = (items: ItemRule): Tried => {
    const recipe = mailTemplateSchema.parse({
      format: 1,
      family,
      version: 1,
      name: mail.fromName ?? family,
      language: 'und',
      currency: values.currency,
      decimal,
      ...(monthFirst && { monthFirst }),
      hue: hueOf(family),
      match: { sender: mail.from ?? `@${family}` },
      fields: { ...fields, total },
      items,
      learntFrom: 1,
    });
    const { content, review } = readByTemplate(recipe, source);
    const right = itemsRight(content.items, values.items);
    const [reason] = review.filter(({ code }) => code !== 'no-number' || values.orderNumber !== undefined);
    const fault =
      right === 0
        ? 'items: cannot be found in the mail automatically'
        : missed.includes('orderNumber')
          ? 'orderNumber: cannot be found in the mail automatically'
          : reason
            ? `this mail cannot be read completely with these values: ${reason.detail ?? reason.code}`
            : null;
    const score =
      (fault === null ? 1000 : 0) + 10 * right + Object.keys(fields).length - (monthFirst ? 0.5 : 0);
    return { recipe, missed, score, fault, isWhole: right > values.items.length };
  };
  const tables = itemRules(layout, titles).map(attemptWith);
  if (tables.some(({ isWhole, fault }) => isWhole && fault === null)) return tables;
  const others = [
    ...betweenRules(layout, values, decimal, secretsOf(values, source.general())),
    { find: 'general' } as const,
  ];
  return [...tables, ...others.map(attemptWith)];
}

type Fields = { -readonly [F in keyof MailTemplate['fields']]?: MailTemplate['fields'][F] };

function learnFields({ source, values, decimal, monthFirst }: Attempt): {
  readonly fields: Fields;
  readonly missed: readonly string[];
} {
  const secrets = secretsOf(values, source.general());
  const fields: Fields = {};
  const missed: string[] = [];
  for (const [field, name] of textNames) {
    const wanted = values[name];
    if (typeof wanted !== 'string') continue;
    const rule = textRule(field, wanted, source, secrets, monthFirst);
    if (rule) fields[field] = rule;
    else missed.push(name);
  }
  const amounts = createAmountLearner(source, decimal, secrets);
  for (const name of amountNames) {
    const wanted = values[name];
    if (wanted === undefined) continue;
    const rule = amounts.ruleFor(name, wanted);
    if (rule === null) missed.push(name);
    else if (name !== 'total' && name !== 'subtotal') fields[name] = rule;
    else if ('length' in rule) missed.push(name);
    else fields[name] = rule;
  }
  const fees = (values.otherFees ?? []).flatMap((fee) => amounts.ruleFor('fee', fee.amount) ?? []);
  const wanted = values.otherFees ?? [];
  if (fees.length === wanted.length) {
    if (fees.length > 0) fields.fees = fees;
  } else if (sameFees(source.general()?.fees ?? [], wanted)) fields.fees = [{ reader: 'general' }];
  else missed.push('otherFees');
  return { fields, missed };
}

const sameFees = (
  read: NonNullable<OrderContent['fees']>,
  wanted: readonly { readonly amount: number }[],
): boolean =>
  read.length === wanted.length &&
  read.every(({ amount }, index) => Number(moneyToDecimal(amount)) === wanted[index]?.amount);

function hueOf(family: string): number {
  let hue = 7;
  for (const character of family) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hue;
}
