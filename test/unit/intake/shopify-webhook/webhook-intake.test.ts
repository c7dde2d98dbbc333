import { describe, expect, it } from 'vitest';
import { prove } from '../../../guarantees/prove.ts';
import {
  shopifyDelivery,
  shopifyOrderBody,
  testShop,
  testShopify,
} from '../../../support/shopify-delivery.ts';
import { receivingDesk } from './receiving-desk.ts';

describe('a delivery', () => {
  it('is on disk when it is answered, and an order soon after', async () => {
    const { intake, ledger, understander, understood, orders, rung } = receivingDesk();
    understander.start();

    const answer = await intake.receive(shopifyDelivery());

    expect(answer).toEqual({ status: 200 });
    expect(ledger.documents.waiting('webhook', 10)).toMatchObject([
      { topic: 'orders/create', state: 'waiting', headers: { 'x-shopify-webhook-id': expect.any(String) } },
    ]);
    await understood();
    expect(orders()).toMatchObject([{ id: 'shopify:6100000000001', content: { number: '#1001' } }]);
    expect(rung).toEqual(['shopify:6100000000001']);
  });

  it.each(['customers/update', 'orders/edited', 'draft_orders/create'])(
    'of %s, which only a subscription made by hand sends, is taken and not kept',
    async (topic) => {
      const { intake, ledger } = receivingDesk();
      const delivery = shopifyDelivery({ topic });
      expect(await intake.receive(delivery)).toEqual({ status: 200 }); // else Shopify would send it again
      expect(ledger.documents.ofTopic('webhook', topic, 1)).toEqual([]);
    },
  );

  it('is one order when Shopify delivers it again under other ids', async () => {
    const { intake, understander, understood, orders, ledger } = receivingDesk();
    understander.start();
    for (const webhookId of ['first', 'first', 'second']) {
      const again = await intake.receive(shopifyDelivery({ webhookId }));
      expect(again.status).toBe(200); // any other answer would make Shopify send it again
    }
    await understood();
    expect(orders()).toHaveLength(1);
    expect(ledger.entries.list()).toHaveLength(1);
  });

  it('is one order when it comes again signed with the secret of before', async () => {
    const config = { ...testShopify, webhookSecrets: ['new', 'old'] };
    const { intake, understander, understood, orders, ledger, rung } = receivingDesk({ config });
    understander.start();
    for (const secret of ['old', 'new', 'new']) {
      expect(await intake.receive(shopifyDelivery({ secret }))).toEqual({ status: 200 });
    }
    await understood();
    expect(orders()).toHaveLength(1);
    expect(ledger.entries.list()).toHaveLength(1);
    expect(rung).toHaveLength(1);
  });

  it('changes nothing when it is replayed thirty days later', async () => {
    const { intake, clock, understander, understood, ledger, rung } = receivingDesk();
    understander.start();
    await intake.receive(shopifyDelivery());
    await understood();
    let replays = 0;
    for (const ms of [60_000, 5 * 3_600_000, 30 * 86_400_000]) {
      await clock.advance(ms);
      for (const topic of ['orders/create', 'orders/updated']) {
        await intake.receive(shopifyDelivery({ topic }));
        replays += 1;
      }
    }
    await understood();
    expect(ledger.entries.list()).toHaveLength(1);
    expect(rung).toHaveLength(1);
    prove(10, 'replays', replays);
    prove(10, 'recorded again', ledger.entries.list().length - 1);
  });

  it('that is late does not win over another of its second once Shopify was asked past it', async () => {
    const { intake, understander, understood, ledger, orders } = receivingDesk();
    understander.start();
    for (const [topic, financial_status] of [
      ['orders/paid', 'paid'],
      ['orders/create', 'pending'],
    ] as const) {
      const body = shopifyOrderBody({ financial_status, updated_at: '2025-03-04T09:58:02Z' });
      await intake.receive(shopifyDelivery({ topic, body }));
      await understood();
      ledger.checkpoints.set(`shopify.orders:${testShop}`, '2025-03-04T10:08:03.000Z');
    }
    expect(orders()).toMatchObject([{ paymentStatus: 'paid' }]);
  });

  it('would be seen to tell again, did a replay say anything new', async () => {
    const { intake, clock, understander, understood, ledger } = receivingDesk();
    understander.start();
    await intake.receive(shopifyDelivery());
    await understood();
    await clock.advance(30 * 86_400_000);
    const body = shopifyOrderBody({ updated_at: '2025-04-04T11:58:02+02:00', note: 'Ring twice' });
    await intake.receive(shopifyDelivery({ topic: 'orders/updated', body }));
    await understood();
    expect(ledger.entries.list()).toHaveLength(2);
  });

  it('is never answered with 200 while the disk is full, and is taken once there is room', async () => {
    const { ledger, intakeOn, log } = receivingDesk();
    let isFull = true;
    const intake = intakeOn({
      ...ledger,
      transaction: (work) =>
        ledger.transaction(() => {
          const result = work();
          if (isFull) throw new Error('database or disk is full');
          return result;
        }),
    });
    const both = () =>
      Promise.all([
        intake.receive(shopifyDelivery()),
        intake.receive(shopifyDelivery({ topic: 'orders/paid' })),
      ]);

    expect((await both()).map(({ status }) => status)).toEqual([503, 503]);
    expect(ledger.documents.waiting('webhook', 10)).toEqual([]);
    expect(log.lines.some(({ level }) => level === 'error')).toBe(true);

    isFull = false;
    expect((await both()).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('that spoils a commit fails alone', async () => {
    const { ledger, intakeOn } = receivingDesk();
    const documents = {
      ...ledger.documents,
      put: (document: Parameters<typeof ledger.documents.put>[0]) => {
        if (document.topic === 'orders/paid') throw new Error('this one cannot be stored');
        return ledger.documents.put(document);
      },
    };
    const intake = intakeOn({ ...ledger, documents });
    const topics = ['orders/create', 'orders/paid', 'orders/updated'];
    const answers = await Promise.all(topics.map((topic) => intake.receive(shopifyDelivery({ topic }))));
    expect(answers.map(({ status }) => status)).toEqual([200, 503, 200]);
  });

  it('of another topic is kept and left alone', async () => {
    const { intake, ledger, log, understander } = receivingDesk();
    understander.start();
    const delivery = shopifyDelivery({ topic: 'products/update', body: '{"id":5}' });
    expect(await intake.receive(delivery)).toEqual({ status: 200 });
    expect(ledger.documents.waiting('webhook', 10)).toEqual([]);
    expect(ledger.documents.parked()).toEqual([]);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('a delivery is refused, with the cause and the way out in the log,', () => {
  it.each([
    ['signed with another secret', { secret: 'of-the-admin' }, 401, /made by hand in the admin/],
    ['sent for another shop', { shop: 'evil.myshopify.com' }, 401, /sent for evil\.myshopify\.com/],
    ['without a topic', { topic: '' }, 400, /missing x-shopify-topic/],
    ['without a shop', { shop: '' }, 400, /missing x-shopify-shop-domain/],
  ])('when it is %s', async (_what, wishes, status, reason) => {
    const { intake, log, ledger } = receivingDesk();
    expect(await intake.receive(shopifyDelivery(wishes))).toEqual({
      status,
      reason: expect.stringMatching(reason),
    });
    expect(log.lines).toMatchObject([
      { level: 'warn', message: 'delivery refused', fields: { reason: expect.stringMatching(reason) } },
    ]);
    expect(log.lines[0]?.fields.fix).toEqual(expect.any(String));
    expect(ledger.documents.waiting('webhook', 1)).toEqual([]);
  });

  it('in a line that stays short and of printed signs, whatever its headers hold', async () => {
    const { intake, log } = receivingDesk();
    const long = `\u009b31m${'a'.repeat(7_000)}`;
    await intake.receive(shopifyDelivery({ secret: 'guessed', topic: long, shop: long }));
    expect(log.lines).toHaveLength(1);
    const line = JSON.stringify(log.lines);
    expect(line.length).toBeLessThan(1_000);
    expect(line).not.toMatch(/\p{Cc}/u);
    expect(log.lines[0]?.fields.topic).toMatch(/^31ma+…$/);
  });

  it('when it has no signature', async () => {
    const { headers, body } = shopifyDelivery();
    const { 'x-shopify-hmac-sha256': _signature, ...rest } = headers;
    expect(await receivingDesk().intake.receive({ headers: rest, body })).toEqual({
      status: 401,
      reason: 'no signature',
    });
  });

  it.each([
    ['no shop is connected', null],
    ['no key is known', { ...testShopify, webhookSecrets: [] }],
  ])('for later when %s', async (_what, config) => {
    expect(await receivingDesk({ config }).intake.receive(shopifyDelivery())).toMatchObject({ status: 503 });
  });

  it('even when the only key is an empty one', async () => {
    const { intake } = receivingDesk({ config: { ...testShopify, webhookSecrets: [''] } });
    expect(await intake.receive(shopifyDelivery({ secret: '' }))).toMatchObject({ status: 401 });
  });
});

it('takes deliveries signed with the old and the new secret while a rotation lasts', async () => {
  const { intake } = receivingDesk({ config: { ...testShopify, webhookSecrets: ['new', 'old'] } });
  const statuses = await Promise.all(
    ['new', 'old', 'older'].map((secret) => intake.receive(shopifyDelivery({ secret }))),
  );
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401]);
});

it('does not mind how the shop is spelled', async () => {
  const shop = testShopify.shop.toUpperCase();
  expect(await receivingDesk().intake.receive(shopifyDelivery({ shop }))).toEqual({ status: 200 });
});
