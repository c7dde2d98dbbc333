import { randomUUID } from 'node:crypto';
import type { Clock, Log } from '../../main/ports.ts';
import type { BigQueryConfig } from '../../main/settings/config.ts';
import { googleError } from '../google-error.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, parseJson, serve, textOf } from '../http.ts';
import type { Job } from './jobs.ts';
import { jobBody, load } from './jobs.ts';
import { readMultipart } from './multipart.ts';
import { overview } from './overview.ts';
import type { Reference, StoredTable } from './tables.ts';
import { location, makeTable, patchTable, tableBody } from './tables.ts';

const projectId = 'petal-and-bean';

/** BigQuery without SQL: datasets, tables and views as things to keep, and load jobs that mind the schema. */
export async function startBigQuery({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
  const datasets = new Map<string, object>();
  const tables = new Map<string, StoredTable>();
  const jobs = new Map<string, Job>();
  const server = await serve(answer, log);
  const keyOf = ({ datasetId, tableId }: Omit<Reference, 'projectId'>) => `${datasetId}.${tableId}`;

  function answer(request: Request): Answer {
    const { method, path } = request;
    if (method === 'GET' && path === '/') return overview([...tables.values()]);
    if (!request.headers.authorization)
      return fail(401, 'Request is missing required authentication.', 'required');
    // with and without the prefix, for clients that were told another address
    const [, upload, rest = ''] = /^(\/upload)?(?:\/bigquery\/v2)?\/projects\/[^/]+\/(.*)$/.exec(path) ?? [];
    const [kind, id, what, tableId, more] = rest.split('/').map(decodeURIComponent);
    if (kind === 'jobs') return jobRequest(request, id, upload !== undefined);
    if (kind === 'queries') return fail(400, 'The sample shop’s BigQuery has no SQL.', 'invalidQuery');
    if (kind !== 'datasets') return fail(404, 'Not found', 'notFound');
    if (what === 'tables' && id !== undefined) return tableRequest(request, id, tableId, more);
    return datasetRequest(request, id);
  }

  function datasetRequest({ method, body }: Request, id: string | undefined): Answer {
    if (method === 'GET' && id === undefined) {
      return json(200, { kind: 'bigquery#datasetList', datasets: [...datasets.values()] });
    }
    if (method === 'GET' && id !== undefined) {
      const dataset = datasets.get(id);
      return dataset ? json(200, dataset) : fail(404, `Not found: Dataset ${projectId}:${id}`, 'notFound');
    }
    if (method !== 'POST') return unsupported(method);
    const sent = parseJson(body);
    const reference = isObject(sent) && isObject(sent.datasetReference) ? sent.datasetReference : {};
    const name = textOf(reference.datasetId);
    if (name === null || !/^\w{1,1024}$/.test(name)) {
      return fail(400, `Invalid dataset ID "${name ?? ''}".`, 'invalid');
    }
    if (datasets.has(name)) return fail(409, `Already Exists: Dataset ${projectId}:${name}`, 'duplicate');
    const at = String(clock.now());
    const dataset = {
      kind: 'bigquery#dataset',
      location,
      ...(isObject(sent) && sent),
      id: `${projectId}:${name}`,
      datasetReference: { projectId, datasetId: name },
      creationTime: at,
      lastModifiedTime: at,
    };
    datasets.set(name, dataset);
    return json(200, dataset);
  }

  function tableRequest(
    { method, body }: Request,
    datasetId: string,
    tableId: string | undefined,
    more: string | undefined,
  ): Answer {
    if (!datasets.has(datasetId))
      return fail(404, `Not found: Dataset ${projectId}:${datasetId}`, 'notFound');
    if (tableId === undefined) {
      if (method === 'POST') return insertTable(datasetId, parseJson(body));
      const found = [...tables.values()].filter((one) => one.reference.datasetId === datasetId);
      return json(200, {
        kind: 'bigquery#tableList',
        totalItems: found.length,
        tables: found.map(tableBody),
      });
    }
    const table = tables.get(keyOf({ datasetId, tableId }));
    if (!table) return fail(404, `Not found: Table ${projectId}:${datasetId}.${tableId}`, 'notFound');
    if (more === 'insertAll') {
      return fail(
        403,
        'Access Denied: BigQuery BigQuery: Streaming insert is not allowed in the free tier',
        'accessDenied',
      );
    }
    if (method === 'GET' && more === 'data') return rowsOf(table);
    if (more !== undefined) return fail(404, 'Not found', 'notFound');
    if (method === 'GET') return json(200, tableBody(table));
    if (method === 'DELETE') {
      tables.delete(keyOf(table.reference));
      return { status: 204, body: '' };
    }
    if (method !== 'PATCH') return unsupported(method);
    const changed = patchTable(table, parseJson(body), clock.now());
    if ('fault' in changed) return fail(400, changed.fault, 'invalid');
    tables.set(keyOf(table.reference), changed);
    return json(200, tableBody(changed));
  }

  function insertTable(datasetId: string, sent: unknown): Answer {
    const given = isObject(sent) && isObject(sent.tableReference) ? sent.tableReference : {};
    const reference = { projectId, datasetId, tableId: textOf(given.tableId) ?? '' };
    if (!/^[\w-]{1,1024}$/.test(reference.tableId)) {
      return fail(400, `Invalid table ID "${reference.tableId}".`, 'invalid');
    }
    if (tables.has(keyOf(reference))) {
      return fail(409, `Already Exists: Table ${projectId}:${datasetId}.${reference.tableId}`, 'duplicate');
    }
    const table = makeTable(reference, sent, clock.now());
    tables.set(keyOf(reference), table);
    return json(200, tableBody(table));
  }

  function jobRequest(request: Request, id: string | undefined, upload: boolean): Answer {
    if (request.method === 'GET' && id !== undefined) {
      const job = jobs.get(id);
      if (!job) return fail(404, `Not found: Job ${projectId}:${location}.${id}`, 'notFound');
      const done = { ...job, asked: true };
      jobs.set(id, done);
      return json(200, jobBody(done, projectId));
    }
    if (request.method !== 'POST') return unsupported(request.method);
    if (!upload)
      return fail(400, 'The sample shop’s BigQuery carries out uploaded load jobs only.', 'invalid');
    const sent = readMultipart(request.headers['content-type'] ?? '', request.body);
    const metadata = sent && parseJson(sent.metadata);
    if (!sent || !isObject(metadata)) return fail(400, 'Malformed multipart body.', 'badRequest');
    return loadJob(metadata, sent.content);
  }

  function loadJob(metadata: { readonly [key: string]: unknown }, content: string): Answer {
    const reference = isObject(metadata.jobReference) ? metadata.jobReference : {};
    const id = textOf(reference.jobId) ?? randomUUID();
    if (!/^[\w-]{1,1024}$/.test(id)) return fail(400, `Invalid job ID "${id}"`, 'invalid');
    if (jobs.has(id)) return fail(409, `Already Exists: Job ${projectId}:${location}.${id}`, 'duplicate');
    const { configuration } = metadata;
    const result = load({ configuration, content, table: (name) => tables.get(keyOf(name)) });
    const rows = 'rows' in result ? result.rows : [];
    if ('rows' in result) {
      const table = tables.get(keyOf(result.reference));
      if (table) {
        tables.set(keyOf(result.reference), {
          ...table,
          rows: [...table.rows, ...rows],
          modifiedAt: Math.max(clock.now(), table.modifiedAt + 1),
          etag: table.etag + 1,
        });
      }
    }
    const job: Job = {
      id,
      configuration,
      createdAt: clock.now(),
      errors: result.errors,
      outputRows: rows.length,
      inputBytes: Buffer.byteLength(content),
      asked: false,
    };
    jobs.set(id, job);
    return json(200, jobBody(job, projectId));
  }

  const config: BigQueryConfig = {
    projectId,
    dataset: 'orderbell',
    location,
    key: null,
    apiBase: server.url,
    mode: 'load',
  };
  return {
    config,
    url: server.url,
    rows: (datasetId: string, tableId: string) => tables.get(keyOf({ datasetId, tableId }))?.rows ?? [],
    stop: () => server.close(),
  };
}

const fail = (code: number, message: string, reason: string): Answer =>
  json(code, googleError(code, message, reason));
const unsupported = (method: string): Answer => fail(400, `${method} is not supported here`, 'invalid');

/** `tabledata.list`: every row, each value as text. */
function rowsOf({ rows, fields }: StoredTable): Answer {
  const cell = (value: unknown) => ({
    v:
      value === null || value === undefined
        ? null
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
  });
  return json(200, {
    kind: 'bigquery#tableDataList',
    totalRows: String(rows.length),
    rows: rows.map((row) => ({ f: fields.map((field) => cell(row[field.name])) })),
  });
}
