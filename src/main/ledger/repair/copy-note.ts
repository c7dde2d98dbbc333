import { z } from 'zod';

/** What is noted of a copy. */
export const copyNoteSchema = z
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
