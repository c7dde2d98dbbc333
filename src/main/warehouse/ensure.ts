import type { BigQuery, Dataset, Table, TableField, TableMetadata } from '@google-cloud/bigquery';
import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import { metadataOf } from './metadata-of.ts';
import { datasetProblem, isAlreadyThere, isConflict, readProblem, rethrow } from './problems.ts';
import { entriesColumns, entriesMetadata, entriesTable, schemaLabel, schemaVersion } from './schema.ts';
import { shopOn } from './shop-label.ts';
import type { Whose } from './shop-labels.ts';
import { nobodys } from './shop-labels.ts';
import type { View } from './views/view.ts';
import { viewsOf } from './views/views-of.ts';

const namedSchema = z.object({ name: z.string(), type: z.string(), description: z.string().optional() });
/** Includes all other properties of a column, which are sent back unchanged. */
const fieldSchema = z.custom<TableField>((value) => namedSchema.safeParse(value).success);
const metadataSchema = z.object({
  etag: z.string().optional(),
  location: z.string().optional(),
  description: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  schema: z.object({ fields: z.array(fieldSchema) }).optional(),
  view: z.object({ query: z.string() }).optional(),
  creationTime: z.string().optional(),
  numBytes: z.coerce.number().optional(),
  /** Set in a project without billing, where tables expire after 60 days. */
  expirationTime: z.string().optional(),
  timePartitioning: z.object({ expirationMs: z.coerce.number().optional() }).optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

export type TableFacts = {
  readonly location: string;
  readonly expires: boolean;
  /** For how long each day's rows are kept; null if they do not expire. */
  readonly rowsKeptMs: number | null;
  /** Identifies the table: one deleted and created again has another time. */
  readonly createdAt: string;
  /** Whether its label names the shop, or need not. */
  readonly saysWhose: boolean;
  /** Its size by BigQuery's count; null if it is not reported. */
  readonly bytes: number | null;
};

type Labelling = Pick<Whose, 'label' | 'hear'>;

/** The table that batches are loaded into. */
export function tableOf(bigquery: BigQuery, { dataset, location }: BigQueryConfig): Table {
  return bigquery.dataset(dataset, { location }).table(entriesTable, { location });
}

/**
 * Creates the missing dataset, table and columns; nothing is removed.
 * @throws Problem `refused` when the dataset belongs to a newer app, another location, another shop or another owner
 */
export async function ensureTable(
  bigquery: BigQuery,
  config: BigQueryConfig,
  whose: Labelling = nobodys,
): Promise<TableFacts> {
  const dataset = bigquery.dataset(config.dataset, { location: config.location });
  const read = datasetProblem(config);
  const found =
    (await metadataOf(dataset, metadataSchema, read)) ??
    (await made(() => bigquery.createDataset(config.dataset, { location: config.location }), read));
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
  const table = tableOf(bigquery, config);
  const before = await metadataOf(table, metadataSchema);
  if (before === null) {
    const { labels, ...wanted } = entriesMetadata();
    await made(() =>
      dataset.createTable(entriesTable, { ...wanted, labels: { ...labels, ...whose.label() } }),
    );
  }
  const after = await migrated(table, before, config, whose);
  return {
    location,
    expires: after.expirationTime !== undefined,
    rowsKeptMs: after.timePartitioning?.expirationMs ?? null,
    saysWhose: whose.hear(after.labels ?? {}),
    createdAt: after.creationTime ?? '',
    bytes: after.numBytes ?? null,
  };
}

/** A conflict is a migration by another computer, which ends within a look or two. */
const mostLooks = 4;

/** Migrates the table to this app's schema. Two computers at once are harmless: the second finds it done. */
async function migrated(
  table: Table,
  known: Metadata | null,
  config: BigQueryConfig,
  whose: Labelling,
): Promise<Metadata> {
  for (let look = 1; ; look += 1) {
    const metadata = (look === 1 ? known : null) ?? (await metadataOf(table, metadataSchema));
    if (metadata === null) throw new Problem('not-found', `The table ${entriesTable} does not exist`);
    const patch = migrationOf(metadata, config, whose);
    if (patch === null) return metadata;
    try {
      await table.setMetadata({ ...patch, ...(metadata.etag !== undefined && { etag: metadata.etag }) });
    } catch (error) {
      if (!isConflict(error) || look === mostLooks) throw readProblem(error);
    }
  }
}

/** @returns the required change; null if the table is up to date */
function migrationOf(
  { schema, labels }: Metadata,
  config: BigQueryConfig,
  whose: Labelling,
): TableMetadata | null {
  whose.hear(labels ?? {});
  const unsaid = shopOn(labels ?? {}) === null ? whose.label() : {};
  const version = Number(labels?.[schemaLabel] ?? 1);
  if (version > schemaVersion) {
    throw new Problem('refused', `The dataset ${config.dataset} was created by a newer Orderbell version`, {
      fix: 'Update Orderbell on this computer. Until then everything stays here and nothing is lost',
    });
  }
  const fields = schema?.fields ?? [];
  const names = new Set(fields.map(({ name }) => name));
  const missing = entriesColumns.filter(({ name }) => schema && !names.has(name));
  const needed = missing.filter(({ mode }) => mode === 'REQUIRED');
  if (needed.length > 0) {
    throw new Problem('refused', `The table ${config.dataset}.${entriesTable} was not created by Orderbell`, {
      field: 'BIGQUERY_DATASET',
      fix: `It lacks ${needed.map(({ name }) => name).join(', ')}: choose another dataset`,
    });
  }
  if (version === schemaVersion && missing.length === 0 && Object.keys(unsaid).length === 0) return null;
  return {
    schema: { fields: [...described(fields, entriesColumns), ...missing] },
    // keep the labels of others: a patch may replace all of them
    labels: { ...labels, [schemaLabel]: String(schemaVersion), ...unsaid },
  };
}

/**
 * Removes the expiration of rows: a table inherits its dataset's default, but these rows must be kept.
 * @throws Problem; without billing, BigQuery refuses it
 */
export async function keepRows(table: Table): Promise<void> {
  const timePartitioning = { ...entriesMetadata().timePartitioning, expirationMs: null };
  // a plain request: the library's type of a patch does not allow null, which removes a value
  await table.request({ method: 'PATCH', uri: '', json: { timePartitioning } }).catch(rethrow);
}

/** Creates the views and updates those of an earlier version. @throws Problem */
export async function ensureViews(bigquery: BigQuery, config: BigQueryConfig): Promise<void> {
  const dataset = bigquery.dataset(config.dataset, { location: config.location });
  // sequentially: a view needs the views that it reads
  for (const view of viewsOf(config.projectId, config.dataset)) await ensureView(dataset, view);
}

async function ensureView(dataset: Dataset, { name, description, columns, query }: View): Promise<void> {
  const table = dataset.table(name);
  const wanted = { description, view: { query, useLegacySql: false } };
  let found = await metadataOf(table, metadataSchema);
  if (found && !found.view) {
    throw new Problem('refused', `There is a table with the name of the view ${dataset.id}.${name}`);
  }
  if (found?.view?.query !== query || found.description !== description) {
    if (found === null) await made(() => dataset.createTable(name, wanted));
    else await table.setMetadata(wanted).catch(rethrow);
    found = await metadataOf(table, metadataSchema);
  }
  // BigQuery computes the columns itself, refuses them for a new view, and accepts their descriptions afterwards
  const fields = found?.schema?.fields ?? [];
  const worded = described(fields, columns);
  if (worded.some((field, at) => field.description !== fields[at]?.description)) {
    await table.setMetadata({ schema: { fields: [...worded] } }).catch(rethrow);
  }
}

/** The same fields with the descriptions of the columns. */
function described(
  fields: readonly TableField[],
  columns: readonly { readonly name: string; readonly description: string }[],
): readonly TableField[] {
  const words = new Map(columns.map(({ name, description }) => [name, description]));
  return fields.map((field) => {
    const description = words.get(field.name ?? '');
    return description === undefined ? field : { ...field, description };
  });
}

/** Two computers may create the same object at once: the second finds it exists. */
async function made(create: () => Promise<unknown>, read = readProblem): Promise<null> {
  try {
    await create();
  } catch (error) {
    if (!isAlreadyThere(error)) throw read(error);
  }
  return null;
}
