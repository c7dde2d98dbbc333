import type { BigQuery } from '@google-cloud/bigquery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';

let clock: FakeClock;
let fake: FakeBigQuery;
let bigquery: BigQuery;
beforeEach(async () => {
  clock = fakeClock();
  fake = await startFakeBigQuery(clock);
  fake.faults.billing = true;
  bigquery = openBigQuery(fake.config);
  const [dataset] = await bigquery.createDataset('crm', { location: 'EU' });
  const fields = [
    { name: 'id', type: 'STRING', mode: 'REQUIRED' },
    { name: 'desk', type: 'STRING' },
    { name: 'seq', type: 'INTEGER' },
    { name: 'at', type: 'TIMESTAMP' },
    { name: 'data', type: 'JSON' },
  ];
  await dataset.createTable('entries', { schema: { fields } });
});
afterEach(() => fake.close());

const table = () => bigquery.dataset('crm').table('entries');
const entries = '`shop.crm.entries`';
const lease = (id: string) => ({
  id,
  desk: 'a',
  seq: 1,
  at: '2025-03-04T10:00:00Z',
  data: { n: { m: '07' } },
});
const load = (jobId: string, rows: readonly object[]) =>
  new Promise((resolve, reject) => {
    const stream = table().createWriteStream({ sourceFormat: 'NEWLINE_DELIMITED_JSON', jobId });
    stream.on('error', reject).on('complete', resolve);
    stream.end(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
const select = async (query: string, params: object = {}, types: object = {}) => {
  const [rows] = await bigquery.query({ query, params, types: types as never });
  return rows as readonly unknown[];
};
/** A statement begun under this job id; its result is queried later. */
const begin = (jobId: string, query: string) => bigquery.createQueryJob({ jobId, query, location: 'EU' });
const endOf = async (jobId: string) => {
  const [metadata] = await bigquery.job(jobId, { location: 'EU' }).getMetadata();
  return z
    .object({
      state: z.string(),
      errorResult: z.object({ reason: z.string(), message: z.string() }).optional(),
    })
    .parse(metadata.status);
};

describe('questions', () => {
  beforeEach(() => load('l1', [lease('a'), { ...lease('b'), desk: 'b', seq: 2 }, { ...lease('b'), seq: 3 }]));

  it('are answered with column types, named parameters, lists and structs', async () => {
    const query = `SELECT id, \`at\`, JSON_VALUE(data, '$.n.m') AS m, seq FROM ${entries} WHERE desk IN UNNEST(@desks) AND seq > @seq AND \`at\` >= @since ORDER BY seq`;
    const since = bigquery.timestamp('2025-03-04T09:00:00Z');
    const rows = await select(
      query,
      { desks: ['b', 'c'], seq: 1, since },
      { desks: ['STRING'], seq: 'INT64' },
    );
    expect(rows).toEqual([{ id: 'b', at: { value: '2025-03-04T10:00:00.000Z' }, m: '07', seq: 2 }]);
    const pairs = `SELECT e.id FROM ${entries} e JOIN UNNEST(@known) AS k ON e.desk = k.desk WHERE e.seq > k.seq`;
    const known = [
      { desk: 'a', seq: 1 },
      { desk: 'b', seq: 9 },
    ];
    expect(await select(pairs, { known }, { known: [{ desk: 'STRING', seq: 'INT64' }] })).toEqual([
      { id: 'b' },
    ]);
    const once = `SELECT id, seq FROM ${entries} WHERE TRUE QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY seq) = 1 ORDER BY id`;
    expect(await select(once)).toEqual([
      { id: 'a', seq: 1 },
      { id: 'b', seq: 2 },
    ]);
  });

  it('aggregate lists over all rows, and search them', async () => {
    await load('l3', [lease('c'), lease('d')]);
    const query = `SELECT id FROM ${entries} CROSS JOIN (
      SELECT
        ARRAY_AGG(IF(id = 'c', id, NULL) IGNORE NULLS) AS listed,
        ARRAY_AGG(STRUCT(id AS name, desk AS place)) AS pairs
      FROM ${entries}
    )
    WHERE id IN UNNEST(listed)
      OR (id = 'd' AND EXISTS (SELECT 1 FROM UNNEST(pairs) AS pair WHERE pair.name = 'd' AND pair.place = desk))
    ORDER BY id`;
    expect(await select(query)).toEqual([{ id: 'c' }, { id: 'd' }]);
  });

  it('convert the list of a JSON field, one item after the other', async () => {
    await load('l2', [{ ...lease('c'), data: { n: 1, items: [{ a: 1, b: ['x'] }, { a: 2 }] } }]);
    const query = `SELECT TO_JSON_STRING(JSON_SET(data, '$.items', TO_JSON(ARRAY(
      SELECT JSON_SET(item, '$.b', JSON '[]')
      FROM UNNEST(JSON_QUERY_ARRAY(data, '$.items')) AS item WITH OFFSET AS line
      ORDER BY line
    )))) AS told FROM ${entries} WHERE id = 'c'`;
    expect(await select(query)).toEqual([{ told: '{"n":1,"items":[{"a":1,"b":[]},{"a":2,"b":[]}]}' }]);
  });

  it('cost at least ten mebibytes per table, within the limit', async () => {
    const [job] = await begin('q1', `SELECT id FROM ${entries}`);
    const [metadata] = await job.getMetadata();
    expect(metadata.statistics.query).toMatchObject({
      totalBytesBilled: '10485760',
      totalBytesProcessed: '9',
    });
    const query = `SELECT id FROM ${entries}`;
    await expect(bigquery.query({ query, maximumBytesBilled: '1000' })).rejects.toMatchObject({
      errors: [{ reason: 'bytesBilledLimitExceeded' }],
    });
  });

  it('have an id that is taken once', async () => {
    await begin('q1', 'SELECT 1 AS one');
    await expect(begin('q1', 'SELECT 1 AS one')).rejects.toMatchObject({ code: 409 });
    const [rows] = await bigquery.job('q1', { location: 'EU' }).getQueryResults();
    expect(rows).toEqual([{ one: 1 }]);
  });
});

describe('statements that change rows', () => {
  beforeEach(async () => {
    await load('l1', [lease('lease')]);
    fake.faults.slow = true;
  });

  it('fail when the row they change was changed since they began', async () => {
    await begin('u1', `UPDATE ${entries} SET desk = 'b' WHERE id = 'lease'`);
    await begin('u2', `UPDATE ${entries} SET desk = 'c' WHERE id = 'lease'`);
    expect(await endOf('u1')).toEqual({ state: 'RUNNING' });
    fake.finish();
    expect(await endOf('u1')).toEqual({ state: 'DONE' });
    expect(await endOf('u2')).toMatchObject({
      state: 'DONE',
      errorResult: { reason: 'invalidQuery', message: expect.stringContaining('Could not serialize access') },
    });
    fake.faults.slow = false;
    expect(await select(`SELECT desk FROM ${entries}`)).toEqual([{ desk: 'b' }]);
  });

  it('insert a row twice when two MERGEs run at once', async () => {
    const merge = `MERGE ${entries} T USING (SELECT 'claim' AS id, 7 AS seq) S ON T.id = S.id WHEN NOT MATCHED THEN INSERT (id, seq) VALUES (S.id, S.seq)`;
    await begin('m1', merge);
    await begin('m2', merge);
    fake.finish();
    await begin('m3', merge); // and one that begins after them finds it
    fake.finish();
    expect(fake.ids().filter((id) => id === 'claim')).toHaveLength(2);
  });

  it('return changed row counts, and skip just streamed rows', async () => {
    fake.faults.slow = false;
    await table().insert([{ ...lease('swallowed'), data: '{}' }]);
    // only then it includes streamed rows
    await clock.advance(5 * 60_000);
    await table().insert([{ ...lease('new'), data: '{}' }]);
    const query = `UPDATE ${entries} SET seq = 9 WHERE id = 'new'`;
    await expect(bigquery.query(query)).rejects.toMatchObject({
      message: expect.stringContaining('streaming buffer'),
    });
    const [before] = await table().getMetadata();
    expect(before).toMatchObject({ numRows: '1', streamingBuffer: { estimatedRows: '1' } });
    fake.settle();
    const [job] = await begin('u1', query);
    const [done] = await job.getMetadata();
    expect(done.statistics.query.numDmlAffectedRows).toBe('1');
    const [after] = await table().getMetadata();
    expect(after.numRows).toBe('2');
    expect(after.streamingBuffer).toBeUndefined();
  });
});

describe('metadata', () => {
  it('is changed only at its known version, labels one by one', async () => {
    const [read] = await table().getMetadata();
    await table().setMetadata({ etag: read.etag, labels: { receiver: 'a', until: '1' } });
    await expect(table().setMetadata({ etag: read.etag, labels: { receiver: 'b' } })).rejects.toMatchObject({
      code: 412,
    });
    await table().setMetadata({ labels: { receiver: null as never } });
    const [after] = await table().getMetadata();
    expect(after.labels).toEqual({ until: '1' });
    expect(after.etag).not.toBe(read.etag);
  });

  it('is not to be changed more than five times in ten seconds', async () => {
    for (const n of [1, 2, 3, 4, 5]) await table().setMetadata({ labels: { n: String(n) } });
    const sixth = table().setMetadata({ labels: { n: '6' } });
    await expect(sixth).rejects.toMatchObject({ code: 403, errors: [{ reason: 'rateLimitExceeded' }] });
    await clock.advance(10_000);
    await table().setMetadata({ labels: { n: '6' } });
  });

  it('moves with every load', async () => {
    const [before] = await table().getMetadata();
    await load('l1', [lease('a')]);
    const [after] = await table().getMetadata();
    expect(Number(after.lastModifiedTime)).toBeGreaterThan(Number(before.lastModifiedTime));
    expect(after.etag).not.toBe(before.etag);
  });
});

describe('bad weather', () => {
  it('is a daily quota of loads, failed ones counted, reset at midnight', async () => {
    fake.faults.loadsADay = 2;
    fake.faults.failJobs.push({ reason: 'backendError', message: 'try again' });
    await load('l1', [lease('a')]).catch(() => undefined);
    await load('l2', [lease('a')]);
    await expect(load('l3', [lease('b')])).rejects.toMatchObject({ errors: [{ reason: 'quotaExceeded' }] });
    await clock.advance(86_400_000);
    await load('l4', [lease('b')]);
    expect(fake.ids()).toEqual(['a', 'b']);
  });

  it('cuts a line after the work, or delays an answer, as configured', async () => {
    fake.faults.refuse.push({ on: 'POST /upload', with: 'cut-after' });
    await expect(load('l1', [lease('a')])).rejects.toThrow();
    expect(fake.ids()).toEqual(['a']);
    fake.faults.refuse.push({ on: 'GET /datasets/crm/tables/entries', with: 'held' });
    let answered = false;
    const asked = table()
      .getMetadata()
      .then(() => {
        answered = true;
      });
    await expect.poll(() => fake.count('GET /datasets/crm/tables/entries')).toBe(1);
    expect(answered).toBe(false);
    fake.letGo();
    await asked;
    fake.faults.outage = (line) => (line.includes('/jobs') ? { code: 503, reason: 'backendError' } : null);
    await expect(load('l2', [lease('b')])).rejects.toMatchObject({ code: 503 });
    await expect(load('l2', [lease('b')])).rejects.toMatchObject({ code: 503 });
    await table().getMetadata();
  });
});
