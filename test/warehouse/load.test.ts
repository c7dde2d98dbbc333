import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { openBigQuery } from '../../src/main/warehouse/client.ts';
import { loadRows } from '../../src/main/warehouse/load.ts';
import { fakeClock } from '../support/clock.ts';

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

it('says at once that something else has answered where a page comes back, and lets no error go unheard', async () => {
  const unheard = vi.fn();
  process.on('unhandledRejection', unheard);
  onTestFinished(() => void process.off('unhandledRejection', unheard));
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
    message: 'Something other than BigQuery has answered',
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(unheard).not.toHaveBeenCalled();
});
