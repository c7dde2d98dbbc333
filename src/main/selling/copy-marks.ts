import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { putBackAt } from '../ledger/put-back.ts';
import type { Settings } from '../ports.ts';

const markSchema = z
  .object({
    /** When a draft order was last sent to Shopify, or may have been; null: never, so that there is nothing to look for. */
    sentAt: z.int().nullable(),
    /** Shopify's id of the draft order that is to become the copy; null while its answer is not here. */
    draftId: z.string().nullable(),
  })
  .readonly();
export type CopyMark = z.infer<typeof markSchema>;

/** How far the making of each copy has got, written down before each step. */
export function createCopyMarks(settings: Settings) {
  const name = (id: OrderId): string => `copy.${id}`;
  return {
    read: (id: OrderId): CopyMark => {
      const text = settings.get(name(id));
      const mark = text === null ? { sentAt: null, draftId: null } : markSchema.parse(JSON.parse(text));
      // a ledger that was put back does not know what was sent since
      return { ...mark, sentAt: mark.sentAt ?? putBackAt(settings) };
    },
    write: (id: OrderId, mark: CopyMark) => settings.set(name(id), JSON.stringify(mark)),
    clear: (id: OrderId) => settings.set(name(id), null),
  };
}
