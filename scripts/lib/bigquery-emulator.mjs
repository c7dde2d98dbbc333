import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, say } from './place.mjs';
import { lastWords, run } from './run.mjs';

const program = join(cacheDir, process.platform === 'win32' ? 'bigquery-emulator.exe' : 'bigquery-emulator');
const source = 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator@latest';
const buildMs = 300_000;

/**
 * The BigQuery emulator, built from source where Go is installed.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function ensureBigQueryEmulator() {
  if (existsSync(program)) return { path: program };
  if ((await run('go', ['version'])).code !== 0) return { reason: 'building the BigQuery emulator needs Go' };
  say('Building the BigQuery emulator (once, up to five minutes)…');
  const env = { ...process.env, GOBIN: cacheDir };
  const { output, timedOut } = await run('go', ['install', source], { env, timeoutMs: buildMs });
  if (existsSync(program)) return { path: program };
  const cause = timedOut ? `took longer than ${buildMs / 60_000} minutes` : lastWords(output).slice(0, 160);
  return { reason: `the BigQuery emulator could not be built: ${cause}` };
}
