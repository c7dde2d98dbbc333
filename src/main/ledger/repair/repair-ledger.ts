import { copyFileSync } from 'node:fs';
import type { WorkstationId } from '../../../shared/ids.ts';
import type { Clock } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { isDamage, openDatabase, resultCode } from '../database.ts';
import { deskSetting } from '../named-values.ts';
import { openLedger } from '../open.ts';
import { faultsOf } from './check-file.ts';
import type { CopyNote } from './copy-note.ts';
import { noteOfCopy } from './copy-note.ts';
import { stampOf } from './file-mark.ts';
import { fillingFrom } from './filling.ts';
import type { Places } from './places.ts';
import { placesOf } from './places.ts';
import type { Mover } from './put-in-place.ts';
import { asideAt, discard, putInPlace, realMover } from './put-in-place.ts';
import type { RepairStory } from './repair-story.ts';
import { readStory } from './repair-story.ts';
import type { Salvage } from './salvage.ts';
import { openSalvage } from './salvage.ts';

export type RepairParts = {
  readonly file: string;
  readonly now: number;
  readonly deskId: WorkstationId;
  /** The possible addressees of notifications; empty by default. */
  readonly managers?: readonly ManagerConfig[];
  readonly mover?: Mover;
};

/**
 * Builds a ledger from the last copy and the readable rows of the broken one, then replaces the broken one and sets it aside. A
 * crash at any moment leaves the broken file to start again, or the new one.
 */
export function repairLedger(parts: RepairParts): RepairStory {
  const { file, now, deskId, managers = [], mover = realMover } = parts;
  const places = placesOf(file);
  discard(places.repairing);
  const copied = startFromCopy(places);
  try {
    return repairFrom(places, { copied, now, deskId, managers, mover });
  } catch (error) {
    // the copy itself is damaged: repair from the broken file alone
    if (copied === null || !isDamage(error)) throw error;
    discard(places.repairing);
    return repairFrom(places, { copied: null, now, deskId, managers, mover });
  }
}

type From = Omit<Required<RepairParts>, 'file'> & { readonly copied: CopyNote | null };

function repairFrom(places: Places, { copied, now, deskId, managers, mover }: From): RepairStory {
  const clock: Clock = { now: () => now, uptime: () => 0, after: () => () => {} };
  const aside = asideAt(places, now);
  const salvage = salvageOf(places, copied);
  let story: RepairStory | null;
  try {
    const filling = fillingFrom({ salvage, copiedAt: copied?.at ?? null, aside, now, deskId, managers });
    const ledger = openLedger({ file: places.repairing, clock, deskId, filling });
    try {
      story = readStory(ledger.settings);
    } finally {
      ledger.close();
    }
  } finally {
    salvage.close();
  }
  const [fault] = faultsOf(places.repairing, 'integrity_check');
  if (fault !== undefined || story === null) throw new Error(`the repaired ledger is not sound: ${fault}`);
  putInPlace(places, aside, mover);
  return story;
}

/** @returns the note of the copy; null without a sound copy */
function startFromCopy(places: Places): CopyNote | null {
  const copied = noteOfCopy(places);
  if (copied === null || !isOfSameDesk(places, copied)) return null;
  copyFileSync(places.copy, places.repairing);
  if (rebuildIndexes(places.repairing) && faultsOf(places.repairing, 'integrity_check').length === 0)
    return copied;
  discard(places.repairing);
  return null;
}

const constraint = 19;

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
    // `constraint`: two rows have the same key, so the copy cannot be used
    if (isDamage(error) || resultCode(error) === constraint) return false;
    throw error;
  }
}

function salvageOf({ ledger }: Places, copied: CopyNote | null): Salvage {
  return stampOf(ledger) === null ? nothing : openSalvage(ledger, copied?.roots ?? {});
}

/** Whether the copy has the ledger's current sequences; a copy made under another computer id has others. */
function isOfSameDesk(places: Places, copied: CopyNote): boolean {
  let desk: unknown = null;
  const salvage = salvageOf(places, copied);
  salvage.each('settings', ([name, value]) => {
    if (name === deskSetting) desk = value;
  });
  salvage.close();
  return copied.desk === null || desk === null || desk === copied.desk;
}

/** Used when the ledger file is missing. */
const nothing: Salvage = {
  each: () => false,
  index: () => [],
  loose: () => [],
  isLooseCurrent: () => false,
  close: () => {},
};
