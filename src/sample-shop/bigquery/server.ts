import type { Clock, Log } from '../../main/ports.ts';
import type { BigQueryConfig } from '../../main/settings/config.ts';
import type { Answer, Request } from '../http.ts';
import { serve } from '../http.ts';
import { fail } from './answers.ts';
import { datasetRequest } from './dataset-requests.ts';
import type { Faults, Trouble } from './faults.ts';
import { noFaults, troubleFor } from './faults.ts';
import { createJobRequests } from './job-requests.ts';
import type { Job } from './jobs.ts';
import { finish } from './jobs.ts';
import { overview } from './overview.ts';
import type { Row } from './rows.ts';
import { openSql } from './sql.ts';
import type { Store } from './store.ts';
import { createStore } from './store.ts';
import { createTableRequests } from './table-requests.ts';
import { location } from './tables.ts';

export type StandInBigQuery = {
  readonly config: BigQueryConfig;
  readonly url: string;
  readonly faults: Faults;
  readonly store: Store;
  readonly jobs: ReadonlyMap<string, Job>;
  rows(datasetId: string, tableId: string): readonly Row[];
  /** Ends the running jobs, in the order of their start. */
  finish(): void;
  /** Moves streamed rows out of the streaming buffer, as BigQuery does after a while. */
  settle(): void;
  /** Sends the held responses. */
  letGo(): void;
  stop(): Promise<void>;
};

/** BigQuery's REST interface with plain SQL: datasets, tables, stored views, load jobs, streaming, statements. */
export async function startBigQuery({
  clock,
  log,
  projectId = 'petal-and-bean',
  dataset = 'orderbell',
}: {
  readonly clock: Clock;
  readonly log: Log;
  readonly projectId?: string;
  readonly dataset?: string;
}): Promise<StandInBigQuery> {
  const faults = noFaults();
  const store = createStore(projectId, clock);
  const sql = openSql(() => clock.now());
  const tableRequest = createTableRequests(store, faults);
  const jobRequests = createJobRequests(store, sql, faults);
  const held: (() => void)[] = [];
  const server = await serve(answerOrTrouble, log);

  function answerOrTrouble(request: Request): Answer | 'cut' | Promise<Answer> {
    const [, upload = '', rest = ''] = restOf(request.path) ?? [];
    const line = `${request.method} ${upload}/${rest}`;
    faults.requests.push(line);
    const trouble = troubleFor(faults, line);
    return trouble === null ? answer(request) : troubled(trouble, request);
  }

  function troubled(trouble: Trouble, request: Request): Answer | 'cut' | Promise<Answer> {
    if (trouble === 'cut-before') return 'cut';
    if (typeof trouble === 'object') return fail(trouble.code, trouble.message ?? 'refused', trouble.reason);
    const carriedOut = answer(request);
    if (trouble === 'cut-after') return 'cut';
    return new Promise((resolve) => held.push(() => resolve(carriedOut)));
  }

  function answer(request: Request): Answer {
    const { method, path } = request;
    if (method === 'GET' && path === '/') return overview([...store.tables()]);
    if (!request.headers.authorization)
      return fail(401, 'Request is missing required authentication.', 'required');
    const [, upload, rest = ''] = restOf(path) ?? [];
    const [kind, id, what, tableId, more] = rest.split('/').map(decodeURIComponent);
    if (kind === 'jobs') return jobRequests.jobs(request, id, upload !== undefined);
    if (kind === 'queries')
      return id === undefined ? jobRequests.query(request) : jobRequests.results(id, request);
    if (kind !== 'datasets') return fail(404, 'Not found', 'notFound');
    if (what === 'tables' && id !== undefined) return tableRequest(request, id, tableId, more);
    return datasetRequest(store, request, id);
  }

  const config: BigQueryConfig = {
    projectId,
    dataset,
    location,
    key: null,
    apiBase: server.url,
    mode: 'load',
  };
  return {
    config,
    url: server.url,
    faults,
    store,
    jobs: store.jobs,
    rows: (datasetId, tableId) => store.table({ datasetId, tableId })?.rows ?? [],
    finish: () => {
      for (const job of store.jobs.values()) finish(job);
    },
    settle: () => {
      for (const table of store.tables()) {
        if (table.streamed === 0) continue;
        const modifiedAt = Math.max(clock.now(), table.modifiedAt + 1);
        store.put({ ...table, streamed: 0, modifiedAt, etag: table.etag + 1 });
      }
    },
    letGo: () => {
      for (const go of held.splice(0)) go();
    },
    stop: async () => {
      await server.close();
      sql.close();
    },
  };
}

/** With and without the prefix, for clients with another base address. */
const restOf = (path: string): RegExpExecArray | null =>
  /^(\/upload)?(?:\/bigquery\/v2)?\/projects\/[^/]+\/(.*)$/.exec(path);
