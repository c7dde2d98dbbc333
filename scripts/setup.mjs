import { existsSync, readFileSync } from 'node:fs';
import { alone } from './lib/lock.mjs';
import { npm } from './lib/npm.mjs';
import { fail, inRoot, isStarted, projectNode, say } from './lib/place.mjs';
import { lastWords } from './lib/run.mjs';

/** Makes `node_modules` what the lock file says, in one quiet `npm ci`; a moment when it already is. */
export async function ensureSetup() {
  if (isInstalled()) return;
  await alone(async () => {
    if (isInstalled()) return;
    say('Installing (once, takes a minute or two)…');
    await install();
  });
  projectNode();
}

async function install() {
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Error(`npm ci failed\n${lastWords(output, 15)}`);
  if (!isInstalled())
    throw new Error('npm ci ended well, yet what it installed is not what package-lock.json says');
}

/** Compares what npm wrote down at its last installation with the lock file. */
function isInstalled() {
  const noted = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(noted, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    // a package for another platform is in the lock file only
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version && found.integrity === integrity;
  });
}

if (isStarted(import.meta)) await ensureSetup().catch(fail);
