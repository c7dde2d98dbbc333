import { z } from 'zod';
import { sourceSchema } from './ids.ts';
import type { Commission } from './insights/commission-terms.ts';
import { commissionChangeSchema } from './insights/commission-terms.ts';
import { presets, rangeSchema } from './insights/range.ts';
import type { Insights } from './insights/report.ts';

/** What of the page can be had as a file of values. */
export const insightsTables = [
  'days',
  'sources',
  'attributions',
  'visits',
  'products',
  'hours',
  'buyers',
  'funnel',
] as const;
export type InsightsTable = (typeof insightsTables)[number];

/** Days by their name, so that a page left open goes on with the calendar, or from one to another. */
const whenSchema = z.union([z.enum(presets), rangeSchema]);
export type InsightsWhen = z.infer<typeof whenSchema>;

const asked = z.object({ when: whenSchema, source: sourceSchema.optional() });

/** What a page may ask of what the orders come to. */
export const insightsInputs = {
  'insights.get': asked.readonly(),
  /** All of one table, as a file of values with commas between. */
  'insights.export': asked.extend({ table: z.enum(insightsTables) }).readonly(),
  /** What each source keeps. */
  'insights.commissions': z.undefined(),
  'insights.setCommission': commissionChangeSchema,
} as const;

export type InsightsOutputs = {
  'insights.get': Insights;
  'insights.export': { readonly fileName: string; readonly text: string };
  'insights.commissions': readonly Commission[];
  'insights.setCommission': readonly Commission[];
};
