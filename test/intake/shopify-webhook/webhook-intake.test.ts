import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../src/main/intake/shopify/webhook-intake.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import type { ShopifyConfig } from '../../../src/main/settings/config.ts';
import { draftIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { prove } from '../../proof/prove.ts';
import { fakeClock } from '../../support/clock.ts';
import { fullDisk } from '../../support/full-disk.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { shopifyDelivery, shopifyOrderBody, testShop, testShopify } from '../../support/shopify-delivery.ts';
import { soon } from '../../support/soon.ts';

function desk({ config = testShopify }: { readonly config?: ShopifyConfig | null } = {}) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, oweNotices: (orderId) => rung.push(orderId) });
  const understander = createUnderstander({ ledger, recorder, clock, log });
  const intakeOn = (onto: Ledger) =>
    createWebhookIntake({
      ledger: onto,
      clock,
      log,
      config: () => config,
      onStored: () => understander.drain(),
    });
  const understood = () => soon(() => expect(ledger.documents.waiting('webhook', 1)).toEqual([]));
  const orders = () => [...ledger.orders.each()].map(({ order }) => order);
  return { clock, ledger, log, rung, understander, intake: intakeOn(ledger), intakeOn, understood, orders };
}

describe('a delivery', () => {
  it('is on disk when it is answered, and an order soon after', async () => {
    const { intake, ledger, understander, understood, orders, rung } = desk();
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

  it('is one order when Shopify delivers it again under other ids', async () => {
    const { intake, understander, understood, orders, ledger } = desk();
    understander.start();
    for (const webhookId of ['first', 'first', 'second']) {
      const again = await intake.receive(shopifyDelivery({ webhookId }));
      expect(again.status).toBe(200); // any other answer would make Shopify send it again
    }
    await understood();
    expect(orders()).toHaveLength(1);
    expect(ledger.entries.list()).toHaveLength(1);
  });

  it('changes nothing when it is replayed thirty days later', async () => {
    const { intake, clock, understander, understood, ledger, rung } = desk();
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
    prove(10, 'told again', ledger.entries.list().length - 1);
  });

  it('that is late does not win over another of its second once Shopify was asked past it', async () => {
    const { intake, understander, understood, ledger, orders } = desk();
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
    const { intake, clock, understander, understood, ledger } = desk();
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
    const { ledger, intakeOn, log } = desk();
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
    const { ledger, intakeOn } = desk();
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
    const { intake, ledger, log, understander } = desk();
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
    const { intake, log, ledger } = desk();
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

  it('when it has no signature', async () => {
    const { headers, body } = shopifyDelivery();
    const { 'x-shopify-hmac-sha256': _signature, ...rest } = headers;
    expect(await desk().intake.receive({ headers: rest, body })).toEqual({
      status: 401,
      reason: 'no signature',
    });
  });

  it.each([
    ['no shop is connected', null],
    ['no key is known', { ...testShopify, webhookSecrets: [] }],
  ])('for later when %s', async (_what, config) => {
    expect(await desk({ config }).intake.receive(shopifyDelivery())).toMatchObject({ status: 503 });
  });

  it('even when the only key is an empty one', async () => {
    const { intake } = desk({ config: { ...testShopify, webhookSecrets: [''] } });
    expect(await intake.receive(shopifyDelivery({ secret: '' }))).toMatchObject({ status: 401 });
  });
});

it('takes deliveries signed with the old and the new secret while a rotation lasts', async () => {
  const { intake } = desk({ config: { ...testShopify, webhookSecrets: ['new', 'old'] } });
  const statuses = await Promise.all(
    ['new', 'old', 'older'].map((secret) => intake.receive(shopifyDelivery({ secret }))),
  );
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401]);
});

it('does not mind how the shop is spelled', async () => {
  const shop = testShopify.shop.toUpperCase();
  expect(await desk().intake.receive(shopifyDelivery({ shop }))).toEqual({ status: 200 });
});

describe('understanding', () => {
  it('picks up what a crash left behind', async () => {
    const { intake, understander, understood, orders } = desk();
    await intake.receive(shopifyDelivery()); // nobody is running yet: the app died after the answer
    expect(orders()).toEqual([]);
    understander.start();
    await understood();
    expect(orders()).toHaveLength(1);
  });

  it('parks what cannot be read and goes on with the rest', async () => {
    const { intake, ledger, understander, understood, orders } = desk();
    understander.start();
    const bodies = ['{"id":', shopifyOrderBody({ total_price: 'free' }), shopifyOrderBody()];
    await Promise.all(bodies.map((body) => intake.receive(shopifyDelivery({ body }))));
    await understood();
    expect(orders()).toHaveLength(1);
    expect(ledger.documents.parked().map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/not JSON/),
      expect.stringMatching(/"free" is not an amount/),
    ]);
  });

  it('works off a long queue in turns', async () => {
    const { intake, understander, understood, orders } = desk();
    const bodies = Array.from({ length: 65 }, (_, index) => shopifyOrderBody({ id: index + 1 }));
    await Promise.all(bodies.map((body) => intake.receive(shopifyDelivery({ body }))));
    understander.start();
    expect(orders()).toHaveLength(20);
    await understood();
    expect(orders()).toHaveLength(65);
  });

  it('never lets a late delivery move an order backwards', async () => {
    const { intake, understander, understood, orders, ledger } = desk();
    understander.start();
    const at = (second: number, financial_status: string) =>
      shopifyOrderBody({ updated_at: `2025-03-04T10:00:0${second}Z`, financial_status });
    for (const body of [at(3, 'refunded'), at(1, 'pending'), at(2, 'paid')]) {
      await intake.receive(shopifyDelivery({ topic: 'orders/updated', body }));
    }
    await understood();
    expect(orders()).toMatchObject([{ paymentStatus: 'refunded' }]);
    expect(ledger.entries.list()).toHaveLength(1);
  });

  it('shows the delivery as a document of its order', async () => {
    const { intake, ledger, understander, understood } = desk();
    understander.start();
    await intake.receive(shopifyDelivery());
    await understood();
    const id = orderIdSchema.parse('shopify:6100000000001');
    expect(ledger.orders.detail(id)?.documents).toMatchObject([{ kind: 'webhook' }]);
  });

  it('ties a paid order to the draft order it came from', async () => {
    const { clock, intake, ledger, understander, understood, orders } = desk();
    const draftId = draftIdSchema.parse('01JD4Y');
    const tag = draftTagOf(draftId);
    ledger.entries.append(draftChanged({ draftId, tag, state: 'ready' }, { at: clock.now(), by: 'Olena' }));
    understander.start();
    await intake.receive(shopifyDelivery({ body: shopifyOrderBody({ tags: `gift, ${tag}` }) }));
    await understood();
    expect(orders()).toMatchObject([{ draftId, soldBy: 'Olena' }]);
    expect(ledger.drafts.get(draftId)).toMatchObject({ state: 'paid', orderId: 'shopify:6100000000001' });
  });

  it('marks a draft order opened by the checkout that carries its tag, once', async () => {
    const { clock, intake, ledger, understander, understood } = desk();
    const draftId = draftIdSchema.parse('01JD4Y');
    const tag = draftTagOf(draftId);
    ledger.entries.append(draftChanged({ draftId, tag, state: 'ready' }, { at: clock.now(), by: 'Olena' }));
    understander.start();
    const checkout = (more: object) =>
      shopifyDelivery({
        topic: 'checkouts/create',
        body: JSON.stringify({
          token: 't1',
          created_at: '2025-03-04T12:00:00+02:00',
          note_attributes: [{ name: 'orderbell_draft', value: tag }],
          ...more,
        }),
      });
    await intake.receive(checkout({}));
    await intake.receive(checkout({ note: 'again' }));
    await understood();
    expect(ledger.drafts.get(draftId)).toMatchObject({
      state: 'opened',
      openedAt: Date.parse('2025-03-04T10:00:00Z'),
    });
    expect(ledger.drafts.entriesOf(draftId)).toHaveLength(2);
  });

  it('keeps nothing of a checkout that is no draft order’s', async () => {
    const { intake, ledger, understander, understood } = desk();
    understander.start();
    for (const body of [
      JSON.stringify({ token: 't1', note_attributes: [], email: 'visitor@example.com' }),
      JSON.stringify({ token: 't1', note_attributes: [{ name: 'orderbell_draft', value: 7 }] }),
      JSON.stringify({ token: 't1' }),
      '{"token":',
      'null',
    ]) {
      expect(await intake.receive(shopifyDelivery({ topic: 'checkouts/create', body }))).toEqual({
        status: 200,
      });
    }
    await understood();
    expect(ledger.documents.waiting('webhook', 10)).toEqual([]);
    expect(ledger.entries.list()).toEqual([]);
  });

  it('leaves the checkout of another desk’s draft order alone', async () => {
    const { intake, ledger, understander, understood } = desk();
    understander.start();
    const note_attributes = [{ name: 'orderbell_draft', value: 'orderbell-elsewhere' }];
    const body = JSON.stringify({ token: 't1', note_attributes });
    await intake.receive(shopifyDelivery({ topic: 'checkouts/create', body }));
    await understood();
    expect(ledger.documents.waiting('webhook', 10)).toEqual([]);
    expect(ledger.entries.list()).toEqual([]);
  });

  it('waits for the disk, without parking anything, and then goes on by itself', async () => {
    const { clock, ledger, log, intake, orders } = desk();
    let isFull = true;
    const recorder = createRecorder({
      ledger,
      clock,
      oweNotices: () => {
        if (isFull) throw fullDisk();
      },
    });
    const understander = createUnderstander({ ledger, recorder, clock, log });
    await intake.receive(shopifyDelivery());
    understander.start();
    expect([orders(), ledger.documents.parked()]).toEqual([[], []]);
    isFull = false;
    await clock.advance(5_000);
    expect(orders()).toHaveLength(1);
  });

  it('outlives a ledger that does not even say what waits', async () => {
    const { clock, ledger, log, intake, orders } = desk();
    let isBroken = true;
    const documents: Ledger['documents'] = {
      ...ledger.documents,
      waiting: (kind, limit) => {
        if (isBroken) throw new Error('disk I/O error');
        return ledger.documents.waiting(kind, limit);
      },
    };
    const recorder = createRecorder({ ledger, clock, oweNotices: () => {} });
    const understander = createUnderstander({ ledger: { ...ledger, documents }, recorder, clock, log });
    await intake.receive(shopifyDelivery());
    understander.start();
    isBroken = false;
    await clock.advance(5_000);
    expect(orders()).toHaveLength(1);
  });

  it.each<[string, Error]>([
    ['a bug', new TypeError('a bug')],
    [
      'a mistake in SQL',
      Object.assign(new Error('no such column'), { code: 'ERR_SQLITE_ERROR', errcode: 1 }),
    ],
  ])('parks a delivery that meets %s and goes on with the rest', async (_, bug) => {
    const { clock, ledger, log, intake, orders } = desk();
    const recorder = createRecorder({
      ledger,
      clock,
      oweNotices: (orderId) => {
        if (orderId === 'shopify:1') throw bug;
      },
    });
    const understander = createUnderstander({ ledger, recorder, clock, log });
    const bodies = [1, 2].map((id) => shopifyOrderBody({ id }));
    await Promise.all(bodies.map((body) => intake.receive(shopifyDelivery({ body }))));
    understander.start();
    expect(orders().map(({ id }) => id)).toEqual(['shopify:2']);
    expect(ledger.documents.parked()).toMatchObject([{ reason: bug.message }]);
  });
});
