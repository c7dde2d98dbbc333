import { createHmac } from 'node:crypto';
import type { Delivery } from '../../src/main/intake/shopify/webhook-intake.ts';
import type { ShopifyConfig } from '../../src/main/settings/config.ts';

export const testShop = 'clay-and-kiln.myshopify.com';
export const testSecret = 'shpss_0123456789abcdef0123456789abcdef';

export const testShopify: ShopifyConfig = {
  shop: testShop,
  auth: { kind: 'client-credentials', clientId: 'client', clientSecret: testSecret },
  webhookSecrets: [testSecret],
};

/** The body of an order webhook in Shopify's format; `fields` override it. */
export const shopifyOrderBody = (fields: { readonly [name: string]: unknown } = {}): string =>
  JSON.stringify({
    id: 6100000000001,
    name: '#1001',
    created_at: '2025-03-04T11:58:01+02:00',
    processed_at: '2025-03-04T11:58:00+02:00',
    updated_at: '2025-03-04T11:58:02+02:00',
    cancelled_at: null,
    currency: 'UAH',
    presentment_currency: 'UAH',
    total_price: '1240.50',
    subtotal_price: '1160.50',
    total_discounts: '0.00',
    total_tax: '0.00',
    taxes_included: true,
    total_tip_received: '0.00',
    total_shipping_price_set: {
      shop_money: { amount: '80.00', currency_code: 'UAH' },
      presentment_money: { amount: '80.00', currency_code: 'UAH' },
    },
    financial_status: 'paid',
    fulfillment_status: null,
    source_name: 'web',
    test: false,
    email: 'olena@mail.example',
    customer: { id: 7100000000001, first_name: 'Olena', last_name: 'Marchuk', phone: '+380671112233' },
    line_items: [
      {
        title: 'Blue mug',
        variant_title: '350 ml',
        sku: 'MUG-B',
        quantity: 2,
        price: '580.25',
        properties: [],
      },
    ],
    refunds: [],
    note_attributes: [],
    tags: '',
    ...fields,
  });

export const sign = (body: string | Uint8Array, secret = testSecret): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** A delivery with its headers. */
type Signed = Delivery & { readonly headers: Readonly<Record<string, string>> };

export type DeliveryWishes = {
  readonly topic?: string;
  readonly body?: string;
  readonly secret?: string;
  readonly shop?: string;
  readonly webhookId?: string;
};

let made = 0;

/** A delivery like Shopify's: signed, with a new id each time. */
export function shopifyDelivery({
  topic = 'orders/create',
  body = shopifyOrderBody(),
  secret = testSecret,
  shop = testShop,
  webhookId = `webhook-${++made}`,
}: DeliveryWishes = {}): Signed {
  return {
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': sign(body, secret),
      'x-shopify-shop-domain': shop,
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': webhookId,
      'x-shopify-event-id': `event-of-${webhookId}`,
      'x-shopify-triggered-at': '2025-03-04T09:58:03.000Z',
    },
    body: Buffer.from(body),
  };
}

/** Sends it to a receiver's address. @returns the status of the answer */
export async function deliverTo(
  receiver: string,
  { headers, body }: Pick<Signed, 'headers'> & { readonly body: Uint8Array },
): Promise<number> {
  const answer = await fetch(`${receiver}/shopify/webhooks`, {
    method: 'POST',
    headers,
    body: Buffer.from(body),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** A different buyer for each order, because a customer with a thousand orders is unrealistic. */
export const buyerOf = (id: number) => ({
  email: `buyer${id}@mail.example`,
  customer: {
    id,
    first_name: 'Olena',
    last_name: `Buyer ${id}`,
    phone: `+38067${String(1_000_000 + (id % 9_000_000))}`,
  },
});
