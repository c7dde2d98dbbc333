import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alone } from './lib/lock.mjs';
import { fail, inRoot, isStarted, projectNode, root, say } from './lib/place.mjs';
import { lastWords, run } from './lib/run.mjs';
import { ensureSetup } from './setup.mjs';

const stamp = inRoot('out', '.built-from');
const parts = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Builds `out/` when a source is another than it was built from. */
export async function ensureBuild() {
  // tests run what was built when they began, whatever is edited meanwhile
  if (process.env.ORDERBELL_AS_BUILT === '1' && existsSync(stamp)) return;
  if (isBuilt()) return;
  await alone(async () => {
    if (isBuilt()) return;
    say('Building…');
    await build();
  });
}

async function build() {
  const from = fingerprint();
  rmSync(stamp, { force: true });
  const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, output } = await run(projectNode(), [vite, 'build', '--logLevel', 'warn'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new Error(`the build failed\n${lastWords(output, 30)}`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, from);
}

export const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();

/** Names, sizes and times of all sources: a `stat` of each, some tens of milliseconds. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of parts.flatMap(filesOf)) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesOf(part) {
  const path = join(root, part);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [part];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

if (isStarted(import.meta)) await ensureSetup().then(ensureBuild).catch(fail);
