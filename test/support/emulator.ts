import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { BigQueryConfig } from '../../src/main/settings/config.ts';

const file = process.platform === 'win32' ? 'bigquery-emulator.exe' : 'bigquery-emulator';
/** Where the test run puts goccy's BigQuery emulator on a machine that can have it. */
const binary = fileURLToPath(new URL(`../../node_modules/.cache/orderbell/${file}`, import.meta.url));

/** Why the emulator can not be used here; null when it can. */
export const emulatorMissing = existsSync(binary) ? null : `no ${file} in node_modules/.cache/orderbell`;

export type Emulator = { readonly config: BigQueryConfig; close(): Promise<void> };

/** Starts an emulator of its own, with nothing in it. */
export async function startEmulator(): Promise<Emulator> {
  const [port, grpcPort] = [await freePort(), await freePort()];
  const apiBase = `http://127.0.0.1:${port}`;
  const child = spawn(
    binary,
    ['--project=shop', '--host=127.0.0.1', `--port=${port}`, `--grpc-port=${grpcPort}`],
    { stdio: 'ignore' },
  );
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = exited.then(() => {
    throw new Error('the BigQuery emulator has ended');
  });
  await Promise.race([answering(`${apiBase}/bigquery/v2/projects/shop/datasets`), ended]);
  ended.catch(() => {});
  return {
    config: { projectId: 'shop', dataset: 'crm', location: 'EU', key: null, apiBase, mode: 'load' },
    close: () => {
      child.kill();
      return exited;
    },
  };
}

async function answering(address: string): Promise<void> {
  for (;;) {
    try {
      await fetch(address);
      return;
    } catch {
      // not listening yet
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
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
