import type { InsightsAsked } from '../../src/main/insights-port.ts';
import type { Ledger } from '../../src/main/ports.ts';
import { commissionsOf } from '../../src/shared/insights/commission.ts';
import type { Insights } from '../../src/shared/insights/report.ts';

const allDays = { from: '2025-01-01', to: '2025-12-31' };

/** The insights of a ledger for a range, with the commissions of its own events. */
export function report(
  { insights, entries }: Pick<Ledger, 'insights'> & Partial<Pick<Ledger, 'entries'>>,
  asked: Partial<InsightsAsked> = {},
): Insights {
  const terms = [...commissionsOf(entries?.list() ?? []).values()];
  const steps = insights.report({
    range: allDays,
    before: null,
    source: null,
    currency: 'UAH',
    commissions: terms.map(({ commission }) => commission),
    most: 1000,
    ...asked,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
