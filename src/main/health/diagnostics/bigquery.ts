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
      tried: 'Reads the dataset and the table',
      run: async () => {
        const { dataset, table } = await look();
        if (table?.rows === null) return ok('The table exists');
        if (table) return ok(`The table exists, ${table.rows} rows`);
        return warn(
          dataset ? 'The dataset has no table yet' : 'The dataset does not exist yet',
          'Press Check now: both are created if missing',
          'ask-now',
        );
      },
    },
    {
      id: 'bigquery.write',
      title: 'BigQuery can be written',
      tried: 'Runs an empty load job',
      run: async () => {
        const { table } = await whenRead();
        if (!table) return skipped('There is no table yet');
        const job = `orderbell-doctor-${randomUUID()}`;
        const problem = await tryWriting(openBigQuery(config), config, clock, job);
        return problem === null
          ? ok('BigQuery accepted the load job')
          : fail(problem.message, problem.fix, 'settings');
      },
    },
    {
      id: 'bigquery.mode',
      title: 'Write mode',
      tried: 'Reads the settings',
      run: async () =>
        config.mode === 'load'
          ? ok('Load jobs: free, each row counted once')
          : warn(
              'Streaming: billed, and rejected without a billing account',
              'Choose load jobs unless seconds matter',
              'settings',
            ),
    },
    {
      id: 'bigquery.location',
      title: 'Data location',
      tried: 'Compares the dataset’s location with the settings',
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
      title: 'Table expiration',
      tried: 'Reads when BigQuery deletes the table',
      run: async () => {
        const { table } = await whenRead();
        if (!table) return skipped('There is no table yet');
        if (table.rowsKeptMs !== null) {
          return fail(
            rowsGoAfter(table.rowsKeptMs),
            'Link a billing account to the Google Cloud project and press Check now. The data is then kept; loads stay free',
            'ask-now',
          );
        }
        if (table.expiresAt === null) return ok('Never deleted');
        const days = Math.max(0, Math.floor((table.expiresAt - clock.now()) / day));
        return fail(
          `BigQuery deletes the table in ${days} d: the project has no billing account`,
          'Link a billing account to the Google Cloud project and remove the expiration of the table; loads stay free',
        );
      },
    },
  ];
}
