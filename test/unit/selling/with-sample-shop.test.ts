import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createReconciliation } from '../../../src/main/intake/shopify/reconcile.ts';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { fetchDraftsByTag } from '../../../src/main/selling/draft-orders.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import type { ShopifyClient } from '../../../src/main/shopify/shopify-client.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { soon } from '../../support/soon.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

describe.skipIf(schemaMissing)(`selling in the sample shop${schemaNote}`, () => {
  it('keeps one shop’s links when another connects to the same ledger', async () => {
    const { clock, log, client } = await openShopify();
    const ledger = memoryLedger({ clock });
    const selling = createSelling({ client, ledger, clock, log });
    const { id } = await selling.createDraft(
      draftOrderFormSchema.parse({
        key: '7c6f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c12',
        currency: 'UAH',
        items: [{ title: 'Ribbon', quantity: 1, unitPrice: '20.50' }],
        customer: {},
      }),
      'Daria',
    );
    await soon(async () => {
      await clock.advance(500);
      expect(ledger.drafts.get(id)?.state).toBe('ready');
    });
    await selling.stop();

    // the other shop knows none of the first one's ids
    const other = await openShopify();
    const elsewhere = { ...other.client, shop: 'other.myshopify.com' };
    const next = createSelling({ client: elsewhere, ledger, clock, log });
    await next.pollDrafts();
    expect(ledger.drafts.get(id)?.state).toBe('ready');
    await next.stop();

    const same = createSelling({ client: other.client, ledger, clock, log });
    await same.pollDrafts();
    expect(ledger.drafts.get(id)?.state).toBe('deleted');
    await same.stop();
  });

  it('leads from the form to the paid order, tied to its draft', async () => {
    const { clock, log, shopify, client } = await openShopify();
    const ledger = memoryLedger({ clock });
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    const parts = { client, ledger, recorder, clock, log, config: shopify.config };
    const reconciliation = createReconciliation({ ...parts, publicUrl: () => 'http://127.0.0.1:9' });
    const selling = createSelling({ client, ledger, clock, log, country: () => 'UA' });

    await reconciliation.now();
    expect(reconciliation.status()).toMatchObject({ state: 'working', problem: null });
    const [variant] = ledger.catalogue.search(shopify.config.shop, '', 1);
    if (!variant) throw new Error('the sample shop sells nothing');

    const form = draftOrderFormSchema.parse({
      key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
      currency: 'UAH',
      items: [
        { title: variant.title, quantity: 2, unitPrice: '500', variantId: variant.variantId },
        { title: 'Ribbon', quantity: 1, unitPrice: '20.50' },
      ],
      discount: { kind: 'percent', percent: 10 },
      deliveryFee: '80',
      customer: { name: 'Olena Koval', phone: '067 111 22 33', email: 'olena@example.com' },
      address: 'Sadova 5, Kyiv',
    });
    const { id } = await selling.createDraft(form, 'Daria');
    await soon(async () => {
      await clock.advance(500);
      expect(ledger.drafts.get(id)?.state).toBe('ready');
    });
    expect(ledger.drafts.get(id)?.total).toEqual({ minor: 99845, currency: 'UAH' });
    expect(ledger.drafts.get(id)?.invoiceUrl).toMatch(/^http/);

    const draft = shopify.drafts.newestPayable();
    if (!draft) throw new Error('the draft order is not in the sample shop');
    shopify.drafts.complete(draft, shopify.drafts.buyerOf(draft), 'paid');
    await clock.advance(60_000);
    await reconciliation.now();
    const paid = ledger.drafts.get(id);
    expect(paid).toMatchObject({ state: 'paid', orderId: expect.any(String) });
    const order = paid?.orderId ? ledger.orders.get(paid.orderId) : null;
    expect(order).toMatchObject({ draftId: id, paymentStatus: 'paid' });
    expect(order?.content.total).toEqual({ minor: 99845, currency: 'UAH' });
    await reconciliation.stop();
    await selling.stop();
  });

  it('leaves one edited draft order after a half-failed first try', async () => {
    const { clock, log, shopify, client } = await openShopify();
    const ledger = memoryLedger({ clock });
    let fails = true;
    const failing: ShopifyClient = {
      ...client,
      mutate: async (...call) => {
        const answer = await client.mutate(...call);
        if (fails) throw new Problem('bug', 'the answer was not understood');
        return answer;
      },
    };
    const selling = createSelling({ client: failing, ledger, clock, log });
    const form = {
      key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
      currency: 'UAH',
      items: [{ title: 'Ribbon', quantity: 1, unitPrice: '20' }],
      customer: {},
    };
    await expect(selling.createDraft(draftOrderFormSchema.parse(form), 'Daria')).rejects.toThrow();
    fails = false;
    const items = [{ title: 'Ribbon', quantity: 3, unitPrice: '20' }];
    const { id } = await selling.createDraft(draftOrderFormSchema.parse({ ...form, items }), 'Daria');
    await soon(async () => {
      await clock.advance(5000);
      expect(ledger.drafts.get(id)?.state).toBe('ready');
    });
    expect(ledger.drafts.get(id)?.total).toEqual({ minor: 6000, currency: 'UAH' });
    const made = await fetchDraftsByTag(client, draftTagOf(id), {});
    expect(made.map(({ name }) => name)).toEqual([ledger.drafts.get(id)?.name]);
    expect(shopify.drafts.newestPayable()).toBeDefined();
    await selling.stop();
  });
});
