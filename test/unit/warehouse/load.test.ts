import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { loadRows } from '../../../src/main/warehouse/load.ts';
import { loadWriter } from '../../../src/main/warehouse/writers.ts';
import { fakeClock } from '../../support/clock.ts';
import { soon } from '../../support/soon.ts';

/** Something between here and BigQuery that answers everything with a page of its own. */
async function startProxy(): Promise<string> {
  const server = createServer((asked, answer) => {
    asked.resume();
    asked.on('end', () => answer.writeHead(200, { 'content-type': 'text/html' }).end('<p>Sign in here</p>'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
}

it('reports a foreign answer at once, without an unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  onTestFinished(() => void process.off('unhandledRejection', unhandled));
  const bigquery = openBigQuery({
    projectId: 'shop',
    dataset: 'crm',
    location: 'EU',
    key: null,
    apiBase: await startProxy(),
    mode: 'load',
  });
  const table = bigquery.dataset('crm').table('entries');
  await expect(loadRows({ bigquery, table, clock: fakeClock() }, 'job-1', '{}\n')).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'Something other than BigQuery responded',
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).not.toHaveBeenCalled();
});

it('does not take for under way what could not even be begun', async () => {
  const config = {
    projectId: 'shop',
    dataset: 'crm',
    location: 'EU',
    key: null,
    apiBase: 'http://127.0.0.1:9',
    mode: 'load',
  } as const;
  const bigquery = openBigQuery(config);
  const table = bigquery.dataset('crm').table('entries');
  vi.spyOn(table, 'createWriteStream').mockImplementation(() => {
    throw new Error('no stream');
  });
  const uploads = new Set<string>();
  await expect(loadRows({ bigquery, table, clock: fakeClock(), uploads }, 'job-1', '{}\n')).rejects.toThrow(
    'no stream',
  );
  expect(uploads).toEqual(new Set());
});

describe('rows that upload longer than BigQuery is waited for', () => {
  /** BigQuery behind a slow line: an upload ends when a test ends it. */
  async function startThinLine() {
    const uploads: ServerResponse[] = [];
    const parts = { isThere: false };
    const job = (state: string) => ({
      jobReference: { projectId: 'shop', jobId: 'job-1', location: 'EU' },
      status: { state },
      statistics: { load: { outputRows: '0' } },
    });
    const server = createServer((asked, answer) => {
      asked.resume();
      const say = (code: number, body: object): void =>
        void answer.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (asked.method === 'POST') uploads.push(answer);
      else if (parts.isThere) say(200, job('DONE'));
      else say(404, { error: { code: 404, message: 'no such job', errors: [{ reason: 'notFound' }] } });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const clock = fakeClock();
    const config = {
      projectId: 'shop',
      dataset: 'crm',
      location: 'EU',
      key: null,
      apiBase: `http://127.0.0.1:${port}`,
      mode: 'load',
    } as const;
    const cost = { count: vi.fn(), month: vi.fn() };
    const write = loadWriter({ bigquery: openBigQuery(config), config, clock, cost });
    const first = write({ job: 'job-1', round: 0 }, [], 1);
    const late = expect(first).rejects.toMatchObject({ kind: 'unreachable' });
    await soon(() => expect(uploads).toHaveLength(1));
    await clock.advance(45_000);
    await late;
    const again = (attempts: number) => write({ job: 'job-1', round: 0 }, [], attempts);
    return { uploads, parts, clock, again, accept: () => uploads[0]?.end(JSON.stringify(job('RUNNING'))) };
  }

  it('are not sent a second time beside themselves', async () => {
    const { uploads, parts, again, accept } = await startThinLine();
    expect(await again(2)).toEqual({ state: 'running' });
    parts.isThere = true;
    accept();
    expect(await again(3)).toEqual({ state: 'written' });
    expect(uploads).toHaveLength(1);
  });

  it('are sent again after a lost connection or minutes of silence', async () => {
    const { uploads, clock, again } = await startThinLine();
    uploads[0]?.destroy();
    const sendsAgain = (count: number) =>
      soon(async () => {
        again(2).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(uploads).toHaveLength(count);
      });
    await sendsAgain(2);
    expect(await again(3)).toEqual({ state: 'running' });
    await clock.advance(5 * 60_000);
    await sendsAgain(3);
  });
});
