import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { hasCode } from '../../../shared/problem.ts';
import { readNote, writeNote } from '../../note-file.ts';
import { renamePatiently } from '../../rename-patiently.ts';
import { makeFolder } from '../make-folder.ts';
import { isSame, markSound, stampOf, stampSchema } from './file-mark.ts';
import type { Places } from './places.ts';
import { sideFiles } from './places.ts';

const planSchema = z.object({
  /** The metadata of the broken file; null if there was none. */
  broken: stampSchema.nullable(),
  /** The new name of the broken file. */
  aside: z.string(),
});

/** File operations; tests replace them to simulate a crash. */
export type Mover = {
  readonly rename: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
  readonly write: (file: string, note: unknown) => void;
};
export const realMover: Mover = {
  rename: renamePatiently,
  remove: (file) => rmSync(file, { force: true }),
  write: writeNote,
};

/** The new path of a broken ledger, named by the UTC time. */
export const asideAt = (places: Places, now: number): string =>
  join(places.damaged, `${asideStem(places)}${new Date(now).toISOString().replaceAll(':', '-')}.db`);

/** Whether a file in the folder is a broken ledger or its WAL; the system may add files of its own there. */
export const isAside = (places: Places, name: string): boolean => name.startsWith(asideStem(places));

const asideStem = (places: Places): string => `${basename(places.ledger, '.db')}-`;

/**
 * Replaces the broken ledger with the repaired one beside it, and sets the broken one aside. The plan is written to a file first,
 * so that a start after a crash can finish it.
 */
export function putInPlace(places: Places, aside: string, mover: Mover = realMover): void {
  mover.write(places.plan, { broken: stampOf(places.ledger), aside: basename(aside) });
  goOn(places, mover);
}

/**
 * Finishes a replacement that a crash interrupted.
 * @returns whether a repaired ledger was put in place
 */
export function finishPutting(places: Places, mover: Mover = realMover): boolean {
  const plan = readNote(places.plan, planSchema);
  const isReady = stampOf(places.repairing) !== null;
  const here = stampOf(places.ledger);
  // another file was put there meanwhile; it is checked like any other ledger
  const isOvertaken = isReady && here !== null && !isSame(here, plan?.broken ?? null);
  if (plan === null || !isReady || isOvertaken) {
    mover.remove(places.plan);
    discard(places.repairing, mover);
    return false;
  }
  goOn(places, mover);
  return true;
}

function goOn(places: Places, mover: Mover): void {
  const plan = planSchema.parse(readNote(places.plan, planSchema));
  makeFolder(places.damaged);
  const aside = join(places.damaged, plan.aside);
  moveIfThere(places.ledger, aside, mover);
  // SQLite would apply the old WAL to the new file
  const log = `${places.ledger}-wal`;
  if (stampOf(log)?.size === 0) mover.remove(log);
  else moveIfThere(log, `${aside}-wal`, mover);
  mover.remove(`${places.ledger}-shm`);
  mover.rename(places.repairing, places.ledger);
  // side files of the check; the ledger is closed, so all data is in the main file
  for (const side of sideFiles) mover.remove(`${places.repairing}${side}`);
  flushFolder(dirname(places.ledger));
  markSound(places);
  mover.remove(places.plan);
}

/** Removes an unfinished database with SQLite's side files. */
export function discard(file: string, mover: Pick<Mover, 'remove'> = realMover): void {
  for (const side of ['', ...sideFiles]) mover.remove(`${file}${side}`);
}

function moveIfThere(from: string, to: string, mover: Mover): void {
  try {
    mover.rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Flushes the folder, so that a rename is durable. Windows does that itself and cannot open a folder. */
export function flushFolder(folder: string): void {
  try {
    flush(folder, 'r');
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].some((code) => hasCode(error, code))) throw error;
  }
}

export function flush(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
