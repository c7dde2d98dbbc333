import { setTimeout as pause } from 'node:timers/promises';
import {
  buyerOf,
  deliverTo,
  shopifyDelivery,
  shopifyOrderBody,
  testSecret,
  testShop,
} from '../support/shopify-delivery.ts';

/** A shop whose webhooks alone come: nobody answers what it is asked. */
export const webhookShop = {
  ORDERBELL_SHOPIFY_SHOP: testShop,
  ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
  ORDERBELL_SHOPIFY_CLIENT_SECRET: testSecret,
  ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
} as const;

/** A shop that is being opened, as whenever another computer becomes the one that listens, is sent it again, as Shopify does. */
const tries = 20;
const againMs = 100;

/**
 * A new order of a customer of its own.
 * @param receiver the receiver's address
 * @param at when it was placed, epoch milliseconds
 * @throws when it is not taken
 */
export async function deliverOrder(receiver: string, id: number, at = Date.now()): Promise<void> {
  const now = new Date(at).toISOString();
  const body = shopifyOrderBody({
    id,
    name: `#${id}`,
    ...buyerOf(id),
    created_at: now,
    processed_at: now,
    updated_at: now,
  });
  const delivery = shopifyDelivery({ topic: 'orders/create', body });
  for (let nth = 1; ; nth += 1) {
    const status = await deliverTo(receiver, delivery);
    if (status === 200) return;
    if (status !== 503 || nth === tries) throw new Error(`a webhook was answered ${status}`);
    await pause(againMs);
  }
}
