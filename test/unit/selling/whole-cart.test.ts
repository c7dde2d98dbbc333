import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createReconciliation } from '../../../src/main/intake/shopify/reconcile.ts';
import { createCalculate } from '../../../src/main/selling/calculate.ts';
import { createDepositTerms } from '../../../src/main/selling/deposit-terms.ts';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { draftInputOf } from '../../../src/main/selling/draft-input.ts';
import { factOfDraftOrder, fetchDraft, sendDraftOrder } from '../../../src/main/selling/draft-orders.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { formTotals } from '../../../src/shared/totals.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';

describe.skipIf(schemaMissing)(`a cart with everything in it${schemaNote}`, () => {
  it('costs the same in form, calculation, draft order and paid order', async () => {
    const { clock, log, shopify, client } = await openShopify();
    const ledger = memoryLedger({ clock });
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    const parts = { client, ledger, recorder, clock, log, config: shopify.config };
    const reconciliation = createReconciliation({ ...parts, publicUrl: () => 'http://127.0.0.1:9' });
    await reconciliation.now();
    const [variant] = ledger.catalogue.search(shopify.config.shop, 'Tulips', 1);
    if (!variant) throw new Error('the sample shop sells no tulips');
    expect(ledger.catalogue.stock(shopify.config.shop, [variant.variantId, 'x'])).toEqual([
      { variantId: variant.variantId, stock: variant.stock, available: true },
    ]);

    const calculate = createCalculate({ client, country: () => 'UA' });
    const start = {
      key,
      currency: 'UAH',
      items: [
        {
          title: variant.title,
          quantity: 3,
          unitPrice: '533.33',
          variantId: variant.variantId,
          discount: { kind: 'amount', amount: '33.33' },
        },
        { title: 'Ribbon', quantity: 7, unitPrice: '1.99', discount: { kind: 'percent', percent: 15 } },
      ],
      discount: { kind: 'percent', percent: 3.33 },
      address: 'Sadova 5, Kyiv',
      customer: { name: 'Olena Koval', phone: '067 111 22 33' },
      tags: ['wedding', 'VIP'],
      reserveHours: 24,
      deposit: 30,
    };
    const [rate] = (await calculate(draftOrderFormSchema.parse(start))).rates;
    if (!rate) throw new Error('no delivery rates');
    const shippingRate = { handle: rate.handle, title: rate.title, price: '120' };
    const form = draftOrderFormSchema.parse({ ...start, shippingRate });
    const ours = formTotals(form);
    const theirs = await calculate(form);
    expect(theirs).toMatchObject({
      total: ours.total,
      discount: ours.discount,
      deliveryFee: ours.deliveryFee,
    });
    expect(theirs.dueNow.minor).toBeLessThan(ours.total.minor);

    const id = draftIdSchema.parse(form.key);
    const tag = draftTagOf(id);
    const terms = await createDepositTerms()(client, form, {});
    const made = await sendDraftOrder(
      client,
      draftInputOf(form, tag, { country: 'UA', at: clock.now(), terms }),
      {},
    );
    expect(factOfDraftOrder(made).total).toEqual(ours.total);
    await clock.advance(2000);
    expect((await fetchDraft(client, made.id, {}))?.ready).toBe(true);

    const draft = shopify.drafts.newestPayable();
    if (!draft) throw new Error('the draft order is not in the sample shop');
    const { id: orderId } = shopify.drafts.complete(draft, shopify.drafts.buyerOf(draft), 'paid');
    await clock.advance(60_000);
    await reconciliation.now();
    const order = ledger.orders.get(orderIdOf('shopify', String(orderId)));
    expect(order).toMatchObject({ paymentStatus: 'partially-paid', needsReview: false });
    expect(order?.content).toMatchObject({
      total: ours.total,
      discount: ours.discount,
      deliveryFee: ours.deliveryFee,
      tags: [tag, 'wedding', 'VIP'],
      draftTag: tag,
    });
    await reconciliation.stop();
  });
});
