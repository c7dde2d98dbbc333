import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, say, toolCacheDir } from './place.mjs';
import { lastWords, run } from './run.mjs';

const source = 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator';
// a Go module pins the version of the program, and the checksum of everything that is built in
const module = inRoot('scripts', 'bigquery-emulator');
const pinned = createHash('sha256')
  .update(readFileSync(join(module, 'go.sum')))
  .digest('hex')
  .slice(0, 12);
const program = join(
  toolCacheDir,
  `bigquery-emulator-${pinned}${process.platform === 'win32' ? '.exe' : ''}`,
);
const buildMs = 900_000;

/**
 * The BigQuery emulator, built once a machine where Go is installed.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function ensureBigQueryEmulator() {
  if (existsSync(program)) return { path: program };
  if ((await run('go', ['version'])).code !== 0) return { reason: 'building the BigQuery emulator needs Go' };
  say('Building the BigQuery emulator (once, some minutes)…');
  mkdirSync(toolCacheDir, { recursive: true });
  // renamed when it is whole, so that an interrupted build is not taken for the program
  const built = `${program}.${process.pid}`;
  const { code, output, timedOut } = await run('go', ['build', '-o', built, source], {
    cwd: module,
    timeoutMs: buildMs,
  });
  if (code === 0) {
    renameSync(built, program);
    return { path: program };
  }
  const cause = timedOut ? `took longer than ${buildMs / 60_000} minutes` : lastWords(output).slice(0, 160);
  return { reason: `the BigQuery emulator could not be built: ${cause}` };
}
