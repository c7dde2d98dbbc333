import type { BigQuery } from '@google-cloud/bigquery';
import type { Problem } from '../../shared/problem.ts';
import type { Clock, Log } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { TableFacts } from './ensure.ts';
import { ensureTable, ensureViews, keepRows, tableOf } from './ensure.ts';
import { readProblem } from './problems.ts';
import type { Whose } from './shop-labels.ts';

export type PreparationParts = {
  readonly bigquery: BigQuery;
  readonly config: BigQueryConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly whose: Whose;
  /** Called each time the table was checked. */
  readonly onTable: (table: TableFacts) => void;
  /** Called when the problem with the views has changed or ended. */
  readonly onViews: () => void;
};

/** Creates what BigQuery needs before rows are loaded, and caches the table's facts. */
export type Preparation = {
  /** Creates what is missing, unless it was checked recently. @throws Problem */
  prepare(): Promise<void>;
  /** The same without the cache. @throws Problem */
  prepareAnew(): Promise<void>;
  /** Invalidates the cache: the table may be replaced or gone, and is checked before the next batch. */
  doubt(): void;
  /** The table as last seen; null before the first check. */
  table(): TableFacts | null;
  /** Rows can be loaded without the views, so this problem is reported but stops nothing. */
  viewsProblem(): Problem | null;
};

/** Maximum age of the cached table facts when rows are written: a newer app may have come, or another table. */
const lookAgainMs = 60_000;
/** Minimum interval between attempts to make the views, as a batch waits for each. */
export const viewsAgainMs = 10 * 60_000;

export function createPreparation(parts: PreparationParts): Preparation {
  const { bigquery, config, clock, log, whose, onTable, onViews } = parts;
  let table: TableFacts | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;
  let viewsProblem: Problem | null = null;
  /** By uptime; never while the views exist. */
  let viewsDueAt = 0;

  function prepare(): Promise<void> {
    underWay ??= prepareNow().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function prepareNow(): Promise<void> {
    const seen = await tableNow();
    if (clock.uptime() < viewsDueAt) return;
    const found = await ensureViews(bigquery, config).then(() => null, readProblem);
    viewsDueAt = found === null ? Number.POSITIVE_INFINITY : clock.uptime() + viewsAgainMs;
    if (found) log.warn('views could not be made', { error: found });
    const changed = found?.message !== viewsProblem?.message;
    viewsProblem = found;
    if (changed) onViews();
    if (seen.rowsKeptMs === null) return;
    const refusal = await keepRows(tableOf(bigquery, config)).then(() => null, readProblem);
    if (refusal) log.warn('each day’s rows go after a time', { error: refusal });
    else table = { ...seen, rowsKeptMs: null };
  }

  async function tableNow(): Promise<TableFacts> {
    if (table !== null && clock.uptime() - lookedAt <= lookAgainMs) return table;
    await whose.asked();
    const seen = await ensureTable(bigquery, config, whose);
    // the views may have been deleted with the previous table
    if (seen.createdAt !== table?.createdAt) viewsDueAt = 0;
    table = seen;
    lookedAt = clock.uptime();
    onTable(seen);
    return seen;
  }

  function doubt(): void {
    lookedAt = Number.NEGATIVE_INFINITY;
  }

  return {
    prepare,
    async prepareAnew() {
      // a running preparation may have passed what has changed since
      while (underWay !== null) await Promise.allSettled([underWay]);
      doubt();
      viewsDueAt = 0;
      await prepare();
    },
    doubt,
    table: () => table,
    viewsProblem: () => viewsProblem,
  };
}
