import { z } from 'zod';
import type { Checkpoints } from '../../ports.ts';

const checkpointSchema = z
  .object({
    /** The mailbox of the history. */
    mailbox: z.string().optional(),
    /** Empty while the ledger is restored: how far other computers have handled the mailbox is still unknown. */
    historyId: z.string(),
    /**
     * When Gmail was last polled successfully, by Google's clock, since the local clock may change. A new listing begins 48 hours
     * before it.
     */
    at: z.int(),
    /** Known mails that are not yet on disk. They stay until they are stored or gone, so that no failure skips one. */
    pending: z.array(z.string()).readonly(),
  })
  .readonly();
export type Checkpoint = z.infer<typeof checkpointSchema>;

const name = 'gmail';
const nameOf = (mailbox: string): string => `${name}:${mailbox}`;

export const readCheckpoint = (checkpoints: Checkpoints): Checkpoint | null => read(checkpoints, name);

/** The checkpoint of a mailbox that is not signed in now; null if there is none. */
export const readLeft = (checkpoints: Checkpoints, mailbox: string): Checkpoint | null =>
  read(checkpoints, nameOf(mailbox));

function read(checkpoints: Checkpoints, from: string): Checkpoint | null {
  const stored = checkpoints.get(from);
  return stored === null ? null : checkpointSchema.parse(JSON.parse(stored));
}

/** Must run in a transaction. The checkpoint of another mailbox is kept for its next sign-in. */
export function writeCheckpoint(checkpoints: Checkpoints, checkpoint: Checkpoint): void {
  const last = readCheckpoint(checkpoints);
  if (last?.mailbox !== undefined && last.mailbox !== checkpoint.mailbox) {
    checkpoints.set(nameOf(last.mailbox), JSON.stringify(last));
  }
  checkpoints.set(name, JSON.stringify(checkpoint));
}
