import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeNote } from '../../note-file.ts';
import { renamePatiently } from '../../rename-patiently.ts';
import { int, text } from '../columns.ts';
import { openDatabase } from '../database.ts';
import { createSettings, deskSetting } from '../named-values.ts';
import { faultsOf } from './check-file.ts';
import type { CopyNote } from './copy-note.ts';
import type { Places } from './places.ts';
import { discard, keepNames } from './put-in-place.ts';

/**
 * Copies a ledger that others may write meanwhile. The copy before is replaced by one that is sound and on the disk, by nothing
 * else.
 * @returns what is wrong with the ledger itself, and then nothing was copied
 * @throws Problem when there is no room, or the disk refuses
 */
export function copyLedger(places: Places, now: number): readonly string[] {
  discard(places.copying);
  const faults = faultsOf(places.ledger);
  if (faults.length > 0) return faults;
  try {
    const note = vacuumInto(places, now);
    const [fault] = faultsOf(places.copying);
    if (fault !== undefined) throw new Error(`the copy of the ledger is not sound: ${fault}`);
    keep(places.copying);
    renamePatiently(places.copying, places.copy);
    writeNote(places.copyNote, note);
    keepNames(dirname(places.copy));
    return [];
  } catch (error) {
    discard(places.copying);
    throw error;
  }
}

function vacuumInto({ ledger, copying }: Places, now: number): CopyNote {
  const database = openDatabase(ledger, { readOnly: true });
  try {
    // for its owner alone from the first byte on: SQLite would let everybody read it
    writeFileSync(copying, '', { mode: 0o600 });
    database.run('VACUUM INTO ?', copying);
    const roots = database
      .all("SELECT name, rootpage FROM sqlite_schema WHERE type IN ('table', 'index') AND rootpage > 0")
      .map((row) => [text(row, 'name'), int(row, 'rootpage')]);
    return { at: now, desk: createSettings(database).get(deskSetting), roots: Object.fromEntries(roots) };
  } finally {
    database.close();
  }
}

function keep(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
