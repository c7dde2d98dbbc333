import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readShopifyOrder } from '../../../../src/main/intake/shopify/read-order.ts';
import { moneyToDecimal } from '../../../../src/shared/money.ts';
import { incomingOrderSchema } from '../../../../src/shared/order.ts';

const bodies = '../shared/contracts/shopify/webhooks';
const there = existsSync(bodies);
const filesOf = (wanted: (topic: string) => boolean): readonly string[] =>
  there
    ? readdirSync(bodies, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && wanted(entry.name))
        .flatMap(({ name }) => readdirSync(join(bodies, name)).map((file) => join(bodies, name, file)))
    : [];
const readAsOrders = ['orders-create', 'orders-updated', 'orders-paid', 'orders-cancelled'];

const plain = z.object({
  name: z.string(),
  currency: z.string(),
  total_price: z.string(),
  line_items: z.array(z.unknown()),
});

describe.skipIf(!there)(`bodies recorded from Shopify (skipped where ${bodies} is not there)`, () => {
  it.each(filesOf((topic) => readAsOrders.includes(topic)))('reads %s as its order', (file) => {
    const text = readFileSync(file, 'utf8');
    const reading = readShopifyOrder(text);
    if (reading.kind !== 'order') throw new Error(reading.reason);

    const { sourceId, content } = incomingOrderSchema.parse(reading.order);
    const body = plain.parse(JSON.parse(text));
    expect(sourceId).toBe(/^ {2}"id": (\d+),$/m.exec(text)?.[1]);
    expect(content.number).toBe(body.name);
    expect(content.total?.currency).toBe(body.currency);
    expect(content.total && moneyToDecimal(content.total)).toBe(body.total_price);
    expect(content.items).toHaveLength(body.line_items.length);
    expect(content.items.every((item) => item.title !== '' && item.lineTotal !== undefined)).toBe(true);
    expect(content).not.toHaveProperty('review');
  });

  it.each(filesOf((topic) => !readAsOrders.includes(topic)))('makes of %s an order or a reason', (file) => {
    const reading = readShopifyOrder(readFileSync(file, 'utf8'));
    if (reading.kind === 'unreadable') expect(reading.reason).not.toBe('');
  });
});
