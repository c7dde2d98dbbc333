import { z } from 'zod';
import type { Settings } from '../../ports.ts';

const setting = 'ledger.repaired';

export const storySchema = z
  .object({
    /** When it was repaired, epoch milliseconds. */
    at: z.int(),
    /** When the copy was made that it was begun from; null where there was none. */
    copiedAt: z.int().nullable(),
    /** Where the broken file lies. */
    aside: z.string(),
    /** How many orders came since the copy, and were read out of the broken file. */
    orders: z.int(),
    /** How many entries of this computer are known to be missing; those that were loaded come back from BigQuery. */
    missing: z.int(),
    /** Messages of which nobody knows whether they went out. */
    inDoubt: z.int(),
    /** Messages that were owed and of which nothing is left but that. */
    lost: z.int(),
  })
  .readonly();

/** How a ledger was repaired. */
export type RepairStory = z.infer<typeof storySchema>;

export const writeStory = (settings: Pick<Settings, 'set'>, story: RepairStory): void =>
  settings.set(setting, JSON.stringify(story));

/** The last time; null where it never was. */
export function readStory(settings: Pick<Settings, 'get'>): RepairStory | null {
  const kept = settings.get(setting);
  return kept === null ? null : storySchema.parse(JSON.parse(kept));
}

/** How old the copy was, in whole minutes; null where there was none. */
export const copyAgeMinutes = ({ at, copiedAt }: RepairStory): number | null =>
  copiedAt === null ? null : Math.max(0, Math.floor((at - copiedAt) / 60_000));

/** Messages of which nobody knows whether they went out. */
export const doubtfulIn = ({ inDoubt, lost }: RepairStory): number => inDoubt + lost;
