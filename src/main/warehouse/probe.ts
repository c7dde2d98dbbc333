import type { Asking } from './ask.ts';
import { ask } from './ask.ts';
import { datasetMetadata, tableMetadata } from './metadata.ts';
import type { Came, PreflightFacts } from './preflight.ts';
import { readProblem } from './problems.ts';
import { entriesTable } from './schema.ts';

/** Finds out what the project allows, by calls that cost and change nothing. Never rejects: what went wrong is a fact. */
export async function probe(asking: Asking): Promise<PreflightFacts> {
  const { bigquery, config } = asking;
  const dataset = await came(() => datasetMetadata(bigquery, config));
  const table = await came(async () => {
    const found = await tableMetadata(bigquery, config);
    return found && { expires: found.expiresAt !== null || found.rowsExpireMs !== null };
  });
  const job = await came(async () => {
    await bigquery.createQueryJob({ query: 'SELECT 1', dryRun: true, location: config.location });
    return 'allowed' as const;
  });
  const isThere = 'said' in table && table.said !== null && 'said' in job;
  const dml = isThere
    ? await came(async () => {
        await ask(asking, { query: addNothing(config.projectId, config.dataset) });
        return 'allowed' as const;
      })
    : null;
  return { mode: config.mode, location: config.location, dataset, table, job, dml };
}

/** Adds no row and reads no table, but is a statement that only a project with billing may run. */
const addNothing = (projectId: string, dataset: string): string =>
  `INSERT INTO \`${projectId}.${dataset}.${entriesTable}\` (id, desk, seq, kind, \`at\`, recorded_at, \`by\`, data)
SELECT '', '', 0, '', CURRENT_TIMESTAMP(), CURRENT_TIMESTAMP(), '', PARSE_JSON('null') FROM (SELECT 1 AS one) WHERE one = 0`;

async function came<T>(call: () => Promise<T>): Promise<Came<T>> {
  try {
    return { said: await call() };
  } catch (error) {
    return { problem: readProblem(error) };
  }
}
