import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { documentIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const documentId = (id: string) => documentIdSchema.parse(id);
const put = (id: string, kind: 'mail' | 'webhook' | 'api' = 'webhook') =>
  ledger.documents.put({
    id: documentId(id),
    kind,
    topic: 'orders/create',
    headers: { 'X-Shopify-Topic': 'orders/create' },
    body: new Uint8Array([0, 255, 0xd0, 10]),
    receivedAt: 7,
  });
const waiting = (kind: 'mail' | 'webhook' = 'webhook', limit = 9) =>
  ledger.documents.waiting(kind, limit).map(({ id }) => id);

describe('an original', () => {
  it('is kept byte for byte', () => {
    expect(put('a')).toBe(true);
    expect(ledger.documents.get(documentId('a'))).toEqual({
      id: 'a',
      kind: 'webhook',
      topic: 'orders/create',
      headers: { 'X-Shopify-Topic': 'orders/create' },
      body: new Uint8Array([0, 255, 0xd0, 10]),
      receivedAt: 7,
      state: 'waiting',
      reason: null,
      orderIds: [],
    });
    expect(ledger.documents.get(documentId('b'))).toBeNull();
  });

  it('is counted while pending, by kind, up to a limit', () => {
    for (const id of ['a', 'b', 'c']) put(id);
    put('m', 'mail');
    ledger.documents.settle(documentId('a'), 'understood');
    expect(ledger.documents.countWaiting('webhook', 9)).toBe(2);
    expect(ledger.documents.countWaiting('webhook', 1)).toBe(1);
    expect(ledger.documents.countWaiting('mail', 9)).toBe(1);
    expect([ledger.documents.has(documentId('a')), ledger.documents.has(documentId('z'))]).toEqual([
      true,
      false,
    ]);
  });

  it('is kept once', () => {
    put('a');
    expect(put('a')).toBe(false);
    expect(waiting()).toEqual(['a']);
  });

  it('may be empty', () => {
    const empty = { id: documentId('e'), topic: '', headers: {}, body: new Uint8Array(), receivedAt: 0 };
    ledger.documents.put({ ...empty, kind: 'api' });
    expect(ledger.documents.get(empty.id)?.body).toHaveLength(0);
  });

  it('waits to be understood, oldest first, each kind by itself', () => {
    for (const id of ['a', 'b', 'c']) put(id);
    put('m', 'mail');
    expect([waiting('webhook', 2), waiting('mail')]).toEqual([['a', 'b'], ['m']]);
    ledger.documents.settle(documentId('a'), 'ignored', { reason: 'not an order' });
    expect(waiting()).toEqual(['b', 'c']);
    expect(ledger.documents.get(documentId('a'))).toMatchObject({ state: 'ignored', reason: 'not an order' });
  });

  it('names the orders it contained', () => {
    const order = incomingOrder();
    ledger.entries.append(received(order));
    put('a');
    const orderIds = [orderIdSchema.parse('shopify:1001')];
    ledger.documents.settle(documentId('a'), 'understood', { orderIds });
    ledger.documents.settle(documentId('a'), 'understood', { orderIds });
    expect(ledger.documents.get(documentId('a'))?.orderIds).toEqual(orderIds);
    expect(ledger.verify()).toEqual([]);
  });

  it('that cannot be understood is parked with the reason', () => {
    put('a');
    ledger.documents.settle(documentId('a'), 'parked', { reason: 'no id in it' });
    expect(ledger.documents.parked()).toEqual([expect.objectContaining({ id: 'a', reason: 'no id in it' })]);
    expect(waiting()).toEqual([]);
  });

  it('that is not there cannot be settled', () => {
    expect(() => ledger.documents.settle(documentId('x'), 'ignored')).toThrow('no document x');
  });
});

describe('named values', () => {
  it.each(['settings', 'checkpoints'] as const)('of the %s are as they were last set', (where) => {
    const values = ledger[where];
    expect(values.get('a')).toBeNull();
    values.set('a', '1');
    values.set('a', '2');
    values.set('b', '');
    expect([values.get('a'), values.get('b')]).toEqual(['2', '']);
  });

  it('of the settings can be taken away', () => {
    ledger.settings.set('a', '1');
    ledger.settings.set('a', null);
    ledger.settings.set('a', null);
    expect(ledger.settings.get('a')).toBeNull();
  });
});
