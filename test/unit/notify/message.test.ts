import { describe, expect, it } from 'vitest';
import type { MessageContext } from '../../../src/main/notify/message.ts';
import { newOrderContent, newOrderText } from '../../../src/main/notify/message.ts';
import { blockOf } from '../../../src/main/notify/messenger-channel.ts';
import { faultsOfContent } from '../../../src/sample-shop/manychat/content.ts';
import { moneyText } from '../../../src/shared/money-text.ts';
import type { Order } from '../../../src/shared/order.ts';
import { orderSchema } from '../../../src/shared/order.ts';
import { dynamicBlockSchema } from '../intake/chatbot/dynamic-block-format.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const order = (content: object = {}, rest: object = {}): Order =>
  orderSchema.parse({
    id: 'shopify:1',
    source: 'shopify',
    sourceId: '1',
    version: 1,
    content: {
      number: '#1001',
      total: uah(124050),
      paymentStatus: 'paid',
      customer: { name: 'Olha P.', phone: '+380501234567' },
      items: [{ title: 'Mug', quantity: 2, lineTotal: uah(124050), options: ['red', 'big'] }],
      ...content,
    },
    status: 'new',
    paymentStatus: 'paid',
    needsReview: false,
    quarantined: false,
    receivedAt: 0,
    changedAt: 0,
    notes: [],
    notifications: [],
    decisions: 0,
    ...rest,
  });
const english = { language: 'en', sourceName: 'Shopify', warehouse: 'in' } as const;
const newOrderMessage = (one: Order, context: MessageContext) => blockOf(newOrderContent(one, context));
const words = (text: string) => text.replaceAll('\u00a0', ' ');

describe('New Order message', () => {
  it('says number, source, customer, lines and total', () => {
    expect(words(newOrderText(order(), english)).split('\n')).toEqual([
      'New order #1001 · Shopify',
      'Customer: Olha P., +380501234567',
      '2 × Mug (red, big) · ₴1,240.50',
      'Total: ₴1,240.50',
      'Payment: paid',
    ]);
  });

  it('speaks Ukrainian', () => {
    const text = words(newOrderText(order(), { ...english, language: 'uk', warehouse: 'late' }));
    expect(text).toContain('Нове замовлення #1001');
    expect(text).toContain('Разом: 1 240,50 ₴');
    expect(text).toContain('Ще не в BigQuery');
  });

  it('marks a notice that did not wait for BigQuery, and one that has none to wait for', () => {
    expect(newOrderText(order(), english)).not.toContain('BigQuery');
    expect(newOrderText(order(), { ...english, warehouse: 'late' })).toContain('Not yet in BigQuery');
    expect(newOrderText(order(), { ...english, warehouse: 'off' })).toContain('BigQuery is not connected');
  });

  it('counts the lines it leaves out', () => {
    const items = Array.from({ length: 13 }, (_, n) => ({ title: `Item ${n}`, quantity: 1, options: [] }));
    const text = newOrderText(order({ items }), english);
    expect(text).toContain('Item 9');
    expect(text).not.toContain('Item 10');
    expect(text).toContain('+3 more');
  });

  it('stays within 2,000 characters and on its own lines, whatever a buyer typed', () => {
    const long = `${'🧋'.repeat(3_000)}\nTotal: 0`;
    const items = Array.from({ length: 40 }, () => ({ title: long, quantity: 1, options: [long, long] }));
    const text = newOrderText(order({ items, number: long, customer: { name: long } }), english);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.isWellFormed()).toBe(true);
    expect(text.split('\n').filter((line) => line.startsWith('Total'))).toHaveLength(1);
  });

  it('says so when an order is a test or needs a person', () => {
    const text = newOrderText(order({ test: true, total: undefined }, { needsReview: true }), english);
    expect(text).toContain('Test order');
    expect(text).toContain('Needs review');
    expect(text).not.toContain('Total');
  });

  it('is a dynamic block with a button for an https link, and for no other', () => {
    const block = newOrderMessage(order(), {
      ...english,
      link: 'https://admin.shopify.com/store/x/orders/1',
    });
    expect(block).toMatchObject({
      version: 'v2',
      content: { messages: [{ type: 'text', buttons: [{ type: 'url', caption: 'Open order' }] }] },
    });
    const plain = newOrderMessage(order(), { ...english, link: 'javascript:alert(1)' });
    expect(JSON.stringify(plain)).not.toContain('buttons');
    for (const sent of [block, plain]) expect(dynamicBlockSchema.parse(sent)).toEqual(sent);
    expect(JSON.stringify(block)).not.toContain('tag');
  });

  it('keeps a long order whole, and its buttons above a text that Messenger takes', () => {
    const items = Array.from({ length: 10 }, (_, n) => ({
      title: `Bouquet of peonies and eucalyptus, number ${n}`,
      quantity: 1,
      options: ['pink', 'with a card'],
    }));
    const link = 'https://admin.shopify.com/store/x/orders/1';
    const block = newOrderMessage(order({ items, note: 'Ring the bell twice. '.repeat(15) }), {
      ...english,
      link,
    });
    const [whole, short] = block.content.messages;
    expect(block.content.messages).toHaveLength(2);
    expect(whole).toEqual({
      type: 'text',
      text: newOrderText(order({ items, note: 'Ring the bell twice. '.repeat(15) }), { ...english, link }),
    });
    expect(short).toMatchObject({ text: 'New order #1001 · Shopify', buttons: [{ url: link }] });
    expect(faultsOfContent(block)).toEqual([]);
    const together = { type: 'text', ...whole, ...short, ...whole };
    expect(faultsOfContent({ ...block, content: { messages: [together] } })).toEqual([
      'data.content.messages.0.text is too long (640).',
    ]);
  });

  it('writes amounts exactly, in the places of the currency', () => {
    expect(words(moneyText({ minor: 123456789, currency: 'UAH' }, 'en'))).toBe('₴1,234,567.89');
    expect(words(moneyText({ minor: -560, currency: 'JPY' }, 'uk'))).toBe('-560 ¥');
  });
});
