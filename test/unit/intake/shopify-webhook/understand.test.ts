import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { readCheckout } from '../../../../src/main/intake/shopify/read-checkout.ts';
import { createUnderstander } from '../../../../src/main/intake/shopify/understand.ts';
import { noticeKinds } from '../../../../src/main/notice-kinds.ts';
import { createRuleStore } from '../../../../src/main/notify/alert-rules/rule-store.ts';
import { createNotifier } from '../../../../src/main/notify/notifier.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { draftChanged, draftTagOf } from '../../../../src/main/selling/draft-fact.ts';
import { lastRule } from '../../../../src/shared/alert-rules/rules.ts';
import { draftIdSchema, orderIdSchema } from '../../../../src/shared/ids.ts';
import { fullDisk } from '../../../support/full-disk.ts';
import { shopifyDelivery, shopifyOrderBody } from '../../../support/shopify-delivery.ts';
import { managersOf } from '../../notify/alert-rules/bell-desk.ts';
import { receivingDesk } from './receiving-desk.ts';

describe('understanding', () => {
  it('picks up what a crash left behind', async () => {
    const { intake, understander, understood, orders } = receivingDesk();
    await intake.receive(shopifyDelivery()); // nobody is running yet: the app died after the answer
    expect(orders()).toEqual([]);
    understander.start();
    await understood();
    expect(orders()).toHaveLength(1);
  });

  it('parks what cannot be read and goes on with the rest', async () => {
    const { intake, ledger, understander, understood, orders } = receivingDesk();
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
    const { intake, understander, understood, orders } = receivingDesk();
    const bodies = Array.from({ length: 65 }, (_, index) => shopifyOrderBody({ id: index + 1 }));
    await Promise.all(bodies.map((body) => intake.receive(shopifyDelivery({ body }))));
    understander.start();
    expect(orders()).toHaveLength(20);
    await understood();
    expect(orders()).toHaveLength(65);
  });

  it('never lets a late delivery move an order backwards', async () => {
    const { intake, understander, understood, orders, ledger } = receivingDesk();
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
    const { intake, ledger, understander, understood } = receivingDesk();
    understander.start();
    await intake.receive(shopifyDelivery());
    await understood();
    const id = orderIdSchema.parse('shopify:6100000000001');
    expect(ledger.orders.detail(id)?.documents).toMatchObject([{ kind: 'webhook' }]);
  });

  it('ties a paid order to the draft order it came from', async () => {
    const { clock, intake, ledger, understander, understood, orders } = receivingDesk();
    const draftId = draftIdSchema.parse('01JD4Y');
    const tag = draftTagOf(draftId);
    ledger.entries.append(draftChanged({ draftId, tag, state: 'ready' }, { at: clock.now(), by: 'Olena' }));
    understander.start();
    await intake.receive(shopifyDelivery({ body: shopifyOrderBody({ tags: `gift, ${tag}` }) }));
    await understood();
    expect(orders()).toMatchObject([{ draftId, soldBy: 'Olena' }]);
    expect(ledger.drafts.get(draftId)).toMatchObject({ state: 'paid', orderId: 'shopify:6100000000001' });
  });

  it('owes the notice of a paid link to who made it, where the bell tells that manager first', async () => {
    const { clock, intake, ledger, log, understood } = receivingDesk();
    const team = managersOf('Anna', 'Bob');
    const names = () => team.map(({ name }) => name);
    const timeZone = () => 'Europe/Kyiv';
    const book = createRuleStore({ ledger, clock, timeZone, managers: names, atDesks: () => new Set() });
    const [own] = lastRule.steps;
    if (!own) throw new Error('the usual rule tells somebody');
    const steps = [{ ...own, whom: { kind: 'in-charge' as const } }];
    book.set({ rules: [{ ...lastRule, steps }], quiet: [] }, 'Anna');
    book.setDuty({ manager: 'Bob', on: true, via: 'app' });
    const { enqueueNotices } = createNotifier({
      ledger,
      clock,
      log,
      config: () => ({ token: '1:key', apiBase: 'http://127.0.0.1:9', callbackKey: null }),
      managers: () => team,
      warehouseOn: () => false,
      language: () => 'en',
      first: book.first,
    });
    const recorder = createRecorder({ ledger, clock, enqueueNotices });
    const understander = createUnderstander({ ledger, recorder, clock, log });
    const draftId = draftIdSchema.parse('01JD4Y');
    const tag = draftTagOf(draftId);
    ledger.entries.append(draftChanged({ draftId, tag, state: 'ready' }, { at: clock.now(), by: 'Anna' }));
    for (const parts of [{ tags: tag }, { id: 2, name: '#1002' }]) {
      await intake.receive(shopifyDelivery({ body: shopifyOrderBody(parts) }));
    }
    understander.start();
    await understood();
    const owed = noticeKinds.flatMap((kind) => ledger.outbox.open(kind));
    expect(owed.map(({ orderId, payload }) => [orderId, payload])).toEqual([
      ['shopify:6100000000001', expect.objectContaining({ manager: 'Anna' })],
      ['shopify:2', expect.objectContaining({ manager: 'Bob' })],
    ]);
  });

  it('marks a draft order opened by the checkout that carries its tag, once', async () => {
    const { clock, intake, ledger, understander, understood } = receivingDesk();
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
    const { intake, ledger, understander, understood } = receivingDesk();
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

  it('keeps nothing of who is in the checkout of a draft order, whatever a subscription made by hand sends', async () => {
    const { intake, ledger } = receivingDesk();
    const body = JSON.stringify({
      token: 't1',
      created_at: '2025-03-04T12:00:00+02:00',
      email: 'visitor@example.com',
      note_attributes: [
        { name: 'orderbell_draft', value: 'orderbell-1' },
        { name: 'For', value: 'Zoryana' },
      ],
      shipping_address: { phone: '+380671234567' },
    });
    await intake.receive(shopifyDelivery({ topic: 'checkouts/create', body }));
    await intake.receive(shopifyDelivery({ topic: 'checkouts/create', body }));
    const [kept, ...more] = ledger.documents.waiting('webhook', 10);
    const text = new TextDecoder().decode(kept?.body);
    expect(text).not.toMatch(/visitor|Zoryana|380671234567/);
    expect(readCheckout(text)).toEqual(readCheckout(body));
    expect(more).toEqual([]);
  });

  it('leaves the checkout of another desk’s draft order alone', async () => {
    const { intake, ledger, understander, understood } = receivingDesk();
    understander.start();
    const note_attributes = [{ name: 'orderbell_draft', value: 'orderbell-elsewhere' }];
    const body = JSON.stringify({ token: 't1', note_attributes });
    await intake.receive(shopifyDelivery({ topic: 'checkouts/create', body }));
    await understood();
    expect(ledger.documents.waiting('webhook', 10)).toEqual([]);
    expect(ledger.entries.list()).toEqual([]);
  });

  it('waits for the disk, without parking anything, and then goes on by itself', async () => {
    const { clock, ledger, log, intake, orders } = receivingDesk();
    let isFull = true;
    const recorder = createRecorder({
      ledger,
      clock,
      enqueueNotices: () => {
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
    const { clock, ledger, log, intake, orders } = receivingDesk();
    let isBroken = true;
    const documents: Ledger['documents'] = {
      ...ledger.documents,
      waiting: (kind, limit) => {
        if (isBroken) throw new Error('disk I/O error');
        return ledger.documents.waiting(kind, limit);
      },
    };
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
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
    const { clock, ledger, log, intake, orders } = receivingDesk();
    const recorder = createRecorder({
      ledger,
      clock,
      enqueueNotices: (orderId) => {
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
