import { rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { readNote, writeNote } from '../../note-file.ts';
import type { Ledger, Log } from '../../ports.ts';
import type { Places } from './places.ts';
import { placesOf } from './places.ts';

export const stampSchema = z
  .object({
    size: z.number(),
    modifiedMs: z.number(),
    /** When anything of it was changed, its times too. A copy can be given the others, and not this one. */
    changedMs: z.number(),
  })
  .readonly();
/** What a file looks like from outside. */
export type Stamp = z.infer<typeof stampSchema>;

export function stampOf(file: string): Stamp | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? { size: stat.size, modifiedMs: stat.mtimeMs, changedMs: stat.ctimeMs } : null;
}

/** Whether nothing was written to it in between; SQLite may have touched the log beside a ledger by looking at it. */
export const isUnwritten = (one: Stamp | null, other: Stamp | null): boolean =>
  one?.size === other?.size && one?.modifiedMs === other?.modifiedMs;

export const isSame = (one: Stamp | null, other: Stamp | null): boolean =>
  isUnwritten(one, other) && one?.changedMs === other?.changedMs;

/** Notes as what a closed ledger is sound. One whose log is still there was not closed well: its file alone says nothing. */
export function markSound({ mark, ledger }: Places): void {
  const stamp = stampOf(ledger);
  if (stamp !== null && isClosed(ledger)) writeNote(mark, stamp);
}

/** Notes how a ledger was closed: one that is not marked is looked at before it is opened. */
export function noteClosed(ledger: string, isSound: boolean): void {
  const places = placesOf(ledger);
  if (isSound) markSound(places);
  else rmSync(places.mark, { force: true });
}

export type Closing = {
  readonly ledger: Pick<Ledger, 'isDamaged' | 'close'>;
  readonly file: string;
  /** Whether damage was found while it was open. */
  readonly isDamaged: boolean;
  readonly log: Log;
};

/** Closes a ledger and notes how. A note that the disk does not take is logged: it keeps nobody from opening the next ledger. */
export function closeNoted({ ledger, file, isDamaged, log }: Closing): void {
  const isSound = !isDamaged && !ledger.isDamaged();
  ledger.close();
  try {
    noteClosed(file, isSound);
  } catch (error) {
    log.warn('how the ledger was closed could not be noted', { error });
  }
}

/** Whether a ledger is as it was when it was last known to be sound. */
export const isMarkedSound = ({ mark, ledger }: Places): boolean => {
  const stamp = stampOf(ledger);
  return stamp !== null && isClosed(ledger) && isSame(readNote(mark, stampSchema), stamp);
};

/**
 * Whether a ledger lies there that this app did not close: put back from a backup, or copied from elsewhere. One whose log is
 * still there is its own, and the app died.
 */
export const isReplaced = (places: Places): boolean =>
  stampOf(places.ledger) !== null && isClosed(places.ledger) && !isMarkedSound(places);

const isClosed = (ledger: string): boolean => (stampOf(`${ledger}-wal`)?.size ?? 0) === 0;
