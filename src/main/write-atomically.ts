import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { renamePatiently } from './rename-patiently.ts';

/**
 * Writes a small file, readable by its owner only, and renames it into place: a crash or a power cut leaves either the old or
 * the new file whole.
 */
export function writeAtomically(file: string, text: string): void {
  const aside = `${file}.new`;
  const handle = openSync(aside, 'w', 0o600);
  try {
    // one write may be partial if the disk is almost full
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renamePatiently(aside, file);
}
