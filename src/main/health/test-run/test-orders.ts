import { createHmac, randomInt } from 'node:crypto';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { IncomingOrder } from '../../../shared/order.ts';
import type { TestRunPath } from '../../../shared/test-run.ts';
import { manualOrder } from '../../intake/manual/manual-order.ts';
import type { Delivery } from '../../intake/shopify/webhook-intake.ts';
import { testRunMark } from '../../intake/shopify/webhook-intake.ts';
import type { ShopifyConfig } from '../../settings/config.ts';

/** No customer, and no contact that could be written to. */
const item = 'Fire drill, not for sale';
export const testRunSender = 'orders@fire-drill.example';
export const testRunFamily = 'fire-drill';

export type TestOrders = {
  readonly number: string;
  readonly shopify: { readonly id: OrderId; readonly sourceId: string };
  readonly mail: { readonly id: OrderId; readonly sourceId: string };
  readonly manual: { readonly id: OrderId; readonly key: string };
};

/** The orders of one test run, with ids chosen before they arrive. */
export function testOrdersOf(drill: string, now: number): TestOrders {
  const number = `FD-${String(now).slice(-8)}`;
  // far above the ids Shopify uses, and new each time
  const sourceId = `90000${now}${randomInt(10)}`;
  return {
    number,
    shopify: { id: orderIdOf('shopify', sourceId), sourceId },
    mail: { id: orderIdOf(`mail:${testRunFamily}`, number), sourceId: number },
    manual: { id: orderIdOf('manual', drill), key: drill },
  };
}

/** The orders that come by a path, or by all. */
export const idsBy = (path: TestRunPath | null, orders: TestOrders): readonly OrderId[] =>
  (['shopify', 'mail', 'manual'] as const)
    .filter((one) => path === null || one === path)
    .map((one) => orders[one].id);

type Facts = { readonly orders: TestOrders; readonly currency: string; readonly now: number };

/** A delivery as Shopify makes it, signed with this computer's own key. */
export function testRunDelivery(
  { orders, currency, now }: Facts,
  { shop, webhookSecrets }: ShopifyConfig,
): Delivery {
  const at = new Date(now).toISOString();
  const body = Buffer.from(
    `{"id":${orders.shopify.sourceId},${JSON.stringify({
      name: orders.number,
      test: true,
      created_at: at,
      processed_at: at,
      updated_at: at,
      currency,
      total_price: '1.00',
      subtotal_price: '1.00',
      total_discounts: '0.00',
      total_tax: '0.00',
      financial_status: 'paid',
      fulfillment_status: null,
      source_name: 'orderbell-fire-drill',
      line_items: [{ title: item, quantity: 1, price: '1.00', sku: 'DRILL' }],
      tags: 'fire-drill',
    }).slice(1)}`,
  );
  const signature = createHmac('sha256', webhookSecrets[0] ?? '')
    .update(body)
    .digest('base64');
  return {
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': signature,
      'x-shopify-shop-domain': shop,
      'x-shopify-webhook-id': `${testRunMark}${orders.number}`,
      'x-shopify-triggered-at': at,
    },
    body,
  };
}

/** An order mail with invented contacts; it is put into no mailbox. */
export const testRunOrderMail = ({ orders, currency, now }: Facts): Uint8Array =>
  Buffer.from(
    [
      `From: Fire drill <${testRunSender}>`,
      'To: shop@fire-drill.example',
      `Subject: New order ${orders.number}`,
      `Date: ${new Date(now).toUTCString()}`,
      `Message-ID: <${orders.number}@fire-drill.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'You have a new order',
      '',
      `Order number: ${orders.number}`,
      '',
      `1 x ${item}    1.00 ${currency}`,
      '',
      `Subtotal: 1.00 ${currency}`,
      `Total: 1.00 ${currency}`,
      '',
    ].join('\r\n'),
  );

export const testRunManualOrder = ({ orders, currency, now }: Facts, country: string | null): IncomingOrder =>
  manualOrder(
    {
      key: orders.manual.key,
      currency,
      items: [{ title: item, quantity: 1, unitPrice: '1.00' }],
      customer: {},
      paymentStatus: 'paid',
      note: 'Fire drill',
    },
    { number: orders.number, at: now, country },
  );
