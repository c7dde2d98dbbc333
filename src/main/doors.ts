import type { ReceiverParts } from './receiver/receiver.ts';
import type { Shop } from './shop-parts.ts';

const closed = { status: 503, reason: 'the shop is being opened' };

/** Routes the receiver's requests to the open shop; null between two shops. */
export function doorsTo(
  shop: () => Shop | null,
): Pick<ReceiverParts, 'shopify' | 'chatbot' | 'onRequest' | 'onDelivery'> {
  return {
    shopify: { receive: async (delivery) => shop()?.webhooks.receive(delivery) ?? closed },
    chatbot: {
      touch: (request) => shop()?.chatbot.touch(request) ?? Promise.resolve({ ...closed, json: {} }),
      catalogue: (request) => shop()?.chatbot.catalogue(request) ?? Promise.resolve({ ...closed, json: {} }),
    },
    onRequest: (what) => shop()?.countRequest(what),
    onDelivery: () => shop()?.coming.begin() ?? (() => {}),
  };
}
