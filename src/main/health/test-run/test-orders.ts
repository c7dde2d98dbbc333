import { createHmac } from 'node:crypto';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { IncomingOrder } from '../../../shared/order.ts';
import type { TestRunPath } from '../../../shared/test-run.ts';
import { manualOrder } from '../../intake/manual/manual-order.ts';
import { testRunMark } from '../../intake/shopify/webhook-intake.ts';
import type { ShopifyConfig } from '../../settings/config.ts';

/** No customer, and no contact that could be written to. */
export const testRunItem = { title: 'Test run, not for sale', quantity: 1, unitPrice: '1.00' } as const;
export const testRunSender = 'orders@fire-drill.example';
export const testRunFamily = 'fire-drill';
/** Far above the ids that Shopify uses. */
const firstShopifyId = 8_000_000_000_000_000;

export type TestOrders = {
  readonly number: string;
  readonly shopify: { readonly id: OrderId; readonly sourceId: number };
  readonly mail: { readonly id: OrderId; readonly sourceId: string };
  readonly manual: { readonly id: OrderId; readonly key: string };
};

/** The orders of one test run, with ids chosen before they arrive. */
export function testOrdersOf(run: string, now: number): TestOrders {
  const number = `FD-${String(now).slice(-8)}`;
  const sourceId = firstShopifyId + now;
  return {
    number,
    shopify: { id: orderIdOf('shopify', String(sourceId)), sourceId },
    mail: { id: orderIdOf(`mail:${testRunFamily}`, number), sourceId: number },
    manual: { id: orderIdOf('manual', run), key: run },
  };
}

/** The orders that come by a path, or by all. */
export const idsBy = (path: TestRunPath | null, orders: TestOrders): readonly OrderId[] =>
  (['shopify', 'mail', 'manual'] as const)
    .filter((one) => path === null || one === path)
    .map((one) => orders[one].id);

export type Facts = { readonly orders: TestOrders; readonly currency: string; readonly now: number };

/** A delivery as Shopify makes it, signed with this computer's own key. */
export function testRunDelivery(
  { orders, currency, now }: Facts,
  { shop, webhookSecrets: [secret = ''] }: ShopifyConfig,
) {
  const at = new Date(now).toISOString();
  const { title, quantity, unitPrice: price } = testRunItem;
  const body = JSON.stringify({
    id: orders.shopify.sourceId,
    name: orders.number,
    test: true,
    created_at: at,
    processed_at: at,
    updated_at: at,
    currency,
    total_price: price,
    subtotal_price: price,
    total_discounts: '0.00',
    total_tax: '0.00',
    financial_status: 'paid',
    fulfillment_status: null,
    source_name: 'orderbell-fire-drill',
    line_items: [{ title, quantity, price, sku: 'DRILL' }],
    tags: 'fire-drill',
  });
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': 'orders/create',
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
    'x-shopify-shop-domain': shop,
    'x-shopify-webhook-id': `${testRunMark}${orders.number}`,
    'x-shopify-triggered-at': at,
  };
  return { headers, body };
}

/** An order mail with invented contacts; it is put into no mailbox. */
export const testRunOrderMail = ({ orders, currency, now }: Facts): Uint8Array =>
  Buffer.from(
    [
      `From: Test run <${testRunSender}>`,
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
      `1 x ${testRunItem.title}    1.00 ${currency}`,
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
      items: [testRunItem],
      customer: {},
      paymentStatus: 'paid',
      note: 'Test run',
    },
    { number: orders.number, at: now, country },
  );
