import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports.ts';
import type { BigQueryConfig } from '../../settings/config.ts';
import { openBigQuery } from '../../warehouse/client.ts';
import type { Found } from '../../warehouse/inspect.ts';
import { inspectWarehouse, tryWriting } from '../../warehouse/inspect.ts';
import type { Labels } from '../../warehouse/labels.ts';
import { rowsGoAfter } from '../../warehouse/metadata.ts';
import type { Check } from './check.ts';
import { fail, ok, once, skipped, unlessFailed, warn } from './check.ts';

export type BigQueryChecksParts = {
  readonly config: BigQueryConfig;
  /** Throws if the labels show that the table is not this shop's, or may not be. */
  readonly refuse: (labels: Labels) => void;
  readonly clock: Clock;
};

const day = 24 * 3_600_000;

export function bigQueryChecks({ config, refuse, clock }: BigQueryChecksParts): readonly Check[] {
  const look = once(() => inspectWarehouse(openBigQuery(config), config, refuse));
  const whenRead = (): Promise<Found> => unlessFailed(look(), 'BigQuery could not be read');
  const base = { group: 'bigquery' } as const;

  return [
    {
      ...base,
      id: 'bigquery.read',
      title: 'BigQuery can be read',
      tried: 'Read what BigQuery knows of the dataset and the table',
      run: async () => {
        const { dataset, table } = await look();
        if (table)
          return ok(table.rows === null ? 'The table is there' : `The table is there, ${table.rows} rows`);
        return warn(
          dataset ? 'The dataset has no table yet' : 'There is no dataset of this name yet',
          'Press Ask now: both are made if missing',
          { act: 'ask-now' },
        );
      },
    },
    {
      ...base,
      id: 'bigquery.write',
      title: 'BigQuery can be written',
      tried: 'Loaded nothing into the table, as orders are loaded',
      run: async () => {
        const { table } = await whenRead();
        if (!table) return skipped('There is no table yet');
        const problem = await tryWriting(
          openBigQuery(config),
          config,
          clock,
          `orderbell-doctor-${randomUUID()}`,
        );
        if (problem === null) return ok('BigQuery took the load job');
        return fail(problem.message, problem.fix, { act: 'settings' });
      },
    },
    {
      ...base,
      id: 'bigquery.mode',
      title: 'How rows are sent',
      tried: 'Read the settings',
      run: async () =>
        config.mode === 'load'
          ? ok('By load jobs: free, each row counted once')
          : warn(
              'Streamed: this costs, and is refused without billing',
              'Choose loads, unless seconds count',
              {
                act: 'settings',
              },
            ),
    },
    {
      ...base,
      id: 'bigquery.location',
      title: 'Location of the data',
      tried: 'Compared where the dataset lies with the settings',
      run: async () => {
        const { dataset } = await whenRead();
        if (!dataset) return skipped('There is no dataset yet');
        if (dataset.location.toLowerCase() === config.location.toLowerCase()) return ok(dataset.location);
        return fail(
          `The dataset ${config.dataset} is in ${dataset.location}, not in ${config.location}`,
          `Set the location to ${dataset.location}`,
          { act: 'settings' },
        );
      },
    },
    {
      ...base,
      id: 'bigquery.expiry',
      title: 'How long BigQuery keeps the table',
      tried: 'Read when BigQuery deletes the table',
      run: async () => {
        const { table } = await whenRead();
        if (!table) return skipped('There is no table yet');
        if (table.rowsKeptMs !== null) {
          return fail(
            rowsGoAfter(table.rowsKeptMs),
            'Connect a billing account to the Google Cloud project and press Ask now: then they stay; loads stay free',
            { act: 'ask-now' },
          );
        }
        if (table.expiresAt === null) return ok('It is never deleted');
        const days = Math.max(0, Math.floor((table.expiresAt - clock.now()) / day));
        return fail(
          `BigQuery deletes the table in ${days} d: the project has no billing`,
          'Connect a billing account to the Google Cloud project and remove the expiry of the table; loads stay free',
        );
      },
    },
  ];
}
