import { z } from 'zod';
import type { Checkpoints } from '../../ports.ts';

const checkpointSchema = z
  .object({
    /** Whose history it is; what was kept before this was asked says none. */
    mailbox: z.string().optional(),
    historyId: z.string(),
    /** When Gmail was last asked with success; a re-listing begins 48 hours before it. */
    at: z.int(),
    /** Mails known to be there and not yet on disk. They stay until they are stored or gone, so that no failure skips one. */
    pending: z.array(z.string()).readonly(),
  })
  .readonly();
export type Checkpoint = z.infer<typeof checkpointSchema>;

const name = 'gmail';

export function readCheckpoint(checkpoints: Checkpoints): Checkpoint | null {
  const stored = checkpoints.get(name);
  return stored === null ? null : checkpointSchema.parse(JSON.parse(stored));
}

export const writeCheckpoint = (checkpoints: Checkpoints, checkpoint: Checkpoint): void =>
  checkpoints.set(name, JSON.stringify(checkpoint));
