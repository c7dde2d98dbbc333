import { join, resolve } from 'node:path';
import { z } from 'zod';
import { holderOf } from '../ledger/data-dir.ts';
import { makeFolder } from '../ledger/make-folder.ts';
import { readNote, writeNote } from '../note-file.ts';
import type { Log } from '../ports.ts';
import type { Machine } from './data-dir.ts';
import { defaultDataDir } from './data-dir.ts';

const noteSchema = z.object({ dataDir: z.string() }).readonly();

const noteFile = (machine: Machine): string => join(resolve(defaultDataDir(machine)), 'data-dir.json');

/** @returns null if none was stored */
export const readNotedDataDir = (file: string): string | null => readNote(file, noteSchema)?.dataDir ?? null;

/** Stores in the default directory the data directory the app was started with. */
export function noteDataDir(dataDir: string, machine: Machine, log: Log): void {
  const usual = resolve(defaultDataDir(machine));
  if (dataDir === usual) return;
  try {
    makeFolder(usual);
    writeNote(noteFile(machine), { dataDir });
  } catch (error) {
    log.warn('links may start a second app: the data directory could not be noted', { error });
  }
}

/**
 * The data directory for a start by a link, which brings no flags.
 * @param named what flags and environment set
 * @returns the directory of the running app, so that the link reaches it instead of starting a second app
 */
export function dataDirOfLink(named: string, machine: Machine): string {
  if (holderOf(named) !== null) return named;
  const noted = readNotedDataDir(noteFile(machine));
  return noted !== null && holderOf(noted) !== null ? noted : named;
}
