import { z } from 'zod';
import { sourceSchema } from './ids.ts';
import type { Commission } from './insights/commission-terms.ts';
import { commissionChangeSchema } from './insights/commission-terms.ts';
import { presets, rangeSchema } from './insights/range.ts';
import type { Insights } from './insights/report.ts';

/** Tables that can be exported as CSV. */
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

/** Presets stay relative, so that an open page follows the calendar. */
const whenSchema = z.union([z.enum(presets), rangeSchema]);
export type InsightsWhen = z.infer<typeof whenSchema>;

const asked = z.object({ when: whenSchema, source: sourceSchema.optional() });

/** Commands of the insights page. */
export const insightsInputs = {
  'insights.get': asked.readonly(),
  /** Exports one whole table as CSV. */
  'insights.export': asked.extend({ table: z.enum(insightsTables) }).readonly(),
  /** The commission of each source. */
  'insights.commissions': z.undefined(),
  'insights.setCommission': commissionChangeSchema,
} as const;

export type InsightsOutputs = {
  'insights.get': Insights;
  'insights.export': { readonly fileName: string; readonly text: string };
  'insights.commissions': readonly Commission[];
  'insights.setCommission': readonly Commission[];
};
