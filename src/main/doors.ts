import type { ReceiverParts } from './receiver/receiver.ts';
import type { Shop } from './shop-parts.ts';

const closed = { status: 503, reason: 'the shop is being opened' };
const nobody = { status: 503, json: { ok: false, reason: closed.reason } };

/** Leads what comes to the receiver to the shop that is open then; null: between two of them. */
export function doorsTo(
  shop: () => Shop | null,
): Pick<ReceiverParts, 'shopify' | 'chatbot' | 'desks' | 'onRequest' | 'onDelivery'> {
  return {
    shopify: { receive: async (delivery) => shop()?.webhooks.receive(delivery) ?? closed },
    chatbot: {
      touch: (request) => shop()?.chatbot.touch(request) ?? Promise.resolve({ ...closed, json: {} }),
      catalogue: (request) => shop()?.chatbot.catalogue(request) ?? Promise.resolve({ ...closed, json: {} }),
    },
    desks: {
      hello: (body) => shop()?.link.door.hello(body) ?? nobody,
      stream: (authorization, line) => shop()?.link.door.stream(authorization, line) ?? nobody,
      refusal: (session) => {
        const open = shop();
        return open ? open.link.door.refusal(session) : nobody;
      },
      messages: (session, body) => shop()?.link.door.messages(session, body) ?? nobody,
    },
    onRequest: (what) => shop()?.countRequest(what),
    onDelivery: () => shop()?.coming.begin() ?? (() => {}),
  };
}
