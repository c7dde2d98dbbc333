import { closeSync, openSync, statSync, writeSync } from 'node:fs';

const pageSize = 4096;

/** Numbers by chance, the same ones each time. */
export function dice(seed: number): (below: number) => number {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Overwrites pages of a closed database with anything. @returns which */
export function overwritePages(file: string, pages: readonly number[], seed = 1): readonly number[] {
  const roll = dice(seed);
  const handle = openSync(file, 'r+');
  for (const page of pages) {
    const noise = Uint8Array.from({ length: pageSize }, () => roll(256));
    writeSync(handle, noise, 0, pageSize, (page - 1) * pageSize);
  }
  closeSync(handle);
  return pages;
}

/** So many different pages of a file, by chance. */
export function somePages(file: string, count: number, seed: number): readonly number[] {
  const roll = dice(seed);
  const all = Math.floor(statSync(file).size / pageSize);
  const picked = new Set<number>();
  while (picked.size < Math.min(count, all)) picked.add(1 + roll(all));
  return [...picked];
}
