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
 * The managers a step notifies. `on-duty` is everyone while no one is on duty. `in-charge` is the manager who took the order,
 * sold it or made its payment link, otherwise those on duty.
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
    /** Rings on their computers too, until the order is taken. */
    rings: z.boolean(),
    /** Minutes until the next step is due if the order is not taken. */
    passOnMinutes: z.int().min(1).max(240),
  })
  .readonly();
export type EscalationStep = z.infer<typeof stepSchema>;

export const ruleSounds = ['bell', 'question', 'knock'] as const;
export type RuleSound = (typeof ruleSounds)[number];

/**
 * The event a rule is for: a new order, an order cancelled in its source, a customer who asks for a manager in a chat, an unpaid
 * payment link, or a source that is silent for longer than usual.
 */
export const occasions = ['new-order', 'cancelled', 'chat', 'unpaid', 'silence'] as const;
export type Occasion = (typeof occasions)[number];
/**
 * Whether a manager has to take the order or answer the customer. If so, the alert escalates until one does; otherwise only if
 * no manager was reached.
 */
export const isWaitedFor = (occasion: Occasion): boolean => occasion === 'new-order' || occasion === 'chat';

/**
 * All given conditions must match. A condition that does not apply to the occasion, such as the total of a silence, does not
 * match.
 */
const conditionsSchema = z
  .object({
    sources: z.array(sourceSchema).min(1).max(50).readonly().optional(),
    /** An order in another currency does not match. */
    totalAtLeast: moneySchema.optional(),
    needsReview: z.literal(true).optional(),
    /** Words that must all occur in the name of one product, in any order. */
    product: z.string().trim().min(1).max(80).optional(),
    /** No earlier order has the same phone or e-mail. */
    firstTime: z.literal(true).optional(),
    /** When the order came, in the shop's time zone. */
    hours: hoursSchema.optional(),
    /** Hours a payment link has been unpaid; 24 by default. */
    unpaidHours: z.int().min(1).max(720).optional(),
  })
  .readonly();
export type Conditions = z.infer<typeof conditionsSchema>;

export const ruleSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'not the ID of a rule'),
    name: z.string().trim().min(1).max(60),
    on: z.boolean(),
    occasion: z.enum(occasions).default('new-order'),
    when: conditionsSchema,
    steps: z.array(stepSchema).min(1).max(4).readonly(),
    /** Defaults to all channels, for rules saved before channels could be chosen. */
    ways: waysSchema.default(ways),
    sound: z.enum(ruleSounds),
    /** Notifies and rings in quiet hours too. */
    loud: z.boolean(),
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;

/** Applies when no other rule matches, so that every order is notified. */
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

/** The first unused rule id. */
export function freeRuleId(ids: ReadonlySet<string>): string {
  let number = 1;
  while (ids.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

/** The alert rules of a shop. */
export const alertRulesSchema = z
  .object({
    /** The first rule that matches an order applies. */
    rules: z.array(ruleSchema).max(mostRules).readonly(),
    /** Hours in which a manager is neither notified nor rung, as long as another manager of the step is. */
    quiet: z
      .array(z.object({ manager: managerName, hours: hoursSchema }).readonly())
      .max(100)
      .readonly(),
    /** Managers who get the summary at the end of a shift; by default the first manager of the settings. */
    digestTo: z.array(managerName).max(20).readonly().optional(),
    /** Notification templates for a new order, by language; the default text otherwise. */
    texts: z
      .object(byLanguage(() => noticeTextSchema))
      .readonly()
      .optional(),
  })
  .readonly();
export type AlertRules = z.infer<typeof alertRulesSchema>;

/** Validation on save: each text must be a valid template. Rules saved by a newer version are read without this check. */
export const savedRulesSchema = alertRulesSchema.superRefine(({ rules, texts }, context) => {
  const ids = rules.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) {
    context.addIssue({ code: 'custom', path: ['rules', twice, 'id'], message: 'another rule has this ID' });
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
  /** How long a payment link has been unpaid; null for other occasions. */
  readonly unpaidHours: number | null;
};

/** The default time after which an unpaid payment link is notified. */
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

/** The rule for an occasion other than a new order; null if the shop wants no alert. */
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
