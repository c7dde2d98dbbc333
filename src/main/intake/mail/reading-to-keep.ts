import type { StoredDocument, StoredReading } from '../../ports.ts';
import type { ReadMail } from './create-mail-reader.ts';

/** The part of a parse result that is stored to detect drift and missing mails later: statistics, and no personal data. */
export function readingToKeep(
  { id, topic }: Pick<StoredDocument, 'id' | 'topic'>,
  { reading, outline, unread }: Pick<ReadMail, 'reading' | 'outline' | 'unread'>,
  {
    family,
    verified,
    mailedAt,
  }: { readonly family: string; readonly verified: boolean; readonly mailedAt: number },
): StoredReading {
  const sure = Object.values(reading.confidence);
  return {
    document: id,
    sender: topic,
    family,
    recipe: reading.recipe,
    kind: reading.kind,
    mailedAt,
    outline,
    unread,
    review: reading.orders.flatMap(({ review = [] }) => review.map(({ code }) => code)),
    confidence: sure.length === 0 ? 0 : sure.reduce((sum, each) => sum + each, 0) / sure.length,
    verified,
    says: reading.says,
    fields: Object.keys(reading.confidence),
  };
}
