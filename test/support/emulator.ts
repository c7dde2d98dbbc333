import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { BigQueryConfig } from '../../src/main/settings/config.ts';

/** goccy's BigQuery emulator, if the test run could build it. */
const binary = process.env.ORDERBELL_TEST_BIGQUERY_EMULATOR;

/** The reason why the emulator cannot be used here; null when it can. */
export const emulatorMissing = binary
  ? null
  : 'npm run test:guarantees builds the emulator where Go is installed';

export type Emulator = { readonly config: BigQueryConfig; close(): Promise<void> };

export type StartWishes = {
  /** A different program. */
  readonly command?: readonly string[];
  /** The start timeout: it takes a minute or more on a busy machine, so callers wait longer. */
  readonly withinMs?: number;
};

/** Starts an empty emulator. @throws Error when it ends or does not answer; then its process has ended */
export async function startEmulator({
  command = [binary ?? ''],
  withinMs = 120_000,
}: StartWishes = {}): Promise<Emulator> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const apiBase = `http://127.0.0.1:${port}`;
  const [program = '', ...args] = command;
  const child = spawn(
    program,
    [...args, '--project=shop', '--host=127.0.0.1', `--port=${port}`, `--grpc-port=${grpcPort}`],
    { stdio: 'ignore' },
  );
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = exited.then(() => {
    throw new Error('the BigQuery emulator has ended');
  });
  const over = new AbortController();
  const until = AbortSignal.any([over.signal, AbortSignal.timeout(withinMs)]);
  try {
    await Promise.race([answering(`${apiBase}/bigquery/v2/projects/shop/datasets`, until), ended]);
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    throw error;
  } finally {
    over.abort();
  }
  return {
    config: { projectId: 'shop', dataset: 'crm', location: 'EU', key: null, apiBase, mode: 'load' },
    close: () => {
      child.kill();
      return exited;
    },
  };
}

async function answering(address: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const answer = await fetch(address, { signal });
      await answer.body?.cancel();
      return;
    } catch {
      // not listening yet
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('the BigQuery emulator does not answer');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
