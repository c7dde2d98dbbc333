import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, inRoot, say } from './place.mjs';
import { lastWords, run } from './run.mjs';

const program = join(cacheDir, process.platform === 'win32' ? 'bigquery-emulator.exe' : 'bigquery-emulator');
const source = 'github.com/goccy/bigquery-emulator/cmd/bigquery-emulator';
// a module of its own names the version, so that nothing asks which there are, and the checksum of all that is built in
const module = inRoot('scripts', 'bigquery-emulator');
const checksums = join(module, 'go.sum');
/** What the program was built of. */
const builtOf = `${program}.sum`;
const buildMs = 900_000;

/**
 * The BigQuery emulator, built from source where Go is installed.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function ensureBigQueryEmulator() {
  if (isPinned()) return { path: program };
  if ((await run('go', ['version'])).code !== 0) return { reason: 'building the BigQuery emulator needs Go' };
  say('Building the BigQuery emulator (once, five to ten minutes)…');
  // one that is cut off must not be taken for the program
  const built = `${program}.new`;
  const { code, output, timedOut } = await run('go', ['build', '-o', built, source], {
    cwd: module,
    timeoutMs: buildMs,
  });
  if (code === 0) {
    renameSync(built, program);
    copyFileSync(checksums, builtOf);
    return { path: program };
  }
  const cause = timedOut ? `took longer than ${buildMs / 60_000} minutes` : lastWords(output).slice(0, 160);
  return { reason: `the BigQuery emulator could not be built: ${cause}` };
}

/** Whether there is a program, and it is the one that is named here: one of another version may lie under the same name. */
const isPinned = () =>
  existsSync(program) && existsSync(builtOf) && readFileSync(builtOf).equals(readFileSync(checksums));
