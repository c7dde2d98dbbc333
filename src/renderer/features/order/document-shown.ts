import { isContent, newestContent } from '../../../shared/content-entry.ts';
import type { OrderDetail } from '../../../shared/views.ts';

/** What the order as it is shown was told by: what came later may only speak of it. Null where that is not stored here. */
export function documentShown({ timeline, documents }: OrderDetail): OrderDetail['documents'][number] | null {
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  const told = newestContent(entries.filter(isContent))?.data.documentId;
  return documents.find(({ id }) => id === told) ?? null;
}
