import type { ReceiverParts } from './receiver/receiver.ts';
import type { Shop } from './shop-parts.ts';

const closed = { status: 503, reason: 'the shop is being opened' };

/** Leads what comes to the receiver to the shop that is open then; null: between two of them. */
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
