import { z } from 'zod';
import type { Settings } from '../../ports.ts';

const setting = 'ledger.repaired';

export const storySchema = z
  .object({
    /** When it was repaired, epoch milliseconds. */
    at: z.int(),
    /** When the copy it started from was made; null without a copy. */
    copiedAt: z.int().nullable(),
    /** The path of the broken file. */
    aside: z.string(),
    /** The number of orders carried over from the broken file that came after the copy. */
    orders: z.int(),
    /** The number of messages with an unknown outcome. */
    inDoubt: z.int(),
    /** Whether all of the broken file could be read. */
    isWhole: z.boolean().default(true),
  })
  .readonly();

/** How a ledger was repaired. */
export type RepairStory = z.infer<typeof storySchema>;

export const writeStory = (settings: Pick<Settings, 'set'>, story: RepairStory): void =>
  settings.set(setting, JSON.stringify(story));

/** The last repair; null if there was none. */
export function readStory(settings: Pick<Settings, 'get'>): RepairStory | null {
  const kept = settings.get(setting);
  return kept === null ? null : storySchema.parse(JSON.parse(kept));
}

/** The age of the copy in whole minutes; null without a copy. */
export const copyAgeMinutes = ({ at, copiedAt }: RepairStory): number | null =>
  copiedAt === null ? null : Math.max(0, Math.floor((at - copiedAt) / 60_000));
