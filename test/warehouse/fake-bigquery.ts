import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BigQueryConfig } from '../../src/main/settings/config.ts';

export type FakeJob = {
  readonly id: string;
  readonly rows: readonly Row[];
  state: 'RUNNING' | 'DONE';
  errors: readonly Fault[];
};
type Row = { readonly id: string; readonly [column: string]: unknown };
type Fault = { readonly reason: string; readonly message: string };
type Refusal = { readonly code: number; readonly reason: string; readonly message?: string };

export type FakeBigQuery = {
  readonly config: BigQueryConfig;
  readonly jobs: Map<string, FakeJob>;
  /** Ids of the rows in the table, in the order of their arrival; a row written twice is here twice. */
  readonly table: string[];
  readonly tables: Map<string, Record<string, unknown>>;
  readonly requests: string[];
  dataset: { location: string } | null;
  /** Refusals of the next requests whose line contains the text. */
  refuse: { readonly on: string; readonly with: Refusal | 'cut-before' | 'cut-after' }[];
  /** Failures of the next jobs, all or nothing. */
  failJobs: Fault[];
  /** Why a row can not be written; null when it can. */
  fault: (row: Row) => string | null;
  /** Jobs stay at `RUNNING` until `finish`. */
  slow: boolean;
  finish(): void;
  close(): Promise<void>;
};

/** A small BigQuery on loopback: one dataset, load jobs that are all or nothing, streaming, and ids that are taken once. */
export async function startFakeBigQuery(): Promise<FakeBigQuery> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => serve(request, response, Buffer.concat(chunks).toString()));
  });

  function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
    const path = new URL(request.url ?? '/', 'http://fake').pathname.replace(/^.*\/projects\/shop/, '');
    const line = `${request.method} ${request.url?.startsWith('/upload') ? '/upload' : ''}${path}`;
    fake.requests.push(line);
    const at = fake.refuse.findIndex(({ on }) => line.includes(on));
    const planned = at < 0 ? undefined : fake.refuse.splice(at, 1)[0]?.with;
    if (planned === 'cut-before') return void request.socket.destroy();
    const answer = planned === undefined || planned === 'cut-after' ? answerTo(line, body) : refused(planned);
    if (planned === 'cut-after') return void request.socket.destroy();
    response.writeHead(answer.code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  function answerTo(line: string, body: string): { code: number; body: unknown } {
    const [, what = '', name = ''] = /^\w+ .*?\/(datasets|tables|jobs)\/?([^/]*)$/.exec(line) ?? [];
    if (line.startsWith('POST /upload')) return load(body);
    if (line.endsWith('/insertAll')) return insertAll(body);
    if (line.startsWith('GET') && what === 'jobs') return found(fake.jobs.get(name), describe);
    if (line.startsWith('GET') && what === 'datasets') return found(fake.dataset ?? undefined, (it) => it);
    if (line.startsWith('GET') && what === 'tables') return found(fake.tables.get(name), (it) => it);
    const sent = JSON.parse(body) as Record<string, unknown> & { location?: string };
    if (line.startsWith('PATCH')) fake.tables.set(name, { ...fake.tables.get(name), ...sent });
    else if (what === 'datasets') fake.dataset = { location: sent.location ?? 'US' };
    else fake.tables.set((sent.tableReference as { tableId: string }).tableId, sent);
    return { code: 200, body: sent };
  }

  /** One multipart body: the description of the job, then the rows. */
  function load(body: string): { code: number; body: unknown } {
    const [, about = '', rows = ''] = body
      .split(/\r?\n--[^\r\n]+|^--[^\r\n]+/)
      .map((part) => part.split('\r\n\r\n')[1] ?? '');
    const { jobId } = (JSON.parse(about) as { jobReference: { jobId: string } }).jobReference;
    if (fake.jobs.has(jobId)) return refused({ code: 409, reason: 'duplicate', message: 'Already Exists' });
    if (!fake.tables.has('entries'))
      return refused({ code: 404, reason: 'notFound', message: 'Not found: Table' });
    const parsed = rows
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Row);
    const faults = parsed
      .flatMap((row) => fake.fault(row) ?? [])
      .map((message) => ({ reason: 'invalid', message }));
    const failure = fake.failJobs.shift();
    const counted = { reason: 'invalid', message: `too many errors: ${faults.length}` };
    const job: FakeJob = {
      id: jobId,
      rows: parsed,
      state: 'RUNNING',
      errors: failure ? [failure] : faults.length > 0 ? [counted, ...faults] : [],
    };
    fake.jobs.set(jobId, job);
    if (!fake.slow) end(job);
    return { code: 200, body: describe(job) };
  }

  function end(job: FakeJob): void {
    if (job.state === 'DONE') return;
    job.state = 'DONE';
    if (job.errors.length === 0) fake.table.push(...job.rows.map(({ id }) => id));
  }

  function describe(job: FakeJob): unknown {
    const [errorResult] = job.errors;
    return {
      jobReference: { projectId: 'shop', jobId: job.id, location: 'EU' },
      status: {
        state: job.state,
        ...(job.state === 'DONE' && errorResult && { errorResult, errors: job.errors }),
      },
      statistics: { load: { outputRows: String(job.errors.length > 0 ? 0 : job.rows.length) } },
    };
  }

  function insertAll(body: string): { code: number; body: unknown } {
    const { rows } = JSON.parse(body) as { rows: { insertId: string; json: Row }[] };
    const faults = rows.map(({ json }) => fake.fault(json));
    if (faults.every((fault) => fault === null)) {
      fake.table.push(...rows.map(({ insertId }) => insertId));
      return { code: 200, body: {} };
    }
    const insertErrors = faults.map((fault, index) => ({
      index,
      errors: [fault === null ? { reason: 'stopped', message: '' } : { reason: 'invalid', message: fault }],
    }));
    return { code: 200, body: { insertErrors } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeBigQuery = {
    config: {
      projectId: 'shop',
      dataset: 'crm',
      location: 'EU',
      key: null,
      apiBase: `http://127.0.0.1:${port}`,
      mode: 'load',
    },
    jobs: new Map(),
    table: [],
    tables: new Map(),
    requests: [],
    dataset: null,
    refuse: [],
    failJobs: [],
    fault: () => null,
    slow: false,
    finish: () => {
      for (const job of fake.jobs.values()) end(job);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

const found = <T>(thing: T | undefined, body: (thing: T) => unknown): { code: number; body: unknown } =>
  thing === undefined
    ? refused({ code: 404, reason: 'notFound', message: 'Not found' })
    : { code: 200, body: body(thing) };

const refused = ({ code, reason, message = 'refused' }: Refusal): { code: number; body: unknown } => ({
  code,
  body: { error: { code, message, errors: [{ reason, message, domain: 'global' }] } },
});
