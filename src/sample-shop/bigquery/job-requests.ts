import { randomUUID } from 'node:crypto';
import { parseJson } from '../../shared/parse-json.ts';
import type { Answer, Request } from '../http.ts';
import { isObject, json, textOf } from '../http.ts';
import { fail, unsupported } from './answers.ts';
import { fieldsOf, rowOfCells } from './cells.ts';
import type { Faults } from './faults.ts';
import type { Job, Outcome } from './jobs.ts';
import { failedWith, finish, jobBody } from './jobs.ts';
import { loadRows, targetOf } from './load-rows.ts';
import { readMultipart } from './multipart.ts';
import type { Sql } from './sql.ts';
import { beginStatement } from './statements.ts';
import type { Store } from './store.ts';
import { location, withRows } from './tables.ts';

const dayMs = 86_400_000;

/** Load jobs and query jobs. An id stays used forever, whatever the result of its job. */
export function createJobRequests(store: Store, sql: Sql, faults: Faults) {
  const { jobs, projectId } = store;
  const loads = new Map<string, number>();

  function insertJob(request: Request, upload: boolean): Answer {
    const sent = upload ? readMultipart(request.headers['content-type'] ?? '', request.body) : null;
    const metadata = parseJson(sent ? sent.metadata : request.body.toString('utf8'));
    if ((upload && !sent) || !isObject(metadata)) return fail(400, 'Malformed multipart body.', 'badRequest');
    const reference = isObject(metadata.jobReference) ? metadata.jobReference : {};
    const id = textOf(reference.jobId) ?? randomUUID();
    if (!/^[\w-]{1,1024}$/.test(id)) return fail(400, `Invalid job ID "${id}"`, 'invalid');
    if (jobs.has(id)) return fail(409, `Already Exists: Job ${projectId}:${location}.${id}`, 'duplicate');
    const { configuration } = metadata;
    const asked = isObject(configuration) && isObject(configuration.query) ? configuration.query : null;
    if (sent) {
      if (isOverQuota(configuration)) {
        return fail(
          403,
          'Quota exceeded: Your table exceeded quota for imports or query appends per table. For more information, see https://cloud.google.com/bigquery/docs/troubleshoot-quotas',
          'quotaExceeded',
        );
      }
      return started({ id, configuration, run: () => load(configuration, sent.content) });
    }
    if (!asked) return fail(400, 'The stand-in carries out uploaded load jobs and queries only.', 'invalid');
    const isDryRun = isObject(configuration) && configuration.dryRun === true;
    const run = beginStatement({ ...asked, dryRun: isDryRun }, { store, sql, faults });
    return isDryRun ? dryRun(id, configuration, run()) : started({ id, configuration, run });
  }

  function started({ id, configuration, run }: Pick<Job, 'id' | 'configuration' | 'run'>): Answer {
    const job: Job = { id, configuration, run, createdAt: store.now(), outcome: null, asked: false };
    jobs.set(id, job);
    if (!faults.slow) finish(job);
    return json(200, jobBody(job, projectId));
  }

  /** A dry run stores nothing, not even its id. */
  function dryRun(id: string, configuration: unknown, outcome: Outcome): Answer {
    const [fault] = outcome.errors;
    if (fault) return fail(codeOf(fault.reason), fault.message, fault.reason);
    const job = { id, configuration, outcome, createdAt: store.now(), asked: true, run: () => outcome };
    return json(200, jobBody(job, projectId));
  }

  function isOverQuota(configuration: unknown): boolean {
    const { datasetId, tableId } = targetOf(configuration);
    const key = `${datasetId}.${tableId} ${Math.floor(store.now() / dayMs)}`;
    const count = (loads.get(key) ?? 0) + 1;
    loads.set(key, count);
    return count > faults.loadsADay;
  }

  function load(configuration: unknown, content: string): Outcome {
    const planned = faults.failJobs.shift();
    if (planned) return failedWith(planned);
    const { fault } = faults;
    const result = loadRows({ configuration, content, table: (name) => store.table(name), fault });
    if (!('rows' in result)) return failedWith(...result.errors);
    const table = store.table(result.reference);
    if (table) store.put(withRows(table, result.rows, store.now()));
    const bytes = String(Buffer.byteLength(content));
    return {
      errors: [],
      statistics: {
        load: {
          inputFiles: '1',
          inputFileBytes: bytes,
          outputRows: String(result.rows.length),
          outputBytes: bytes,
          badRecords: '0',
        },
      },
    };
  }

  /** `jobs.query`: a job and, when it is done at once, its rows. */
  function query(request: Request): Answer {
    const asked = parseJson(request.body.toString('utf8'));
    if (!isObject(asked)) return fail(400, 'Malformed body.', 'badRequest');
    const id = `job_${randomUUID()}`;
    const run = beginStatement(asked, { store, sql, faults });
    const job: Job = {
      id,
      configuration: { query: asked },
      run,
      createdAt: store.now(),
      outcome: null,
      asked: true,
    };
    jobs.set(id, job);
    if (!faults.slow) finish(job);
    const options = isObject(asked.formatOptions) ? asked.formatOptions : {};
    return results(job, options.useInt64Timestamp === true);
  }

  function results({ id, outcome }: Job, inMicroseconds: boolean): Answer {
    const head = { jobReference: { projectId, jobId: id, location } };
    if (outcome === null) return json(200, { ...head, jobComplete: false });
    const [fault] = outcome.errors;
    if (fault) return fail(codeOf(fault.reason), fault.message, fault.reason);
    const { columns, rows } = outcome.selected ?? { columns: [], rows: [] };
    const { totalBytesProcessed, query: more } = outcome.statistics;
    return json(200, {
      kind: 'bigquery#queryResponse',
      ...head,
      ...(isObject(more) && more),
      totalBytesProcessed,
      jobComplete: true,
      schema: { fields: fieldsOf(columns) },
      totalRows: String(rows.length),
      rows: rows.map((row) => rowOfCells(row, columns, inMicroseconds)),
    });
  }

  return {
    query,
    /** `jobs.getQueryResults` */
    results(id: string, request: Request): Answer {
      const job = jobs.get(id);
      if (!job) return fail(404, `Not found: Job ${projectId}:${location}.${id}`, 'notFound');
      return results(job, request.query.get('formatOptions.useInt64Timestamp') === 'true');
    },
    jobs(request: Request, id: string | undefined, upload: boolean): Answer {
      if (request.method === 'POST') return insertJob(request, upload);
      if (request.method !== 'GET' || id === undefined) return unsupported(request.method);
      const job = jobs.get(id);
      if (!job) return fail(404, `Not found: Job ${projectId}:${location}.${id}`, 'notFound');
      job.asked = true;
      return json(200, jobBody(job, projectId));
    },
  };
}

const codeOf = (reason: string): number =>
  reason === 'notFound' ? 404 : reason === 'billingNotEnabled' || reason === 'quotaExceeded' ? 403 : 400;
