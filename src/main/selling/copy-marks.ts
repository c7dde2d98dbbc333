import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { backupRestoredAt } from '../ledger/backup-restored.ts';
import type { Settings } from '../ports.ts';

const markSchema = z
  .object({
    /** When a draft order was last sent, or may have been sent, to Shopify; null: never. */
    sentAt: z.int().nullable(),
    /** Shopify's id of the draft order that becomes the copy; null until Shopify has answered. */
    draftId: z.string().nullable(),
    /** Fingerprints of every input that Shopify may have made a draft order of; null: not known. */
    prints: z.array(z.string()).readonly().nullable().default(null),
    /** Shopify's ids of draft orders that were deleted again. */
    deleted: z.array(z.string()).readonly().default([]),
  })
  .readonly();
export type CopyMark = z.infer<typeof markSchema>;
const nothingSent: CopyMark = { sentAt: null, draftId: null, prints: [], deleted: [] };

/** Stores the progress of each copy before every step. */
export function createCopyMarks(settings: Settings) {
  const name = (id: OrderId): string => `copy.${id}`;
  return {
    read: (id: OrderId): CopyMark => {
      const text = settings.get(name(id));
      const mark = text === null ? nothingSent : markSchema.parse(JSON.parse(text));
      // a restored ledger does not know what was sent after the backup
      const since = backupRestoredAt(settings);
      return mark.sentAt === null && since !== null ? { ...mark, sentAt: since, prints: null } : mark;
    },
    write: (id: OrderId, mark: CopyMark) => settings.set(name(id), JSON.stringify(mark)),
    clear: (id: OrderId) => settings.set(name(id), null),
  };
}
