import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { backupRestoredAt } from '../ledger/backup-restored.ts';
import type { Settings } from '../ports.ts';

const markSchema = z
  .object({
    /** When a draft order was last sent to Shopify, or may have been; null: never, so that there is nothing to look for. */
    sentAt: z.int().nullable(),
    /** Shopify's id of the draft order that is to become the copy; null while its answer is not here. */
    draftId: z.string().nullable(),
    /** Fingerprints of all that Shopify may have made a draft order of; null: nobody knows any more. */
    prints: z.array(z.string()).readonly().nullable().default(null),
    /** Shopify's ids of draft orders that were deleted again. */
    deleted: z.array(z.string()).readonly().default([]),
  })
  .readonly();
export type CopyMark = z.infer<typeof markSchema>;
const nothingSent: CopyMark = { sentAt: null, draftId: null, prints: [], deleted: [] };

/** How far the making of each copy has got, written down before each step. */
export function createCopyMarks(settings: Settings) {
  const name = (id: OrderId): string => `copy.${id}`;
  return {
    read: (id: OrderId): CopyMark => {
      const text = settings.get(name(id));
      const mark = text === null ? nothingSent : markSchema.parse(JSON.parse(text));
      // a ledger that was put back does not know what was sent since
      const since = backupRestoredAt(settings);
      return mark.sentAt === null && since !== null ? { ...mark, sentAt: since, prints: null } : mark;
    },
    write: (id: OrderId, mark: CopyMark) => settings.set(name(id), JSON.stringify(mark)),
    clear: (id: OrderId) => settings.set(name(id), null),
  };
}
