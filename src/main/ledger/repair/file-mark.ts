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
    /** The inode change time. Unlike the other times it cannot be set on a copy. */
    changedMs: z.number(),
  })
  .readonly();
/** File metadata that identifies a state of the file. */
export type Stamp = z.infer<typeof stampSchema>;

export function stampOf(file: string): Stamp | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? { size: stat.size, modifiedMs: stat.mtimeMs, changedMs: stat.ctimeMs } : null;
}

/** Whether nothing was written in between; a reader may touch the WAL without changing size or mtime. */
export const isUnwritten = (one: Stamp | null, other: Stamp | null): boolean =>
  one?.size === other?.size && one?.modifiedMs === other?.modifiedMs;

export const isSame = (one: Stamp | null, other: Stamp | null): boolean =>
  isUnwritten(one, other) && one?.changedMs === other?.changedMs;

/** Marks a closed ledger as sound. A non-empty WAL means that it was not closed cleanly, so its file alone proves nothing. */
export function markSound({ mark, ledger }: Places): void {
  const stamp = stampOf(ledger);
  if (stamp !== null && isClosed(ledger)) writeNote(mark, stamp);
}

/** Records how a ledger was closed; an unmarked one is checked before it is opened. */
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

/** Closes a ledger and records how. A failed write of the mark is logged and does not prevent the next start. */
export function closeNoted({ ledger, file, isDamaged, log }: Closing): void {
  const isSound = !isDamaged && !ledger.isDamaged();
  ledger.close();
  try {
    noteClosed(file, isSound);
  } catch (error) {
    log.warn('how the ledger was closed could not be noted', { error });
  }
}

/** Whether a ledger is unchanged since it was last known to be sound. */
export const isMarkedSound = ({ mark, ledger }: Places): boolean => {
  const stamp = stampOf(ledger);
  return stamp !== null && isClosed(ledger) && isSame(readNote(mark, stampSchema), stamp);
};

/**
 * Whether the ledger was not closed by this app: restored from a backup, or copied from elsewhere. A ledger with a non-empty
 * WAL is the app's own after a crash.
 */
export const isReplaced = (places: Places): boolean =>
  stampOf(places.ledger) !== null && isClosed(places.ledger) && !isMarkedSound(places);

/** Whether the log is empty, as a clean close leaves it. */
export const isClosed = (ledger: string): boolean => (stampOf(`${ledger}-wal`)?.size ?? 0) === 0;
