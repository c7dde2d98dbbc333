import { z } from 'zod';
import type { Source } from '../ids.ts';
import { sourceSchema } from '../ids.ts';
import { byLanguage, languages } from '../languages.ts';
import type { Money } from '../money.ts';
import { moneySchema } from '../money.ts';
import type { Order } from '../order.ts';
import { plainWords } from '../plain-words.ts';
import { linesLeft } from '../remaining-quantity.ts';
import { ways, waysSchema } from './channels.ts';
import type { WallTime } from './hours.ts';
import { hoursSchema, isWithin } from './hours.ts';
import { faultText, longestTemplate, readTemplate } from './template.ts';

const managerName = z.string().trim().min(1).max(60);

/**
 * Whom a step is for; `on-duty` is everybody while nobody is on duty. `in-charge` is who has taken the order, sold it or made
 * its link, and whoever is on duty while nobody has.
 */
export const whomSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on-duty') }).readonly(),
  z.object({ kind: z.literal('in-charge') }).readonly(),
  z.object({ kind: z.literal('everyone') }).readonly(),
  z.object({ kind: z.literal('named'), names: z.array(managerName).min(1).max(50).readonly() }).readonly(),
]);
export type Whom = z.infer<typeof whomSchema>;

export const stepSchema = z
  .object({
    whom: whomSchema,
    /** Their computers ring too, until somebody takes the order. */
    rings: z.boolean(),
    /** When nobody has taken the order so long after this step, in minutes, the next one is due. */
    passOnMinutes: z.int().min(1).max(240),
  })
  .readonly();
export type EscalationStep = z.infer<typeof stepSchema>;

export const ruleSounds = ['bell', 'question', 'knock'] as const;
export type RuleSound = (typeof ruleSounds)[number];

/**
 * What a rule is about: an order that came, one that was cancelled where it came from, a customer who asks for a manager in a
 * chat, an unpaid payment link, a source that has been silent for longer than it usually is.
 */
export const occasions = ['new-order', 'cancelled', 'chat', 'unpaid', 'silence'] as const;
export type Occasion = (typeof occasions)[number];
/** Somebody has to take the order or answer the customer: the next step is due when nobody has, and not only when unreached. */
export const isWaitedFor = (occasion: Occasion): boolean => occasion === 'new-order' || occasion === 'chat';

/** What has to hold; what is not asked for holds. What an occasion knows nothing of, such as the total of a silence, does not. */
const conditionsSchema = z
  .object({
    sources: z.array(sourceSchema).min(1).max(50).readonly().optional(),
    /** An order in another currency is not so much. */
    totalAtLeast: moneySchema.optional(),
    needsReview: z.literal(true).optional(),
    /** Words that all stand in the name of one of its products, in any order. */
    product: z.string().trim().min(1).max(80).optional(),
    /** Nobody with the same phone or e-mail has ordered before. */
    firstTime: z.literal(true).optional(),
    /** When it came, by the shop's own clock. */
    hours: hoursSchema.optional(),
    /** Of a link: for how long nobody has paid it; a day where it is not said. */
    unpaidHours: z.int().min(1).max(720).optional(),
  })
  .readonly();
export type Conditions = z.infer<typeof conditionsSchema>;

export const ruleSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'not the id of a rule'),
    name: z.string().trim().min(1).max(60),
    on: z.boolean(),
    occasion: z.enum(occasions).default('new-order'),
    when: conditionsSchema,
    steps: z.array(stepSchema).min(1).max(4).readonly(),
    /** What was saved before there was a choice says none. */
    ways: waysSchema.default(ways),
    sound: z.enum(ruleSounds),
    /** Told and rung in quiet hours too. */
    loud: z.boolean(),
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;

/** Holds for what no other rule is about, so that no order is told to nobody because of a rule. */
export const lastRule: Rule = {
  id: 'every-order',
  name: 'Every order',
  on: true,
  occasion: 'new-order',
  when: {},
  steps: [
    { whom: { kind: 'on-duty' }, rings: true, passOnMinutes: 5 },
    { whom: { kind: 'everyone' }, rings: true, passOnMinutes: 15 },
  ],
  ways,
  sound: 'bell',
  loud: false,
};

const noticeTextSchema = z.string().min(1).max(longestTemplate).optional();

export const mostRules = 30;

