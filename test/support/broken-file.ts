import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { openDatabase } from '../../src/main/ledger/database.ts';
import { randomFrom } from './random.ts';

const pageSize = 4096;

/** Overwrites pages of a closed database with random bytes. @returns the pages */
export function overwritePages(file: string, pages: readonly number[], seed = 1): readonly number[] {
  const { below } = randomFrom(seed);
  const handle = openSync(file, 'r+');
  for (const page of pages) {
    const noise = Uint8Array.from({ length: pageSize }, () => below(256));
    writeSync(handle, noise, 0, pageSize, (page - 1) * pageSize);
  }
  closeSync(handle);
  return pages;
}

/** Different random pages of a file. */
export function somePages(file: string, count: number, seed: number): readonly number[] {
  const { below } = randomFrom(seed);
  const all = Math.floor(statSync(file).size / pageSize);
  const picked = new Set<number>();
  while (picked.size < Math.min(count, all)) picked.add(1 + below(all));
  return [...picked];
}

/** Misspells a word in each entry of a one-page index, which a quick check does not detect. */
export function misspell(file: string, index: string, word: string): void {
  const database = openDatabase(file, { readOnly: true });
  const root = Number(database.get('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?', index)?.page);
  database.close();
  const bytes = readFileSync(file);
  const page = bytes.subarray((root - 1) * pageSize, root * pageSize);
  for (let at = page.indexOf(word); at >= 0; at = page.indexOf(word, at + 1)) {
    page[at + word.length - 1] = '~'.charCodeAt(0);
  }
  writeFileSync(file, bytes);
}
