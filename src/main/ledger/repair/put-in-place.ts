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
  /** What the broken file looked like; null where there was none. */
  broken: stampSchema.nullable(),
  /** The name it gets. */
  aside: z.string(),
});

/** What moves files. A test dies in between. */
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

/** The name a broken ledger gets: by the moment, UTC. */
export const asideAt = (places: Places, now: number): string =>
  join(places.damaged, `${asideStem(places)}${new Date(now).toISOString().replaceAll(':', '-')}.db`);

/** Whether a file there is one of them, or its log; a system keeps files of its own in a folder that is looked into. */
export const isAside = (places: Places, name: string): boolean => name.startsWith(asideStem(places));

const asideStem = (places: Places): string => `${basename(places.ledger, '.db')}-`;

/**
 * Puts a repaired ledger, which lies ready beside it, in the place of the broken one, and that one aside. From the first line on
 * the plan stands in a file, so that whoever comes after a death goes on with it.
 */
export function putInPlace(places: Places, aside: string, mover: Mover = realMover): void {
  mover.write(places.plan, { broken: stampOf(places.ledger), aside: basename(aside) });
  goOn(places, mover);
}

/**
 * Ends what a death has left half-way.
 * @returns whether a repaired ledger has come into place by it
 */
export function finishPutting(places: Places, mover: Mover = realMover): boolean {
  const plan = readNote(places.plan, planSchema);
  const isReady = stampOf(places.repairing) !== null;
  const here = stampOf(places.ledger);
  // somebody has put another file there meanwhile: that one is looked at like any other
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
  // its log would be taken for the new one's
  const log = `${places.ledger}-wal`;
  if (stampOf(log)?.size === 0) mover.remove(log);
  else moveIfThere(log, `${aside}-wal`, mover);
  mover.remove(`${places.ledger}-shm`);
  mover.rename(places.repairing, places.ledger);
  // what was left of looking at it: it is closed, and all of it is in the file
  for (const side of sideFiles) mover.remove(`${places.repairing}${side}`);
  keepNames(dirname(places.ledger));
  markSound(places);
  mover.remove(places.plan);
}

/** Removes a database that was being made, with what SQLite keeps beside it. */
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

/** A rename is on the disk when its folder is; Windows keeps it by itself, and opens no folder. */
export function keepNames(folder: string): void {
  let handle: number;
  try {
    handle = openSync(folder, 'r');
  } catch (error) {
    if (hasCode(error, 'EISDIR') || hasCode(error, 'EPERM') || hasCode(error, 'EACCES')) return;
    throw error;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    if (!hasCode(error, 'EPERM') && !hasCode(error, 'EINVAL')) throw error;
  } finally {
    closeSync(handle);
  }
}
