import { rmSync } from 'node:fs';
import { placesOf } from './places.ts';

/** Removes the copy of a ledger that has become another one: what was erased from it since is still in the copy. */
export function dropCopy(file: string): void {
  if (file === ':memory:') return;
  const { copy, copyNote } = placesOf(file);
  for (const one of [copy, copyNote]) rmSync(one, { force: true });
}
