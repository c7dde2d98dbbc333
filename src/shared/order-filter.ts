import { z } from 'zod';
import { sourceSchema } from './ids.ts';
import type { Preset } from './insights/range.ts';
import { currencySchema } from './money.ts';
import { orderStatusSchema, paymentStatusSchema, tagSchema } from './order.ts';
import { inboxViews } from './views.ts';

/** A range of arrival times on this computer, both ends included, epoch milliseconds. */
export const spanSchema = z.object({ from: z.int(), to: z.int() }).readonly();
export type Span = z.infer<typeof spanSchema>;

const someOf = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(50).readonly();

/** Frequent presets, relative to the shop's current day. */
export const dayPresets = ['today', 'yesterday', '7'] as const satisfies readonly Preset[];

/** Filter conditions on a view. Each matches any of its values; an absent one matches all. */
export const onlySchema = z
  .object({
    sources: someOf(sourceSchema).optional(),
    statuses: someOf(orderStatusSchema).optional(),
    payments: someOf(paymentStatusSchema).optional(),
    tags: someOf(tagSchema).optional(),
    /** By assignee, otherwise by who has taken them; empty for neither. */
    assignees: someOf(z.string().max(60)).optional(),
    /** By arrival day in the shop's time zone, both ends included. */
    days: z
      .union([
        z.enum(dayPresets),
        z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }).readonly(),
      ])
      .optional(),
    /** Minor units, both ends included. Excludes orders in another currency or without a total. */
    total: z
      .object({ currency: currencySchema, min: z.int().optional(), max: z.int().optional() })
      .readonly()
      .optional(),
  })
  .readonly();
export type Only = z.infer<typeof onlySchema>;

/** `due`: earliest delivery time first, then orders without one. By default each view has its own sort. */
export const orderSorts = ['newest', 'oldest', 'due', 'total'] as const;
export type OrderSort = (typeof orderSorts)[number];

/** Selects orders, without paging. */
export const orderChoiceSchema = z
  .object({
    view: z.enum(inboxViews),
    text: z.string().max(200),
    only: onlySchema.optional(),
    /** Excludes parts of other orders and quarantined orders, whatever the view. */
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
