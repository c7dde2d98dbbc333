import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How Electron's binary says where its fuses are: these words, a version, how many there are, then one byte each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron 45 comes: run as node, no cookie encryption, node's options, inspect, no integrity, any folder, no snapshot, file:// powers, traps. */
const asElectronComes = '101100011';

/**
 * Writes a folder that electron-builder takes for an unpacked Electron on Linux. Nothing in it runs; the fuses of its
 * binary are read and flipped as those of a real one.
 */
export function makeStandIn(folder: string, { version }: { readonly version: string }): void {
  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  put('electron', standInBinary());
  chmodSync(join(folder, 'electron'), 0o755);
  put('version', version);
  put('LICENSE', 'stand-in');
  put('LICENSES.chromium.html', 'stand-in');
  for (const language of ['de', 'en-US', 'pl', 'uk']) put(`locales/${language}.pak`, language);
}

export const standInBinary = (states: string = asElectronComes): Buffer =>
  Buffer.concat([
    Buffer.from('#!/bin/sh\nexit 1\n'.padEnd(64, '\n')),
    Buffer.from(sentinel),
    Buffer.from([1, states.length]),
    Buffer.from(states),
    Buffer.alloc(64),
  ]);
