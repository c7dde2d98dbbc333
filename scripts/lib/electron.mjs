import { existsSync, readFileSync } from 'node:fs';
import { inRoot, projectNode, say } from './place.mjs';
import { lastWords, run } from './run.mjs';

const folder = inRoot('node_modules', 'electron');
/** What a line of 1 Mbit/s takes; one that stands still is given up by the download itself. */
const downloadMs = 15 * 60_000;

/**
 * Electron's own program, downloaded when it is not there yet.
 * @returns {Promise<{ binary: string } | { reason: string }>} the reason it cannot run here, in one line
 */
export async function ensureElectron() {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { reason: 'There is no display' };
    // Chromium's sandbox refuses root, and without it hostile mail would be shown unguarded
    if (process.getuid() === 0) return { reason: 'Electron does not run as root' };
  }
  const present = binaryPath();
  if (present) return { binary: present };
  say('Downloading Electron (once, about 110 MB)…');
  const { output, timedOut } = await run(projectNode(), [`${folder}/install.js`], { timeoutMs: downloadMs });
  const binary = binaryPath();
  if (binary) return { binary };
  const cause = timedOut ? `took longer than ${downloadMs / 60_000} minutes` : firstError(output);
  return { reason: `Electron could not be downloaded (${cause})` };
}

function binaryPath() {
  const noted = `${folder}/path.txt`;
  if (!existsSync(noted)) return null;
  const path = `${folder}/dist/${readFileSync(noted, 'utf8').trim()}`;
  return existsSync(path) ? path : null;
}

const firstError = (output) =>
  output
    .split('\n')
    .find((line) => /error|ENOTFOUND|ECONN|refused/i.test(line))
    ?.trim()
    .slice(0, 120) ||
  lastWords(output) ||
  'no answer';
