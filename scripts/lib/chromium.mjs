import { existsSync } from 'node:fs';
import { canInstall, installPackage } from './debian-package.mjs';

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
  if (!canInstall()) return { reason: 'there is no Chromium on this machine' };
  const reason = await installPackage('chromium');
  const path = found();
  return path ? { path } : { reason: reason ?? 'Chromium was installed, and is nowhere to be found' };
}
