import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { randomFrom } from './random.ts';

const pageSize = 4096;

/** Overwrites pages of a closed database with anything. @returns which */
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

/** So many different pages of a file, by chance. */
export function somePages(file: string, count: number, seed: number): readonly number[] {
  const { below } = randomFrom(seed);
  const all = Math.floor(statSync(file).size / pageSize);
  const picked = new Set<number>();
  while (picked.size < Math.min(count, all)) picked.add(1 + below(all));
  return [...picked];
}
