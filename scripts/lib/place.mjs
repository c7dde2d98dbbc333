import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);

/** What this checkout needs beside its packages: a downloaded schema, stamps. Gone with `node_modules`. */
export const cacheDir = inRoot('node_modules', '.cache', 'orderbell');

const windows = process.platform === 'win32';

/** Tools that take minutes to build, shared by all checkouts of this user. */
export const toolCacheDir = join(
  process.env.XDG_CACHE_HOME || (windows && process.env.LOCALAPPDATA) || join(homedir(), '.cache'),
  'orderbell-tools',
);

/** The Node that comes with the project; the machine's own may be older. */
export function projectNode() {
  const own = inRoot('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(
    `Node 24 did not come with the installation and this machine has ${process.version}; run "npm ci" with install scripts allowed`,
  );
}

/** One line for the person; stdout belongs to the app. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Ends with one line instead of a stack: what went wrong is outside this script. */
export function fail(error, code = 1) {
  say(`orderbell: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(code);
}

/** Whether this file was started itself, not imported. */
export const isStarted = (meta) =>
  process.argv[1] !== undefined &&
  existsSync(process.argv[1]) &&
  fileURLToPath(meta.url) === realpathSync(process.argv[1]);
