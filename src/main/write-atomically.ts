import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { renamePatiently } from './rename-patiently.ts';

/** Writes a small file for its owner alone, aside and renamed: a crash or a power cut leaves the old one or the new one whole. */
export function writeAtomically(file: string, text: string): void {
  const aside = `${file}.new`;
  const handle = openSync(aside, 'w', 0o600);
  try {
    // one write may end early where the disk has room for a part
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renamePatiently(aside, file);
}
