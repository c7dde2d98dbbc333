import { z } from 'zod';
import { sourceSchema } from './ids.ts';
import type { Preset } from './insights/range.ts';
import { currencySchema } from './money.ts';
import { orderStatusSchema, paymentStatusSchema, tagSchema } from './order.ts';
import { inboxViews } from './views.ts';

/** Orders this desk heard of in a stretch of time, both ends included, epoch milliseconds. */
export const spanSchema = z.object({ from: z.int(), to: z.int() }).readonly();
export type Span = z.infer<typeof spanSchema>;

const someOf = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(50).readonly();

/** Days people ask for most; which days they are moves on with the shop's calendar. */
export const dayPresets = ['today', 'yesterday', '7'] as const satisfies readonly Preset[];

/** What is left out of a view: each is one condition, met by any of its values; one that is absent lets all through. */
export const onlySchema = z
  .object({
    sources: someOf(sourceSchema).optional(),
    statuses: someOf(orderStatusSchema).optional(),
    payments: someOf(paymentStatusSchema).optional(),
    tags: someOf(tagSchema).optional(),
    /** Whose work they are: who was given them, else who has taken them; empty for nobody's. */
    assignees: someOf(z.string().max(60)).optional(),
    /** By when they came, days of the shop's own calendar, both included. */
    days: z
      .union([
        z.enum(dayPresets),
        z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }).readonly(),
      ])
      .optional(),
    /** Minor units, both ends included. An order of another currency or without a total is left out. */
    total: z
      .object({ currency: currencySchema, min: z.int().optional(), max: z.int().optional() })
      .readonly()
      .optional(),
  })
  .readonly();
export type Only = z.infer<typeof onlySchema>;

/** `due`: what is wanted soonest first, then what is wanted at no time. A view that is asked for none has its own. */
export const orderSorts = ['newest', 'oldest', 'due', 'total'] as const;
export type OrderSort = (typeof orderSorts)[number];

/** Which orders, without saying how many of them. */
export const orderChoiceSchema = z
  .object({
    view: z.enum(inboxViews),
    text: z.string().max(200),
    only: onlySchema.optional(),
    /** Leaves out what tells of another order or is in quarantine, whatever the view. */
    span: spanSchema.optional(),
    sort: z.enum(orderSorts).optional(),
  })
  .readonly();
export type OrderChoice = z.infer<typeof orderChoiceSchema>;

export const orderFilterSchema = orderChoiceSchema
  .unwrap()
  .extend({
    offset: z.int().nonnegative(),
    limit: z.int().positive().max(500),
  })
  .readonly();
export type OrderFilter = z.infer<typeof orderFilterSchema>;
