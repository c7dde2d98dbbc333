import { documentIdSchema } from '../../../shared/ids.ts';
import type { Clock, Ledger, StoredDocument } from '../../ports.ts';

const markHeader = 'x-orderbell-by';

export type ParkedMessage = {
  /** A message with the same key is parked once. */
  readonly key: string;
  readonly topic: string;
  readonly shop: string;
  readonly reason: string;
};

/**
 * Parks a Pub/Sub message for a person to see, among the unreadable deliveries. Its body is not stored: anybody may have sent it,
 * and it could contain personal data that belongs to no order. @returns false when it is parked already
 */
export function parkMessage(
  { documents, transaction }: Pick<Ledger, 'documents' | 'transaction'>,
  clock: Pick<Clock, 'now'>,
  { key, topic, shop, reason }: ParkedMessage,
): boolean {
  return transaction(() => {
    const id = documentIdSchema.parse(`webhook:pubsub:${key}`);
    const headers = { [markHeader]: 'pubsub', 'x-shopify-topic': topic, 'x-shopify-shop-domain': shop };
    const document = { id, kind: 'webhook', topic, headers, body: new Uint8Array() } as const;
    if (!documents.put({ ...document, receivedAt: clock.now() })) return false;
    documents.settle(id, 'parked', { reason });
    return true;
  });
}

/** Whether a parked message has no body to parse again. */
export const isParkedMessage = ({ headers }: Pick<StoredDocument, 'headers'>): boolean =>
  headers[markHeader] === 'pubsub';
