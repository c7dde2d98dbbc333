import type { EntryDraft } from '../../../src/shared/entry.ts';
import { entryIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { incomingOrder } from '../../support/orders.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

/** A shop's events of one order in a day: a Shopify order with two lines, notified and packed. */
export function entriesOfAnOrder(number: number, at: number): readonly EntryDraft[] {
  const orderId = orderIdSchema.parse(`shopify:${number}`);
  const order = (version: number) =>
    incomingOrder({
      sourceId: String(number),
      version: at + version,
      currency: 'UAH',
      subtotal: uah(120_000),
      deliveryFee: uah(9_000),
      discount: uah(5_000),
      tax: uah(0),
      placedAt: new Date(at).toISOString(),
      address: 'Україна, 01001 Київ, вулиця Хрещатик 1, квартира 12, домофон 12',
      note: 'Будь ласка, подзвоніть за годину до доставки: у нас маленька дитина спить',
      items: [1, 2].map((line) => ({
        title: 'Осінній букет із жоржин, великий',
        quantity: line,
        unitPrice: uah(40_000),
        lineTotal: uah(40_000 * line),
        options: ['Червоний', 'З листівкою'],
        sku: 'BQ-AUTUMN-L',
        variantId: 'gid://shopify/ProductVariant/44512345678901',
        productId: 'gid://shopify/Product/8123456789012',
      })),
      tags: ['web', 'gift'],
      gateways: ['shopify_payments'],
      landingPage: 'https://shop.example/?utm_source=fb&utm_medium=cpc&utm_campaign=autumn',
    });
  const entry = (name: string, by: string, fact: object): EntryDraft =>
    ({ id: entryIdSchema.parse(`${name}:shopify:${number}`), orderId, at, by, ...fact }) as EntryDraft; // the ledger checks it
  const notified = (manager: string) =>
    entry(`notified:${manager}:messenger`, 'orderbell', {
      kind: 'notified',
      data: { manager, channel: 'messenger', state: 'sent', at },
    });
  return [
    entry('received', 'shopify', { kind: 'order-received', data: { order: order(0) } }),
    entry('attribution', 'shopify', {
      kind: 'attribution-found',
      data: { attribution: { kind: 'ad', last: { source: 'fb', medium: 'cpc', campaign: 'autumn' } } },
    }),
    notified('Olena'),
    notified('Taras'),
    entry('taken', 'Olena', { kind: 'taken', data: { manager: 'Olena', decision: 1 } }),
    entry('status:2', 'Olena', { kind: 'status-set', data: { status: 'preparing', decision: 2 } }),
    entry('status:3', 'Olena', { kind: 'status-set', data: { status: 'ready', decision: 3 } }),
    entry('updated', 'shopify', { kind: 'order-updated', data: { order: order(60_000) } }),
  ];
}
