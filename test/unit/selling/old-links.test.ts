import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import type { DraftId } from '../../../src/shared/ids.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const day = 86_400_000;
const shopifyIdOf = (number: number) => `gid://shopify/DraftOrder/${number}`;
const idOf = (number: number): DraftId =>
  draftIdSchema.parse(`0e4f0f5e-5b1c-4a53-9d5e-${String(number).padStart(12, '0')}`);

/** A computer with draft orders whose links are out, and Shopify with the same ones. */
async function setUp() {
  const shopify = await startFakeShopify();
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const become = new Map<string, object>();
  shopify.on('Drafts', ({ ids }) => ({
    data: {
      nodes: (ids as string[]).map((id) => ({
        id,
        name: '#D5',
        status: 'OPEN',
        ready: true,
        invoiceUrl: 'https://fern.example/invoices/5',
        tags: [],
        totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
        ...become.get(id),
      })),
    },
  }));
  const client = createShopifyClient({ config: shopify.config, clock, log });
  const selling = createSelling({ client, ledger, clock, log });
  const make = (number: number) =>
    ledger.entries.append(
      draftChanged(
        {
          draftId: idOf(number),
          tag: draftTagOf(idOf(number)),
          state: 'ready',
          round: 1,
          shopifyId: shopifyIdOf(number),
          shop: shopify.config.shop,
          name: '#D5',
          invoiceUrl: 'https://fern.example/invoices/5',
          total: { minor: 64_050, currency: 'UAH' },
        },
        { at: clock.now(), by: 'Anna' },
      ),
    );
  const asked = () => shopify.callsOf('Drafts').map(({ variables }) => variables.ids as string[]);
  return { clock, ledger, selling, shopify, become, make, asked };
}

it('links unpaid for a month are checked in turns, a page each', async () => {
  const { clock, ledger, selling, make, asked } = await setUp();
  ledger.transaction(() => {
    for (let number = 0; number < 300; number += 1) make(number);
  });
  await clock.advance(30 * day);
  make(300);
  for (let round = 0; round < 6; round += 1) {
    const before = asked().length;
    await selling.pollDrafts();
    const calls = asked().slice(before);
    expect(calls.length).toBeLessThanOrEqual(2);
    expect(calls.flat()).toContain(shopifyIdOf(300));
  }
  expect(new Set(asked().flat()).size).toBe(301);
  await selling.pollDrafts();
  expect(asked().at(-2)).toContain(shopifyIdOf(0));
  await selling.stop();
});

it('a request that Shopify did not respond is sent again', async () => {
  const { clock, selling, shopify, make, asked } = await setUp();
  for (let number = 0; number < 60; number += 1) make(number);
  await clock.advance(30 * day);
  shopify.once('Drafts', { status: 403 });
  await expect(selling.pollDrafts()).rejects.toThrow();
  await selling.pollDrafts();
  await selling.pollDrafts();
  const [refused, again, rest] = asked();
  expect(again).toEqual(refused);
  expect(rest).toHaveLength(10);
  await selling.stop();
});

it('an old link’s order is awaited, then tied to it at once', async () => {
  const { clock, ledger, selling, become, make } = await setUp();
  for (let number = 0; number < 120; number += 1) make(number);
  await clock.advance(30 * day);
  const order = { legacyResourceId: '1001', name: '#1001', displayFinancialStatus: 'PAID' };
  become.set(shopifyIdOf(0), { status: 'COMPLETED', order });
  await selling.pollDrafts();
  expect(selling.paidElsewhere()).toMatchObject([{ order: 'shopify:1001' }]);
  ledger.entries.append(received(incomingOrder({ sourceId: '1001', paymentStatus: 'paid' })));
  await selling.pollDrafts();
  expect(ledger.drafts.get(idOf(0))).toMatchObject({ state: 'paid', orderId: 'shopify:1001' });
  await selling.stop();
});

it('an order without a draft reference marks its tied draft paid', async () => {
  const { clock, ledger, selling, become, make } = await setUp();
  make(0);
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const receive = (version: number, paymentStatus: 'pending' | 'paid') => {
    const incoming = incomingOrder({ sourceId: '1001', version, paymentStatus });
    const { orderId } = recorder.record(incoming, { by: 'shopify', ring: true });
    return tieToDraft(ledger, clock, orderId, incoming.content);
  };
  const order = { legacyResourceId: '1001', name: '#1001', displayFinancialStatus: 'PENDING' };
  become.set(shopifyIdOf(0), { status: 'COMPLETED', order });
  expect(receive(1, 'pending')).toBe(false);
  await selling.pollDrafts();
  expect(ledger.drafts.get(idOf(0))).toMatchObject({ state: 'ready', orderId: 'shopify:1001' });
  receive(2, 'paid');
  expect(ledger.drafts.get(idOf(0))).toMatchObject({ state: 'paid', orderId: 'shopify:1001' });
  await selling.stop();
});