/** The id of a rule that is added beside these. */
export function freeRuleId(ids: ReadonlySet<string>): string {
  let number = 1;
  while (ids.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

/** How a shop wants to be told of its orders. */
export const alertRulesSchema = z
  .object({
    /** The first that fits an order decides. */
    rules: z.array(ruleSchema).max(mostRules).readonly(),
    /** When a manager is not to be told or rung, as long as another one of the step is. */
    quiet: z
      .array(z.object({ manager: managerName, hours: hoursSchema }).readonly())
      .max(100)
      .readonly(),
    /** Who is told what a shift came to when it ends; where nobody was chosen, the first manager of the settings. */
    digestTo: z.array(managerName).max(20).readonly().optional(),
    /** What is told of a new order, by language; where there is none, the usual text. */
    texts: z
      .object(byLanguage(() => noticeTextSchema))
      .readonly()
      .optional(),
  })
  .readonly();
export type AlertRules = z.infer<typeof alertRulesSchema>;

/** As a person may save it: each text is a template. One that a newer version has saved is read all the same. */
export const savedRulesSchema = alertRulesSchema.superRefine(({ rules, texts }, context) => {
  const ids = rules.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) {
    context.addIssue({ code: 'custom', path: ['rules', twice, 'id'], message: 'another rule has this id' });
  }
  for (const language of languages) {
    const read = readTemplate(texts?.[language] ?? '');
    if (read.kind === 'template') continue;
    context.addIssue({ code: 'custom', path: ['texts', language], message: faultText(read.fault) });
  }
});

const told = (rule: Pick<Rule, 'id' | 'name' | 'occasion'>, step: EscalationStep): Rule => ({
  ...rule,
  on: true,
  when: {},
  steps: [step, { whom: { kind: 'everyone' }, rings: true, passOnMinutes: 15 }],
  ways,
  sound: 'knock',
  loud: false,
});

export const defaultRules: AlertRules = {
  rules: [
    lastRule,
    told(
      { id: 'cancelled', name: 'Cancelled orders', occasion: 'cancelled' },
      { whom: { kind: 'in-charge' }, rings: true, passOnMinutes: 15 },
    ),
    told(
      { id: 'chat', name: 'Waiting chats', occasion: 'chat' },
      { whom: { kind: 'on-duty' }, rings: true, passOnMinutes: 5 },
    ),
    told(
      { id: 'silence', name: 'Silent sources', occasion: 'silence' },
      { whom: { kind: 'on-duty' }, rings: true, passOnMinutes: 15 },
    ),
    told(
      { id: 'unpaid', name: 'Unpaid links', occasion: 'unpaid' },
      { whom: { kind: 'in-charge' }, rings: false, passOnMinutes: 15 },
    ),
  ],
  quiet: [],
};

/** What a rule looks at. */
export type Ruled = {
  readonly source: Source | null;
  readonly needsReview: boolean;
  readonly total: Money | null;
  /** The names of its products. */
  readonly products: readonly string[];
  /** Asked only where a rule wants to know. */
  readonly isFirstTime: () => boolean;
  /** For how long nobody has paid a link; null for what is no link. */
  readonly unpaidHours: number | null;
};

/** After so long an unpaid link is told of where a rule does not say otherwise. */
const usualUnpaidHours = 24;
export const unpaidHoursOf = ({ unpaidHours }: Conditions): number => unpaidHours ?? usualUnpaidHours;

export const ruledOf = (
  { source, needsReview, content: { total, items } }: Order,
  isFirstTime: Ruled['isFirstTime'],
): Ruled => ({
  source,
  needsReview,
  total: total ?? null,
  products: linesLeft(items).map(({ title }) => title),
  isFirstTime,
  unpaidHours: null,
});

/** The rule that decides of an order. @param came when it came, by the shop's wall clock */
export const ruleOf = (bell: AlertRules, order: Ruled, came: WallTime): Rule =>
  alertRuleOf(bell, 'new-order', order, came) ?? lastRule;

/** The rule that decides of something else than an order that came; null where the shop does not want to be told. */
export const alertRuleOf = (
  { rules }: AlertRules,
  occasion: Occasion,
  ruled: Ruled,
  came: WallTime,
): Rule | null =>
  rules.find((rule) => rule.on && rule.occasion === occasion && fits(rule.when, ruled, came)) ?? null;

function fits(when: Conditions, ruled: Ruled, came: WallTime): boolean {
  const { sources, totalAtLeast: least, hours, product } = when;
  const { source, total, unpaidHours } = ruled;
  if (sources !== undefined && (source === null || !sources.includes(source))) return false;
  if (when.needsReview === true && !ruled.needsReview) return false;
  if (hours !== undefined && !isWithin(hours, came)) return false;
  if (product !== undefined && !ruled.products.some((title) => names(title, product))) return false;
  if (unpaidHours !== null && unpaidHours < unpaidHoursOf(when)) return false;
  if (least !== undefined && (total?.currency !== least.currency || total.minor < least.minor)) return false;
  return when.firstTime !== true || ruled.isFirstTime();
}

function names(title: string, product: string): boolean {
  const words = new Set(plainWords(title));
  return plainWords(product).every((word) => words.has(word));
}
