import { randomUUID } from 'node:crypto';
import { openBigQuery } from '../../warehouse/client.ts';
import { inspectWarehouse, tryWriting } from '../../warehouse/inspect.ts';
import { rowsGoAfter } from '../../warehouse/metadata.ts';
import { refuseOther } from '../../warehouse/shop-labels.ts';
import type { HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, once, skipped, warn } from './health-check.ts';

const day = 24 * 3_600_000;

export function bigQueryChecks({ clock, ledger, shopDomain, ...parts }: HealthParts): readonly HealthCheck[] {
  const config = parts.config.bigquery;
  if (!config) return [];
  // the app's own rule; without a ledger there is nothing to compare with
  const refuse = ledger ? refuseOther({ config, ledger, domain: shopDomain }) : () => {};
  const [look, whenRead] = once(
    () => inspectWarehouse(openBigQuery(config), config, refuse),
    'BigQuery could not be read',
  );

  return [
    {
      id: 'bigquery.read',
      title: 'BigQuery can be read',
      tried: 'Read what BigQuery knows of the dataset and the table',
      run: async () => {
        const { dataset, table } = await look();
        if (table?.rows === null) return ok('The table is there');
        if (table) return ok(`The table is there, ${table.rows} rows`);
        return warn(
          dataset ? 'The dataset has no table yet' : 'There is no dataset of this name yet',
          'Press Ask now: both are made if missing',
          'ask-now',
        );
      },
    },
    {
      id: 'bigquery.write',
      title: 'BigQuery can be written',
      tried: 'Loaded nothing into the table, as orders are loaded',
      run: async () => {
        const { table } = await whenRead();
        if (!table) return skipped('There is no table yet');
        const job = `orderbell-doctor-${randomUUID()}`;
        const problem = await tryWriting(openBigQuery(config), config, clock, job);
        return problem === null
          ? ok('BigQuery took the load job')
          : fail(problem.message, problem.fix, 'settings');
      },
    },
    {
      id: 'bigquery.mode',
      title: 'How rows are sent',
      tried: 'Read the settings',
      run: async () =>
        config.mode === 'load'
          ? ok('By load jobs: free, each row counted once')
          : warn(
              'Streamed: this costs, and is refused without billing',
              'Choose loads, unless seconds count',
              'settings',
            ),
    },
    {
      id: 'bigquery.location',
      title: 'Location of the data',
      tried: 'Compared where the dataset lies with the settings',
      run: async () => {
        const { dataset } = await whenRead();
        if (!dataset) return skipped('There is no dataset yet');
        const { location } = dataset;
        if (location.toLowerCase() === config.location.toLowerCase()) return ok(location);
        return fail(
          `The dataset ${config.dataset} is in ${location}, not in ${config.location}`,
          `Set the location to ${location}`,
          'settings',
        );
      },
    },
    {
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
            'ask-now',
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
