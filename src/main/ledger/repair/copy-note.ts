import { z } from 'zod';
import { readNote } from '../../note-file.ts';
import { stampOf } from './file-mark.ts';
import type { Places } from './places.ts';

/** The data stored about a copy. */
const copyNoteSchema = z
  .object({
    /** When it was made, epoch milliseconds. */
    at: z.int(),
    /** The computer id of the ledger; null if unknown. */
    desk: z.string().nullable(),
  })
  .readonly();
export type CopyNote = z.infer<typeof copyNoteSchema>;

/** The note of the copy beside a ledger; null without a copy. A copy put there by hand has no note. */
export function noteOfCopy({ copy, copyNote }: Places): CopyNote | null {
  const stamp = stampOf(copy);
  if (stamp === null) return null;
  return readNote(copyNote, copyNoteSchema) ?? { at: Math.round(stamp.modifiedMs), desk: null };
}
