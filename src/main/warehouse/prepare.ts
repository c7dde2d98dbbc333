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
  /** Called each time the table was looked at. */
  readonly onTable: (table: TableFacts) => void;
  /** Called when what keeps the views from being made is another thing than before, or nothing any more. */
  readonly onViews: () => void;
};

/** What has to stand in BigQuery before rows go there, and what is known of it. */
export type Preparation = {
  /** Makes what is missing, where nobody has looked lately. @throws Problem */
  prepare(): Promise<void>;
  /** The same from the beginning, whatever is known. @throws Problem */
  prepareAnew(): Promise<void>;
  /** The table may be another one or gone: it is looked at before the next batch. */
  doubt(): void;
  /** As it was last seen; null before it has been. */
  table(): TableFacts | null;
  /** Without the views the entries still get in, so this is told and stops nothing. */
  viewsProblem(): Problem | null;
};

/** How old what is known of the table may be when rows are written: a newer app may have come, or another table. */
const lookAgainMs = 60_000;
/** A batch has to wait for each attempt at the views. */
export const viewsAgainMs = 10 * 60_000;

export function createPreparation(parts: PreparationParts): Preparation {
  const { bigquery, config, clock, log, whose, onTable, onViews } = parts;
  let table: TableFacts | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;
  let viewsProblem: Problem | null = null;
  /** By the uptime; never while they are there. */
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
    // with the one before, somebody may have deleted what stood on it
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
      // what is under way may have passed what has changed since
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
