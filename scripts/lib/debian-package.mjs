import { existsSync } from 'node:fs';
import { say } from './place.mjs';
import { run } from './run.mjs';

/** Whether a package of Debian's can be had with one command here. */
export const canInstall = () =>
  process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get');

/** @returns {Promise<string | null>} why it was not installed, or null */
export async function installPackage(name) {
  say(`Installing ${name} (once)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, timeoutMs: 300_000 };
  await run('apt-get', ['update', '-qq'], options);
  const { code, timedOut } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', name],
    options,
  );
  if (code === 0) return null;
  return `apt-get could not install ${name} (${timedOut ? 'it took too long' : `exit code ${code}`})`;
}
