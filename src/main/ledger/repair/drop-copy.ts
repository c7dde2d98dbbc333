import { rmSync } from 'node:fs';
import { placesOf } from './places.ts';

/** Removes the copy of a ledger after an erasure, because the copy still contains the erased data. */
export function dropCopy(file: string): void {
  if (file === ':memory:') return;
  const { copy, copyNote } = placesOf(file);
  for (const one of [copy, copyNote]) rmSync(one, { force: true });
}
