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
 * Shows a message of Pub/Sub to a person among the deliveries that could not be read. Its body is not kept: it is a hint that
 * may come from anybody, and could hold people's data that no order leads to. @returns false when it is parked already
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

/** Whether there is nothing in it to be read again. */
export const isParkedMessage = ({ headers }: Pick<StoredDocument, 'headers'>): boolean =>
  headers[markHeader] === 'pubsub';
