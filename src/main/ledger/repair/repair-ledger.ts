import { copyFileSync } from 'node:fs';
import type { WorkstationId } from '../../../shared/ids.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import type { Value } from '../database.ts';
import { isDamage, openDatabase, resultCode } from '../database.ts';
import { deskSetting } from '../named-values.ts';
import { openLedger } from '../open.ts';
import type { BrokenLedger } from './broken-ledger.ts';
import { constraint, openBroken, unreadableLedger } from './broken-ledger.ts';
import { carryingOver } from './carry-over.ts';
import { faultsOf } from './check-file.ts';
import type { CopyNote } from './copy-note.ts';
import { noteOfCopy } from './copy-note.ts';
import { stampOf } from './file-mark.ts';
import type { Places } from './places.ts';
import { placesOf } from './places.ts';
import type { Mover } from './put-in-place.ts';
import { asideAt, discard, putInPlace, realMover } from './put-in-place.ts';
import type { RepairStory } from './repair-story.ts';
import { readStory } from './repair-story.ts';

export type RepairParts = {
  readonly file: string;
  readonly now: number;
  readonly deskId: WorkstationId;
  /** The possible addressees of notifications; empty by default. */
  readonly managers?: readonly ManagerConfig[];
  /** Whether SQLite survives reading the broken file; true by default. */
  readonly isReadable?: boolean;
  readonly mover?: Mover;
};

/**
 * Builds a ledger from the last copy and the readable rows of the broken one, then replaces the broken one and sets it aside. A
 * crash at any moment leaves the broken file to start again, or the new one.
 */
export function repairLedger(parts: RepairParts): RepairStory {
  const { file, now, deskId, managers = [], isReadable = true, mover = realMover } = parts;
  const places = placesOf(file);
  const aside = asideAt(places, now);
  discard(places.repairing);
  const broken = isReadable && stampOf(file) !== null ? openBroken(file) : unreadableLedger;
  let story: RepairStory | null;
  try {
    const copiedAt = startFromCopy(places, broken)?.at ?? null;
    const ledger = openLedger({
      file: places.repairing,
      clock: { now: () => now, uptime: () => 0, after: () => () => {} },
      deskId,
      filling: carryingOver({ broken, copiedAt, aside, now, deskId, managers }),
    });
    try {
      story = readStory(ledger.settings);
    } finally {
      ledger.close();
    }
  } finally {
    broken.close();
  }
  const [fault] = faultsOf(places.repairing, 'integrity_check');
  if (fault !== undefined || story === null) throw new Error(`the repaired ledger is not sound: ${fault}`);
  putInPlace(places, aside, mover);
  return story;
}

/** @returns the note of the copy; null without a sound copy */
function startFromCopy(places: Places, broken: BrokenLedger): CopyNote | null {
  const copied = noteOfCopy(places);
  if (copied === null || !isOfSameDesk(copied, broken)) return null;
  copyFileSync(places.copy, places.repairing);
  if (rebuildIndexes(places.repairing) && faultsOf(places.repairing, 'integrity_check').length === 0)
    return copied;
  discard(places.repairing);
  return null;
}

/**
 * Rebuilds every index of a copy: SQLite copies a damaged index page by page, and neither the copying nor a quick check notices.
 * @returns false if the tables are damaged or have duplicate keys
 */
function rebuildIndexes(file: string): boolean {
  try {
    const database = openDatabase(file);
    try {
      database.exec('REINDEX');
    } finally {
      database.close();
    }
    return true;
  } catch (error) {
    // two rows have the same key, so the copy cannot be used
    if (isDamage(error) || resultCode(error) === constraint) return false;
    throw error;
  }
}

/** Whether the copy has the ledger's current sequences; a copy made under another computer id has others. */
function isOfSameDesk(copied: CopyNote, broken: BrokenLedger): boolean {
  let desk: Value = null;
  broken.each('settings', ({ name, value = null }) => {
    if (name === deskSetting) desk = value;
  });
  return copied.desk === null || desk === null || desk === copied.desk;
}
