import { readFileSync, rmSync, statSync } from 'node:fs';
import { z } from 'zod';
import { hasCode } from '../../../shared/problem.ts';
import { writeWhole } from '../../write-whole.ts';
import { placesOf } from './places.ts';

export const stampSchema = z.object({ size: z.number(), modifiedMs: z.number() }).readonly();
/** What a file looks like from outside. */
export type Stamp = z.infer<typeof stampSchema>;

export function stampOf(file: string): Stamp | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? { size: stat.size, modifiedMs: stat.mtimeMs } : null;
}

export const isSame = (one: Stamp | null, other: Stamp | null): boolean =>
  one?.size === other?.size && one?.modifiedMs === other?.modifiedMs;

/** A small file of our own; one that cannot be read is as good as none. */
export function readNote<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export const writeNote = (file: string, note: unknown): void => writeWhole(file, `${JSON.stringify(note)}\n`);

/**
 * Notes as what a closed ledger is sound. One whose log is still there was not closed well: its file alone says nothing.
 * @param file where to
 */
export function markSound(file: string, ledger: string): void {
  const stamp = stampOf(ledger);
  if (stamp !== null && isClosed(ledger)) writeNote(file, stamp);
}

/** Notes how a ledger was closed: one that is not marked is looked at before it is opened. */
export function noteClosed(ledger: string, isSound: boolean): void {
  const { mark } = placesOf(ledger);
  if (isSound) markSound(mark, ledger);
  else rmSync(mark, { force: true });
}

/** Whether a ledger is as it was when it was last known to be sound. */
export const isMarkedSound = (file: string, ledger: string): boolean => {
  const stamp = stampOf(ledger);
  return stamp !== null && isClosed(ledger) && isSame(readNote(file, stampSchema), stamp);
};

const isClosed = (ledger: string): boolean => (stampOf(`${ledger}-wal`)?.size ?? 0) === 0;
