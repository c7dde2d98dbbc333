import type { StoredReading } from '../../../src/main/ports.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';

export const usualFields = ['number', 'placedAt', 'phone', 'address', 'items', 'total'] as const;

/** What is kept of the mail of this hour, read whole by its recipe. */
export const keptReading = (hour: number, change: Partial<StoredReading> = {}): StoredReading => ({
  document: documentIdSchema.parse(`mail:${hour}`),
  sender: 'orders@x.example',
  family: 'x',
  recipe: 'x@1',
  kind: 'order',
  mailedAt: hour * 3_600_000,
  outline: ['text|amount', 'label:number+', 'sum:total|amount'],
  unread: [],
  review: [],
  confidence: 0.95,
  verified: true,
  says: 'new-order',
  fields: usualFields,
  ...change,
});
