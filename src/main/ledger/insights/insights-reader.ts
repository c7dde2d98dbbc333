import type { Source } from '../../../shared/ids.ts';
import { stepOf } from '../../../shared/insights/range.ts';
import type { Insights, Stretch } from '../../../shared/insights/report.ts';
import { dayText } from '../../../shared/insights/zoned-time.ts';
import type { InsightsAsked, InsightsReader } from '../../insights-port.ts';
import { maybeInt } from '../columns.ts';
import type { Database } from '../database.ts';
import { addUp } from './add-up.ts';
import { attributionsOf, funnelOf, hoursOf, productsOf, tookHistogram, visitsOf } from './grouped-sales.ts';
import { salesByDay } from './sales-by-day.ts';
import { spanOf, usualFew } from './span.ts';

export function createInsightsReader(
  database: Database,
  timeZone: () => string,
  fewOrders: number = usualFew,
): InsightsReader {
  const firstDay = (source: Source | null): string | null => {
    const found =
      source === null
        ? database.get('SELECT min(day) AS day FROM sales')
        : database.get('SELECT min(day) AS day FROM sales WHERE source = ?', source);
    const day = found ? maybeInt(found, 'day') : null;
    return day === null ? null : dayText(day);
  };
  return {
    timeZone,
    firstDay,
    changes: database.writes,
    *report(asked) {
      const { range, before, most } = asked;
      const step = stepOf(range);
      const rows = yield* salesByDay(database, asked, range, step);
      const orders = rows.reduce((sum, row) => sum + row.orders + row.cancelled, 0);
      const stretch = spanOf(database, asked, range, orders, fewOrders);
      yield;
      const told = addUp(rows, { ...asked, step }, tookHistogram(stretch));
      yield;
      const attributions = attributionsOf(stretch, told.currencies);
      yield;
      const hours = hoursOf(stretch, told.currencies);
      yield;
      const firstVisits = visitsOf(stretch, 'first_visit', told.currencies, most);
      yield;
      const lastVisits = visitsOf(stretch, 'last_visit', told.currencies, most);
      yield;
      const sold = yield* productsOf(stretch, told.currencies, most);
      yield;
      const earlier = before && { range: before, ...(yield* stretchOf(database, asked, before, fewOrders)) };
      const insights: Insights = {
        ...told,
        timeZone: timeZone(),
        range,
        step,
        attributions,
        hours,
        firstVisits,
        lastVisits,
        ...sold,
        funnel: funnelOf(asked.isAll ? { ...stretch, first: 0 } : stretch),
        before: earlier,
        firstDay: firstDay(asked.source),
      };
      return insights;
    },
  };
}

function* stretchOf(
  database: Database,
  asked: InsightsAsked,
  range: InsightsAsked['range'],
  fewOrders: number,
): Generator<void, Stretch> {
  const rows = yield* salesByDay(database, asked, range, null);
  const orders = rows.reduce((sum, row) => sum + row.orders + row.cancelled, 0);
  const stretch = spanOf(database, asked, range, orders, fewOrders);
  const { totals, took, buyers, sources } = addUp(
    rows,
    { ...asked, range, step: null },
    tookHistogram(stretch),
  );
  return { totals, took, buyers, sources, funnel: funnelOf(stretch) };
}
