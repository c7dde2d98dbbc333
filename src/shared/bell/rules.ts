import { z } from 'zod';
import { sourceSchema } from '../ids.ts';
import { moneySchema } from '../money.ts';
import type { Order } from '../order.ts';
import type { WallTime } from './hours.ts';
import { hoursSchema, isWithin } from './hours.ts';

const managerName = z.string().trim().min(1).max(60);

/** Whom a step is for; `on-duty` is everybody while nobody is on duty. */
export const whomSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on-duty') }).readonly(),
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
export type BellStep = z.infer<typeof stepSchema>;

export const bellSounds = ['bell', 'question', 'knock'] as const;
export type BellSound = (typeof bellSounds)[number];

/** What has to hold of an order; what is not asked for holds. */
export const conditionsSchema = z
  .object({
    sources: z.array(sourceSchema).min(1).max(50).readonly().optional(),
    /** An order in another currency is not so much. */
    totalAtLeast: moneySchema.optional(),
    needsReview: z.literal(true).optional(),
    /** When it came, by the shop's own clock. */
    hours: hoursSchema.optional(),
  })
  .readonly();
export type Conditions = z.infer<typeof conditionsSchema>;

export const ruleSchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'not the id of a rule'),
    name: z.string().trim().min(1).max(60),
    on: z.boolean(),
    when: conditionsSchema,
    steps: z.array(stepSchema).min(1).max(4).readonly(),
    sound: z.enum(bellSounds),
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
  when: {},
  steps: [
    { whom: { kind: 'on-duty' }, rings: true, passOnMinutes: 5 },
    { whom: { kind: 'everyone' }, rings: true, passOnMinutes: 15 },
  ],
  sound: 'bell',
  loud: false,
};

/** How a shop wants to be told of its orders. */
export const bellSchema = z
  .object({
    /** The first that fits an order decides. */
    rules: z.array(ruleSchema).max(30).readonly(),
    /** When a manager is not to be told or rung, as long as another one of the step is. */
    quiet: z
      .array(z.object({ manager: managerName, hours: hoursSchema }).readonly())
      .max(100)
      .readonly(),
  })
  .readonly();
export type Bell = z.infer<typeof bellSchema>;

export const usualBell: Bell = { rules: [lastRule], quiet: [] };

/** What a rule looks at. */
export type Ruled = Pick<Order, 'source' | 'needsReview'> & {
  readonly content: Pick<Order['content'], 'total'>;
};

/** The rule that decides of an order. @param came when it came, by the shop's wall clock */
export const ruleOf = ({ rules }: Bell, order: Ruled, came: WallTime): Rule =>
  rules.find((rule) => rule.on && fits(rule.when, order, came)) ?? lastRule;

function fits(when: Conditions, { source, needsReview, content: { total } }: Ruled, came: WallTime): boolean {
  const { sources, totalAtLeast: least, hours } = when;
  if (sources !== undefined && !sources.includes(source)) return false;
  if (when.needsReview === true && !needsReview) return false;
  if (hours !== undefined && !isWithin(hours, came)) return false;
  if (least === undefined) return true;
  return total !== undefined && total.currency === least.currency && total.minor >= least.minor;
}
