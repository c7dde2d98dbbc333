import { z } from 'zod';
import type { Checkpoints } from '../../ports.ts';

const checkpointSchema = z
  .object({
    /** Whose history it is; what was kept before this was asked says none. */
    mailbox: z.string().optional(),
    historyId: z.string(),
    /**
     * When Gmail was last asked with success, by Google's clock, for this computer's may be set anew; a re-listing begins 48 hours
     * before it.
     */
    at: z.int(),
    /** Mails known to be there and not yet on disk. They stay until they are stored or gone, so that no failure skips one. */
    pending: z.array(z.string()).readonly(),
    /** Begun while the ledger was being filled: where other desks have left the mailbox is still to be asked for. */
    isPartial: z.boolean().optional(),
  })
  .readonly();
export type Checkpoint = z.infer<typeof checkpointSchema>;

const name = 'gmail';
const nameOf = (mailbox: string): string => `${name}:${mailbox}`;

export const readCheckpoint = (checkpoints: Checkpoints): Checkpoint | null => read(checkpoints, name);

/** Where a mailbox was left when another was signed in to; null for one that was never left. */
export const readLeft = (checkpoints: Checkpoints, mailbox: string): Checkpoint | null =>
  read(checkpoints, nameOf(mailbox));

function read(checkpoints: Checkpoints, from: string): Checkpoint | null {
  const stored = checkpoints.get(from);
  return stored === null ? null : checkpointSchema.parse(JSON.parse(stored));
}

/** Call in a transaction: that of another mailbox is kept as it was, for when that one is signed in to again. */
export function writeCheckpoint(checkpoints: Checkpoints, checkpoint: Checkpoint): void {
  const last = readCheckpoint(checkpoints);
  if (last?.mailbox !== undefined && last.mailbox !== checkpoint.mailbox) {
    checkpoints.set(nameOf(last.mailbox), JSON.stringify(last));
  }
  checkpoints.set(name, JSON.stringify(checkpoint));
}
