import { z } from 'zod';
import type { Source } from '../../../shared/ids.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import { presets, rangeSchema } from '../../../shared/insights/range.ts';
import type { InsightsWhen } from '../../../shared/insights-commands.ts';
import { currencySchema } from '../../../shared/money.ts';
import type { Route } from '../../state/routes/route.ts';
import { hrefTo } from '../../state/routes/route.ts';

export const measures = ['orders', 'revenue'] as const;
/** What the bars measure. */
export type Measure = (typeof measures)[number];

/** The state of the insights page; all of it is in the URL. */
export type InsightsPlace = {
  readonly when: InsightsWhen;
  readonly source?: Source | undefined;
  readonly measure: Measure;
  /** The currency of the chart; absent: the main one. */
  readonly currency?: string | undefined;
  /** The charts that are shown as tables. */
  readonly asTables: readonly string[];
};

const presetSchema = z.enum(presets);
const usual = '30';

export function insightsPlaceOf({ params }: Route): InsightsPlace {
  const { when = usual, source, show, currency, tables = '' } = params;
  const [from = '', to = ''] = when.split('..');
  const preset = presetSchema.safeParse(when);
  const range = rangeSchema.safeParse({ from, to });
  const known = sourceSchema.safeParse(source);
  const money = currencySchema.safeParse(currency);
  return {
    when: range.success ? range.data : preset.success ? preset.data : usual,
    source: known.success ? known.data : undefined,
    measure: measures.find((one) => one === show) ?? 'orders',
    currency: money.success ? money.data : undefined,
    asTables: tables.split(',').filter((name) => /^[a-z]{1,20}$/.test(name)),
  };
}

export const hrefToInsights = ({ when, source, measure, currency, asTables }: InsightsPlace): string =>
  hrefTo('insights', {
    params: {
      when: when === usual ? '' : typeof when === 'string' ? when : `${when.from}..${when.to}`,
      source: source ?? '',
      show: measure === 'orders' ? '' : measure,
      currency: currency ?? '',
      tables: asTables.join(','),
    },
  });
