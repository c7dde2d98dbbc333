import { z } from 'zod';
import { readNote } from '../../note-file.ts';
import { stampOf } from './file-mark.ts';
import type { Places } from './places.ts';

/** What is noted of a copy. */
const copyNoteSchema = z
  .object({
    /** When it was made, epoch milliseconds. */
    at: z.int(),
    /** The ledger's desk; null where that is not known. */
    desk: z.string().nullable(),
    /** Where the ledger's own tables and indexes began then, which are elsewhere in the copy. */
    roots: z.record(z.string(), z.int()),
  })
  .readonly();
export type CopyNote = z.infer<typeof copyNoteSchema>;

/** What is known of the copy beside a ledger, null where there is none; whoever has put one there by hand wrote no note. */
export function noteOfCopy({ copy, copyNote }: Places): CopyNote | null {
  const stamp = stampOf(copy);
  if (stamp === null) return null;
  return readNote(copyNote, copyNoteSchema) ?? { at: Math.round(stamp.modifiedMs), roots: {}, desk: null };
}
