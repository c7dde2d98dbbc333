import { insightsCsv } from '../insights/csv-tables.ts';
import type { InsightsBook } from '../insights/insights-book.ts';
import type { Handlers } from './dispatch.ts';

type InsightsHandlers = Pick<
  Handlers,
  'insights.get' | 'insights.export' | 'insights.commissions' | 'insights.setCommission'
>;

export type InsightsHandlerParts = {
  readonly book: InsightsBook;
  /** The manager of this computer. */
  readonly manager: () => string;
};

/** The number of products and kinds of visits shown on a page; a file has them all. */
const mostOnPage = 50;
const mostInFile = 20_000;

export function createInsightsHandlers({ book, manager }: InsightsHandlerParts): InsightsHandlers {
  return {
    'insights.get': (asked) => book.report({ ...asked, most: mostOnPage }),
    'insights.export': async ({ table, ...asked }) => {
      const insights = await book.report({ ...asked, most: mostInFile });
      const { from, to } = insights.range;
      return { fileName: `${table}-${from}-${to}.csv`, text: insightsCsv(table, insights) };
    },
    'insights.commissions': () => book.commissions(),
    'insights.setCommission': (change) => {
      book.setCommission(change, manager());
      return book.commissions();
    },
  };
}
