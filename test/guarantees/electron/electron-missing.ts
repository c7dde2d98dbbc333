import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

function binaryOf(): string | null {
  const noted = join(root, 'node_modules/electron/path.txt');
  if (!existsSync(noted)) return null;
  const binary = join(root, 'node_modules/electron/dist', readFileSync(noted, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

export const electronBinary = binaryOf();

function why(): string | null {
  if (electronBinary === null)
    return 'Electron’s binary is not on this machine: node node_modules/electron/install.js';
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
    // its sandbox refuses root, and without a sandbox the test would run a different app
    if (process.getuid?.() === 0) return 'Electron does not run as root';
  }
  return existsSync(join(root, 'out/main/index.js')) ? null : 'needs npm run build';
}

/** The reason why the real Electron is not tested here; null when it is. */
export const electronMissing = why();
