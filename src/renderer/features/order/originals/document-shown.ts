import { isContent, newestContent } from '../../../../shared/content-entry.ts';
import type { OrderDetail } from '../../../../shared/views.ts';

/**
 * The document that the shown content was parsed from; later documents may only refer to the order. Null if it is not stored
 * here.
 */
export function documentShown({ timeline, documents }: OrderDetail): OrderDetail['documents'][number] | null {
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  const told = newestContent(entries.filter(isContent))?.data.documentId;
  return documents.find(({ id }) => id === told) ?? null;
}
