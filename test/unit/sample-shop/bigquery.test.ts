import type { Table } from '@google-cloud/bigquery';
import { BigQuery } from '@google-cloud/bigquery';
import { OAuth2Client } from 'google-auth-library';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startBigQuery } from '../../../src/sample-shop/bigquery/server.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

const fields = [
  { name: 'id', type: 'STRING', mode: 'REQUIRED' },
  { name: 'seq', type: 'INTEGER', mode: 'REQUIRED' },
  { name: 'at', type: 'TIMESTAMP' },
  { name: 'tags', type: 'STRING', mode: 'REPEATED' },
  { name: 'data', type: 'JSON' },
];

/** The sample shop's BigQuery, Google's own client, and a table. */
async function open() {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const stand = await startBigQuery({ clock, log: quietLog() });
  onTestFinished(() => stand.stop());
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'stand-in', expiry_date: 8.64e15 });
  const { projectId, location } = stand.config;
  const bigquery = new BigQuery({
    projectId,
    location,
    authClient,
    apiEndpoint: stand.url,
    retryOptions: { autoRetry: false },
  });
  const [dataset] = await bigquery.createDataset('orderbell', { location });
  const [table] = await dataset.createTable('entries', { schema: { fields } });
  return { clock, stand, bigquery, dataset, table };
}

const jobSchema = z.object({
  metadata: z.object({
    status: z.object({
      state: z.string(),
      errorResult: z.object({ reason: z.string() }).optional(),
      errors: z.array(z.object({ reason: z.string(), message: z.string() })).optional(),
    }),
    statistics: z.object({ load: z.object({ outputRows: z.string() }).optional() }),
  }),
});

const load = (table: Table, jobId: string, rows: readonly object[]) =>
  new Promise<z.infer<typeof jobSchema>>((resolve, reject) => {
    const stream = table.createWriteStream({ sourceFormat: 'NEWLINE_DELIMITED_JSON', jobId });
    stream.on('error', reject).on('complete', (job: unknown) => resolve(jobSchema.parse(job)));
    stream.end(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
const name = '`petal-and-bean.orderbell.entries`';
const row = (seq: number) => ({
  id: `e-${seq}`,
  seq,
  at: '2026-11-24T10:00:00.000Z',
  data: { ключ: 'значення' },
});

it('loads rows once, and moves the table’s metadata at once', async () => {
  const { clock, stand, bigquery, table } = await open();
  const [before] = await table.getMetadata();
  await clock.advance(5000);
  const job = await load(table, 'desk-1-2', [row(1), row(2)]);
  expect(job.metadata.status.state).toBe('DONE');
  expect(job.metadata.statistics.load?.outputRows).toBe('2');
  expect(stand.rows('orderbell', 'entries')).toEqual([row(1), row(2)]);
  const [after] = await table.getMetadata();
  expect(after.numRows).toBe('2');
  expect(Number(after.lastModifiedTime)).toBeGreaterThan(Number(before.lastModifiedTime));

  await expect(load(table, 'desk-1-2', [row(1), row(2)])).rejects.toMatchObject({
    code: 409,
    errors: [{ reason: 'duplicate' }],
  });
  expect(stand.rows('orderbell', 'entries')).toHaveLength(2);
  const [known] = await bigquery.job('desk-1-2', { location: 'EU' }).getMetadata();
  expect(known.status.state).toBe('DONE');
});

it.each([
  ['an unknown field', { ...row(2), colour: 'red' }, /No such field: colour/],
  ['a wrong type', { ...row(2), seq: 'two' }, /Could not convert value to integer. Field: seq/],
  ['a required field left out', { seq: 2 }, /Missing required field: id/],
])('loads nothing when one row has %s, and says which row', async (_, bad, words) => {
  const { bigquery, stand, table } = await open();
  await load(table, 'desk-1-3', [row(1), bad, row(3)]).catch(() => undefined);
  const [metadata] = await bigquery.job('desk-1-3', { location: 'EU' }).getMetadata();
  expect(metadata.status.errorResult.reason).toBe('invalid');
  const last = jobSchema.parse({ metadata }).metadata.status.errors?.at(-1);
  expect(last?.message).toMatch(words);
  expect(last?.message).toMatch(/\(row 1\)$/);
  expect(stand.rows('orderbell', 'entries')).toEqual([]);
});

it('keeps, lists and changes views, and lets a schema only grow', async () => {
  const { dataset, table } = await open();
  const [view] = await dataset.createTable('orders', { view: { query: 'SELECT 1', useLegacySql: false } });
  await view.setMetadata({ view: { query: 'SELECT 2', useLegacySql: false } });
  const [metadata] = await view.getMetadata();
  expect(metadata).toMatchObject({ type: 'VIEW', view: { query: 'SELECT 2' } });
  const [tables] = await dataset.getTables();
  expect(tables.map(({ id }) => id)).toEqual(['entries', 'orders']);

  await table.setMetadata({ schema: { fields: [...fields, { name: 'more', type: 'STRING' }] } });
  await expect(table.setMetadata({ schema: { fields: fields.slice(1) } })).rejects.toMatchObject({
    code: 400,
  });
  const withMode = (mode: string) =>
    fields.map((field) => (field.name === 'at' || field.name === 'seq' ? { ...field, mode } : field));
  await expect(table.setMetadata({ schema: { fields: withMode('REQUIRED') } })).rejects.toMatchObject({
    code: 400,
    message: expect.stringContaining('at has changed mode from NULLABLE to REQUIRED'),
  });
  await table.setMetadata({
    schema: { fields: [...withMode('NULLABLE'), { name: 'more', type: 'STRING' }] },
  });
});

it('refuses streaming and DML with the error of unbilled projects', async () => {
  const { bigquery, table } = await open();
  await expect(table.insert([row(1)])).rejects.toMatchObject({
    code: 403,
    message: expect.stringMatching(/free tier/),
  });
  const query = `UPDATE ${name} SET seq = 2 WHERE TRUE`;
  await expect(bigquery.query({ query })).rejects.toMatchObject({
    code: 403,
    errors: [{ reason: 'billingNotEnabled' }],
  });
});

it('answers without the prefix of the path too', async () => {
  const { stand } = await open();
  const headers = { authorization: 'Bearer stand-in' };
  const answer = await fetch(`${stand.url}/projects/petal-and-bean/datasets/orderbell`, { headers });
  expect(answer.status).toBe(200);
});
