import { existsSync } from 'node:fs';
import { say } from './place.mjs';
import { run } from './run.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const found = () => process.env.ORDERBELL_TEST_CHROMIUM ?? places.find((place) => existsSync(place)) ?? null;

/**
 * A Chromium for the browser tests, installed where that is one command.
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function ensureChromium() {
  const present = found();
  if (present) return { path: present };
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { reason: 'there is no Chromium on this machine' };
  }
  say('Installing Chromium (once)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, timeoutMs: 300_000 };
  await run('apt-get', ['update', '-qq'], options);
  const { code, timedOut } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    options,
  );
  const path = found();
  if (path) return { path };
  return {
    reason: `apt-get could not install Chromium (${timedOut ? 'it took too long' : `exit code ${code}`})`,
  };
}
