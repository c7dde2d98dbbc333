import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from '../columns.ts';
import { openDatabase } from '../database.ts';
import { createSettings, deskSetting } from '../named-values.ts';
import { faultsOf } from './check-file.ts';
import type { CopyNote } from './copy-note.ts';
import { dropCopy } from './drop-copy.ts';
import type { Places } from './places.ts';
import type { Mover } from './put-in-place.ts';
import { discard, flush, flushFolder, realMover } from './put-in-place.ts';

/**
 * Copies a ledger while others may write it. The previous copy is replaced only by a sound one that is flushed to disk. After an
 * erasure during the copying, no copy remains.
 * @returns the faults of the ledger; if there are any, nothing was copied
 * @throws Problem when there is no room, or the disk refuses
 */
export function copyLedger(places: Places, now: number, mover: Mover = realMover): readonly string[] {
  discard(places.copying);
  const faults = faultsOf(places.ledger);
  if (faults.length > 0) return faults;
  try {
    const note = vacuumInto(places, now);
    const [fault] = faultsOf(places.copying);
    if (fault !== undefined) throw new Error(`the copy of the ledger is not sound: ${fault}`);
    flush(places.copying, 'r+');
    const erased = erasedFrom(places.copying);
    mover.rename(places.copying, places.copy);
    mover.write(places.copyNote, note);
    // an erasure deletes the existing copy, but did not know this new one
    if (erasedFrom(places.ledger) !== erased) dropCopy(places.ledger);
    flushFolder(dirname(places.copy));
    return [];
  } catch (error) {
    discard(places.copying);
    throw error;
  }
}

function vacuumInto({ ledger, copying }: Places, now: number): CopyNote {
  const database = openDatabase(ledger, { readOnly: true });
  try {
    // created with owner-only permissions: SQLite would make it readable for everyone
    writeFileSync(copying, '', { mode: 0o600 });
    database.run('VACUUM INTO ?', copying);
    return { at: now, desk: createSettings(database).get(deskSetting) };
  } finally {
    database.close();
  }
}

/** A value that changes with every erasure. */
function erasedFrom(file: string): string {
  const database = openDatabase(file, { readOnly: true });
  try {
    const row = database.get(
      `SELECT o.n || ' ' || s.n || ' ' || s.at AS erased FROM (SELECT count(*) AS n FROM erased_orders) o,
         (SELECT count(*) AS n, coalesce(sum(at), 0) AS at FROM erased_subjects) s`,
    );
    return text(row ?? {}, 'erased');
  } finally {
    database.close();
  }
}
