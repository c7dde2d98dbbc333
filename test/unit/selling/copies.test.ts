import { describe, expect, it } from 'vitest';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { messageIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import type { Fault } from './copy-computer.ts';
import { copyComputer, formOf } from './copy-computer.ts';

describe.skipIf(schemaMissing)(`a manual order that is made in Shopify as well${schemaNote}`, () => {
  it('exists once, unpaid, with an equal total, after repeated submits', async () => {
    const shop = await copyComputer();
    const id = shop.manual.create(formOf(), 'Anna');
    shop.manual.create(formOf(), 'Anna');
    await shop.settle();
    const made = [...shop.shopify.store.orders.values()];
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ financial: 'pending', sourceName: 'shopify_draft_order' });
    const webhook = shop.webhook();
    const copy = shop.ledger.orders.get(webhook.orderId);
    expect(copy?.content.total).toEqual(shop.ledger.orders.get(id)?.content.total);
    expect(copy?.content.total).toEqual({ minor: 104_900, currency: 'UAH' });
    expect(shop.ledger.orders.detail(id)?.copy).toMatchObject({
      state: 'made',
      number: copy?.content.number,
    });
    await shop.stop();
  });

  it('has its recipient and delivery time, as does Shopify’s order', async () => {
    const shop = await copyComputer();
    const recipient = { name: 'Олена Коваль', phone: '097 444 55 66' };
    const wanted = { date: '2025-03-08', from: '10:00', to: '12:00' };
    const id = shop.manual.create(formOf({ recipient, wanted }), 'Anna');
    await shop.settle();
    const copy = shop.ledger.orders.get(shop.webhook().orderId)?.content;
    for (const content of [shop.ledger.orders.get(id)?.content, copy]) {
      expect(content).toMatchObject({
        customer: { name: 'Levko Andrukh', phone: '+380677654321' },
        recipient: { name: 'Олена Коваль', phone: '+380974445566' },
        wanted,
      });
    }
    expect(copy?.properties?.map(({ name }) => name)).toEqual(['orderbell_order']);
    await shop.stop();
  });

  it('carries the customer’s name also where there is no address', async () => {
    const shop = await copyComputer();
    shop.manual.create(formOf({ address: undefined }), 'Anna');
    await shop.settle();
    const copy = shop.ledger.orders.get(shop.webhook().orderId)?.content;
    expect(copy?.customer).toMatchObject({ name: 'Levko Andrukh', phone: '+380677654321' });
    expect(copy?.recipient).toBeUndefined();
    await shop.stop();
  });

  it('is paid there when it is paid here', async () => {
    const shop = await copyComputer();
    shop.manual.create(formOf({ paymentStatus: 'paid', paymentMethod: 'cash' }), 'Anna');
    await shop.settle();
    expect([...shop.shopify.store.orders.values()].map(({ financial }) => financial)).toEqual(['paid']);
    await shop.stop();
  });

  it('stays one order, customer and row after its webhook', async () => {
    const shop = await copyComputer();
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.settle();
    const { orderId } = shop.webhook();
    expect(shop.rung).toEqual([]);
    expect(shop.counts()).toMatchObject({ new: 0, open: 1, today: 1, all: 2 });
    expect(shop.ledger.orders.get(orderId)?.partOf).toEqual({ id, why: 'copy' });
    const detail = shop.ledger.orders.detail(id);
    expect(detail?.related).toMatchObject([{ how: 'part', why: 'copy', order: { id: orderId } }]);
    expect(detail?.nthByContact).toBe(1);
    expect(shop.ledger.verify()).toEqual([]);
    await shop.stop();
  });

  it('stays one order when the webhook is faster than the answer', async () => {
    const state = { early: false };
    const shop = await copyComputer(({ kind }) => (kind === 'mutate' && state.early ? 'dies-after' : null));
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.pass(100);
    state.early = true; // the draft is made; the answer to its completion dies with the app
    while (shop.shopify.store.orders.size === 0) {
      await shop.pass(300);
    }
    state.early = false;
    const { orderId } = shop.webhook();
    expect(shop.rung).toEqual([]);
    expect(shop.counts()).toMatchObject({ open: 1, all: 2 });
    await shop.settle();
    expect(shop.shopify.store.orders.size).toBe(1);
    expect(shop.ledger.orders.get(id)?.copy?.id).toBe(orderId);
    await shop.stop();
  });

  it('takes over payment, shipping and cancellation, and is never moved back', async () => {
    const shop = await copyComputer();
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.settle();
    shop.webhook();
    const [order] = shop.shopify.store.orders.keys();
    if (order === undefined) throw new Error('no order');
    await shop.clock.advance(1000);
    shop.shopify.store.changeOrder(order, { financial: 'paid' });
    shop.webhook();
    expect(shop.ledger.orders.get(id)).toMatchObject({ paymentStatus: 'paid', status: 'taken' });
    await shop.clock.advance(1000);
    shop.shopify.store.changeOrder(order, { financial: 'pending' });
    shop.webhook();
    await shop.clock.advance(1000);
    shop.shopify.store.changeOrder(order, { cancelledAt: shop.clock.now() });
    shop.webhook();
    expect(shop.ledger.orders.get(id)?.status).toBe('cancelled');
    expect(shop.rung).toEqual([]);
    expect(shop.ledger.verify()).toEqual([]);
    await shop.stop();
  });

  it('does not take similar orders in Shopify for the copy', async () => {
    const shop = await copyComputer();
    const id = shop.manual.create(formOf(), 'Anna');
    const tag = shop.ledger.orders.get(id)?.copy?.tag ?? '';
    const order = (sourceId: string, soldThrough: string) =>
      shop.recorder.record(
        {
          source: 'shopify',
          sourceId,
          version: 1,
          content: {
            number: `#${sourceId}`,
            paymentStatus: 'paid',
            customer: {},
            items: [],
            tags: [tag],
            properties: [{ name: 'orderbell_order', value: tag }],
            soldThrough,
          },
        },
        { by: 'shopify', ring: true },
      ).orderId;
    expect(shop.ledger.orders.get(order('1', 'web'))?.partOf).toBeUndefined();
    await shop.settle();
    shop.webhook();
    expect(shop.ledger.orders.get(order('2', 'shopify_draft_order'))?.partOf).toBeUndefined();
    expect(shop.rung).toHaveLength(2);
    await shop.stop();
  });

  it('says why Shopify refuses it, and is made after a retry', async () => {
    let refuses = true;
    const shop = await copyComputer(({ kind }) => {
      if (kind === 'mutate' && refuses)
        throw new Problem('refused', 'Shopify does not allow this', { fix: 'Allow it' });
      return null;
    });
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.settle();
    const stopped = shop.ledger.orders.detail(id)?.copy;
    expect(stopped).toMatchObject({ state: 'stopped', reason: 'Shopify does not allow this. Allow it' });
    const messageId = stopped?.state === 'stopped' ? stopped.messageId : null;
    refuses = false;
    shop.ledger.outbox.unpark(messageIdSchema.parse(messageId), shop.clock.now());
    await shop.settle();
    expect(shop.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'made' });
    expect(shop.shopify.store.orders.size).toBe(1);
    await shop.stop();
  });

  it('waits for a lost sign-in, and is made afterwards', async () => {
    let isOut = true;
    const shop = await copyComputer(() => {
      if (isOut)
        throw new Problem('signed-out', 'Shopify no longer accepts this sign-in', {
          fix: 'Enter its keys again',
        });
      return null;
    });
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.clock.advance(61_000);
    expect(shop.ledger.orders.detail(id)?.copy).toMatchObject({
      state: 'waiting',
      reason: 'Shopify no longer accepts this sign-in. Enter its keys again',
    });
    isOut = false;
    await shop.settle();
    expect(shop.shopify.store.orders.size).toBe(1);
    await shop.stop();
  });

  it('is not made after a cancellation, and leaves no draft', async () => {
    const shop = await copyComputer();
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.pass(100); // the draft is made and still being calculated
    expect(shop.shopify.store.drafts.size).toBe(1);
    shop.ledger.entries.append({
      id: 'deed:1' as never,
      orderId: id,
      at: shop.clock.now(),
      by: 'Anna',
      kind: 'status-set',
      data: { status: 'cancelled', decision: 2 },
    });
    await shop.settle();
    expect(shop.shopify.store.orders.size).toBe(0);
    expect(shop.shopify.store.drafts.size).toBe(0);
    expect(shop.ledger.orders.detail(id)?.copy).toBeNull();
    await shop.stop();
  });

  it('is not made of an order that was merged into another', async () => {
    const shop = await copyComputer(() => {
      throw new Problem('unreachable', 'Shopify could not be reached');
    });
    const id = shop.manual.create(formOf(), 'Anna');
    const other = shop.manual.create(
      formOf({ key: '5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c22', inShopify: undefined }),
      'Anna',
    );
    createSameOrders(shop).merge(other, id, 'Anna');
    expect(() => shop.copies.ask(id, 'Anna')).toThrow(/closed or merged into another order/);
    await shop.stop();
  });

  const faults: readonly Fault[] = ['lost', 'answer-lost', 'dies-before', 'dies-after'];
  const steps = [1, 2, 3, 4];
  it.for(faults.flatMap((fault) => steps.map((step) => [fault, step] as const)))(
    'is one order when a call is %s at step %i',
    async ([fault, step]) => {
      const shop = await copyComputer(({ nth }) => (nth === step ? fault : null));
      const id = shop.manual.create(formOf(), 'Anna');
      await shop.settle();
      expect(shop.shopify.store.orders.size).toBe(1);
      expect(shop.shopify.store.drafts.size).toBe(1);
      shop.webhook();
      expect(shop.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'made' });
      expect(shop.counts()).toMatchObject({ open: 1, all: 2 });
      expect(shop.rung).toEqual([]);
      await shop.stop();
    },
  );

  it('is one order when every second call is lost', async () => {
    const ways: readonly Fault[] = ['answer-lost', 'dies-after', 'lost', 'dies-before'];
    const shop = await copyComputer(({ nth }) =>
      nth % 2 === 1 && nth < 16 ? (ways[((nth - 1) / 2) % 4] ?? null) : null,
    );
    const id = shop.manual.create(formOf(), 'Anna');
    await shop.settle(9000);
    expect(shop.shopify.store.orders.size).toBe(1);
    expect(shop.ledger.orders.detail(id)?.copy).toMatchObject({ state: 'made' });
    await shop.stop();
  });
});
