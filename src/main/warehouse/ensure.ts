import type { BigQuery, Dataset, Table } from '@google-cloud/bigquery';
import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { isAlreadyThere, isNotFound, readProblem } from './problems.ts';
import { entriesColumns, entriesMetadata, entriesTable } from './schema.ts';
import type { View } from './views.ts';
import { viewsOf } from './views.ts';

const metadataSchema = z.object({
  location: z.string().optional(),
  schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }).optional(),
  view: z.object({ query: z.string() }).optional(),
  /** Set in a project without billing, where tables are deleted after 60 days. */
  expirationTime: z.string().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

export type TableFacts = { readonly location: string; readonly expires: boolean };

/** The table a batch goes into. */
export function tableOf(bigquery: BigQuery, { dataset, location }: BigQueryConfig): Table {
  return bigquery.dataset(dataset, { location }).table(entriesTable, { location });
}

/** Makes what is missing of dataset and table; what is there stays as it is. @throws Problem */
export async function ensureTable(bigquery: BigQuery, config: BigQueryConfig): Promise<TableFacts> {
  const dataset = bigquery.dataset(config.dataset, { location: config.location });
  const found =
    (await metadataOf(dataset)) ??
    (await made(() => bigquery.createDataset(config.dataset, { location: config.location })));
  const location = found?.location ?? config.location;
  if (location.toLowerCase() !== config.location.toLowerCase()) {
    throw new Problem(
      'refused',
      `The dataset ${config.dataset} is in ${location}, not in ${config.location}`,
      {
        field: 'BIGQUERY_LOCATION',
        fix: `Set the location to ${location}`,
      },
    );
  }
  const table = await metadataOf(tableOf(bigquery, config));
  if (table === null) {
    await made(() => dataset.createTable(entriesTable, entriesMetadata()));
    return { location, expires: false };
  }
  const names = new Set(table.schema?.fields.map(({ name }) => name));
  const missing = entriesColumns.filter(({ name }) => table.schema && !names.has(name));
  if (missing.length > 0) {
    throw new Problem('refused', `The table ${config.dataset}.${entriesTable} is not one of Orderbell`, {
      field: 'BIGQUERY_DATASET',
      fix: `It lacks ${missing.map(({ name }) => name).join(', ')}: choose another dataset`,
    });
  }
  return { location, expires: table.expirationTime !== undefined };
}

/** Makes the views, and gives those of an earlier version their new text. @throws Problem */
export async function ensureViews(bigquery: BigQuery, config: BigQueryConfig): Promise<void> {
  const dataset = bigquery.dataset(config.dataset, { location: config.location });
  // one after the other: a view can only be made when those it reads are there
  for (const view of viewsOf(config.projectId, config.dataset)) await ensureView(dataset, view);
}

async function ensureView(dataset: Dataset, { name, description, query }: View): Promise<void> {
  const table = dataset.table(name);
  const wanted = { description, view: { query, useLegacySql: false } };
  const found = await metadataOf(table);
  if (found?.view?.query === query) return;
  if (found === null) await made(() => dataset.createTable(name, wanted));
  else if (found.view) await table.setMetadata(wanted).catch(rethrow);
  else throw new Problem('refused', `A table is in the place of the view ${dataset.id}.${name}`);
}

/** @returns null when it is not there */
async function metadataOf(what: Dataset | Table): Promise<Metadata | null> {
  try {
    const [metadata] = await what.getMetadata();
    return metadataSchema.parse(metadata);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw readProblem(error);
  }
}

/** Two desks may make the same thing at once: the second finds it made. */
async function made(create: () => Promise<unknown>): Promise<null> {
  try {
    await create();
  } catch (error) {
    if (!isAlreadyThere(error)) throw readProblem(error);
  }
  return null;
}

function rethrow(error: unknown): never {
  throw readProblem(error);
}
