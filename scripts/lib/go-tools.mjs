import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, say, toolCacheDir } from './place.mjs';
import { lastWords, run } from './run.mjs';

const buildMs = 900_000;

/** goccy's BigQuery emulator. */
export const ensureBigQueryEmulator = () =>
  ensureGoTool('bigquery-emulator', 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator');

/** Google's own Pub/Sub server for tests. */
export const ensurePubsubServer = () => ensureGoTool('pubsub-server', '.');

/**
 * A program of Go that the tests run against, built once a machine. The Go module in `scripts/NAME` pins its version, and by
 * checksum everything that is built in.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
async function ensureGoTool(name, source) {
  const module = inRoot('scripts', name);
  const pinned = createHash('sha256')
    .update(readFileSync(join(module, 'go.sum')))
    .digest('hex')
    .slice(0, 12);
  const program = join(toolCacheDir, `${name}-${pinned}${process.platform === 'win32' ? '.exe' : ''}`);
  if (existsSync(program)) return { path: program };
  if ((await run('go', ['version'])).code !== 0) return { reason: `building the ${name} needs Go` };
  say(`Building the ${name} (once, some minutes)…`);
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
  return { reason: `the ${name} could not be built: ${cause}` };
}
