import { existsSync, readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { readCheckout } from '../../../src/main/intake/shopify/read-checkout.ts';
import { createReconciliation } from '../../../src/main/intake/shopify/reconcile.ts';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { checkoutBody } from '../../../src/sample-shop/shopify/checkout-body.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { soon } from '../../support/soon.ts';
import { listen } from './listener.ts';
import { openShopify } from './open.ts';
import { schemaMissing, schemaNote } from './schema-file.ts';

const formOf = (key: string) =>
  draftOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [{ title: 'Ribbon', quantity: 1, unitPrice: '20' }],
    customer: { email: 'olena@example.com' },
  });
const form = formOf('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11');

async function setUp() {
  const opened = await openShopify();
  const { clock, log, client, shopify } = opened;
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const selling = createSelling({ client, ledger, clock, log });
  const parts = { client, ledger, recorder, clock, log, config: shopify.config };
  const reconciliation = createReconciliation({
    ...parts,
    publicUrl: () => null,
    askDrafts: () => selling.pollDrafts(),
  });
  onTestFinished(() => selling.stop());
  const { id } = await selling.createDraft(form, 'Daria');
  await soon(async () => {
    await clock.advance(500);
    expect(ledger.drafts.get(id)?.state).toBe('ready');
  });
  const draft = shopify.drafts.newestPayable();
  if (!draft) throw new Error('no draft order was created');
  return { ...opened, ledger, selling, reconciliation, id, draft };
}

it.skipIf(schemaMissing)(
  `sends an opened link with the requested fields, by our attribute${schemaNote}`,
  async () => {
    const { shopify, draft, id } = await setUp();
    const listener = await listen();
    onTestFinished(() => listener.close());
    shopify.store.subscriptions.set(1n, {
      id: 1n,
      topic: 'CHECKOUTS_CREATE',
      uri: listener.url,
      format: 'JSON',
      name: null,
      filter: null,
      includeFields: ['token', 'created_at', 'note_attributes'],
      createdAt: 0,
      updatedAt: 0,
    });
    const checkout = shopify.checkouts.open(draft);
    expect(shopify.checkouts.open(draft)).toBe(checkout); // opened again, it is the same one
    await soon(() => expect(listener.received).toHaveLength(1));
    const body = listener.received[0]?.body ?? '';
    expect(listener.received[0]?.headers['x-shopify-topic']).toBe('checkouts/create');
    expect(Object.keys(JSON.parse(body)).sort()).toEqual(['created_at', 'note_attributes', 'token']);
    expect(readCheckout(body)).toMatchObject({ tag: draftTagOf(id), token: checkout.token });
  },
);

const documented = '../shared/contracts/shopify/webhook-schemas/2026-07/checkouts/create.json';
const noSchema = schemaMissing || !existsSync(documented);
it.skipIf(noSchema)('has every key of a documented checkouts/create body', async () => {
  const { shopify, draft } = await setUp();
  const { required } = z
    .object({ required: z.array(z.string()) })
    .parse(JSON.parse(readFileSync(documented, 'utf8')));
  const body = JSON.parse(checkoutBody(shopify.checkouts.open(draft), shopify.config.shop, []));
  expect(required.filter((name) => !(name in body))).toEqual([]);
});

it.skipIf(schemaMissing)('ties an order to its lost draft order, and closes it', async () => {
  const { shopify, ledger, selling, reconciliation, clock, id, draft } = await setUp();
  const checkout = shopify.checkouts.open(draft);
  shopify.drafts.mutations.draftOrderUpdate({
    id: `gid://shopify/DraftOrder/${draft.id}`,
    input: {
      lineItems: [
        {
          title: 'Ribbon',
          quantity: 2,
          originalUnitPriceWithCurrency: { amount: '20', currencyCode: 'UAH' },
        },
      ],
      tags: draft.tags,
      customAttributes: draft.attributes.map(({ name, value }) => ({ key: name, value })),
    },
  });
  shopify.checkouts.pay(checkout, checkout.buyer);
  shopify.checkouts.pay(checkout, checkout.buyer);
  expect(shopify.store.orders.size).toBe(1);
  expect(shopify.store.drafts.get(draft.id)?.status).toBe('OPEN');

  await clock.advance(1_000);
  await reconciliation.now();
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'paid', orderId: expect.any(String) });
  await soon(async () => {
    await clock.advance(20_000);
    expect(shopify.store.drafts.has(draft.id)).toBe(false);
  });
  await soon(() => expect(ledger.drafts.entriesOf(id).map(({ kind }) => kind)).toContain('draft-closing'));
  expect(ledger.drafts.get(id)?.state).toBe('paid');
  expect(selling.work(id)).toBeNull();
  await reconciliation.stop();
});

it.skipIf(schemaMissing)('ties an order without a reference by its draft order', async () => {
  const { shopify, ledger, reconciliation, clock, id, draft } = await setUp();
  shopify.store.drafts.set(draft.id, { ...draft, tags: [], attributes: [] });
  const bare = shopify.store.drafts.get(draft.id);
  if (bare) shopify.drafts.complete(bare, shopify.drafts.buyerOf(bare), 'paid');
  await clock.advance(1_000);
  await reconciliation.now();
  const shown = ledger.drafts.get(id);
  expect(shown).toMatchObject({ state: 'paid', orderId: expect.any(String) });
  expect(shown?.orderId && ledger.orders.get(shown.orderId)).toMatchObject({ draftId: id, soldBy: 'Daria' });
  await reconciliation.stop();
});

it.skipIf(schemaMissing)('finds a draft order that was deleted in Shopify', async () => {
  const { shopify, ledger, reconciliation, id, draft } = await setUp();
  shopify.store.drafts.delete(draft.id);
  await reconciliation.now();
  expect(ledger.drafts.get(id)?.state).toBe('deleted');
  await reconciliation.stop();
});

it.skipIf(schemaMissing)('mails a link, and shows what was mailed', async () => {
  const { shopify, selling, id } = await setUp();
  const message = { via: 'email', to: 'taras@example.com', subject: 'Yours', text: 'Here' } as const;
  await selling.sendLink(id, { sending: crypto.randomUUID(), message }, 'Daria');
  const mails: unknown = await (await fetch(`${shopify.url}/mails.json`)).json();
  expect(mails).toMatchObject([{ to: 'taras@example.com', subject: 'Yours', text: 'Here' }]);
  expect(await (await fetch(`${shopify.url}/mails`)).text()).toContain('taras@example.com');
});
