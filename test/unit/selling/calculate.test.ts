import { describe, expect, it } from 'vitest';
import { createCalculate } from '../../../src/main/selling/calculate.ts';
import { sendDraftOrder } from '../../../src/main/selling/draft-orders.ts';
import type { ShopifyClient } from '../../../src/main/shopify/shopify-client.ts';
import { variants } from '../../../src/sample-shop/catalogue.ts';
import type { Pricing } from '../../../src/sample-shop/shopify/types.ts';
import type { CalculateForm } from '../../../src/shared/forms.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const form = (parts: Partial<CalculateForm> = {}): CalculateForm => ({
  key,
  currency: 'UAH',
  items: [{ title: 'Ribbon', quantity: 2, unitPrice: '50' }],
  ...parts,
});
const bonsai = variants.find(({ sku }) => sku === 'FL-BON-1');
if (!bonsai) throw new Error('the sample shop sells no bonsai');
const twoLeft = {
  title: 'Bonsai',
  quantity: 3,
  unitPrice: '1750',
  variantId: `gid://shopify/ProductVariant/${bonsai.id}`,
};

async function open(pricing?: Pricing) {
  const shop = await openShopify(pricing ? { pricing } : {});
  return { ...shop, calculate: createCalculate({ client: shop.client, country: () => 'UA' }) };
}

describe.skipIf(schemaMissing)(`a form that Shopify works out${schemaNote}`, () => {
  it('has delivery rates with an address, and the chosen one’s price', async () => {
    const { calculate } = await open();
    expect((await calculate(form())).rates).toEqual([]);
    const { rates } = await calculate(form({ address: 'Sadova 5, Kyiv' }));
    const [rate] = rates;
    if (!rate) throw new Error('no rates');
    const chosen = { handle: rate.handle, title: rate.title, price: '120' };
    const priced = await calculate(form({ address: 'Sadova 5, Kyiv', shippingRate: chosen }));
    expect(priced).toMatchObject({ deliveryFee: uah(12_000), total: uah(22_000) });
  });

  it('is calculated without a removed rate, so that another is chosen', async () => {
    const { calculate } = await open();
    const gone = { handle: 'shopify-Rocket-9.00', title: 'Rocket', price: '9' };
    const view = await calculate(form({ address: 'Sadova 5, Kyiv', shippingRate: gone }));
    expect(view.deliveryFee).toEqual(uah(0));
    expect(view.rates.map(({ handle }) => handle)).not.toContain(gone.handle);
    expect(view.rates.length).toBeGreaterThan(0);
  });

  it('shows the tax in it, and the tax on top of it', async () => {
    const vat = { title: 'VAT', percent: 20 };
    const within = await open({ currency: 'UAH', tax: { ...vat, included: true } });
    expect(await within.calculate(form({ deliveryFee: '20' }))).toMatchObject({
      taxIncluded: true,
      tax: uah(1667 + 333),
      total: uah(12_000),
    });
    const onTop = await open({ currency: 'UAH', tax: { ...vat, included: false } });
    expect(await onTop.calculate(form({ deliveryFee: '20' }))).toMatchObject({
      taxIncluded: false,
      tax: uah(2400),
      total: uah(14_400),
    });
  });

  it('is due in part with a deposit, and otherwise whole', async () => {
    const { calculate } = await open();
    expect((await calculate(form())).dueNow).toEqual(uah(10_000));
    expect(await calculate(form({ deposit: 30 }))).toMatchObject({ dueNow: uah(3000), total: uah(10_000) });
  });

  it('knows the remaining stock, less what another draft reserves', async () => {
    const { calculate, client, clock } = await open();
    const ask = async () => (await calculate(form({ items: [twoLeft] }))).lines[0]?.stock;
    expect(await ask()).toEqual({ variantId: twoLeft.variantId, stock: 2, available: true });
    const kept = {
      lineItems: [{ variantId: twoLeft.variantId, quantity: 2 }],
      reserveInventoryUntil: new Date(clock.now() + 3_600_000).toISOString(),
    };
    await sendDraftOrder(client, kept, {});
    expect(await ask()).toEqual({ variantId: twoLeft.variantId, stock: 0, available: false });
    await clock.advance(3_600_001);
    expect(await ask()).toMatchObject({ stock: 2, available: true });
  });

  it('is worked out for the customer it is for', async () => {
    const asked: unknown[] = [];
    const { client } = await open();
    const mutate: ShopifyClient['mutate'] = (document, variables, ...more) => {
      asked.push(variables);
      return client.mutate(document, variables, ...more);
    };
    const calculate = createCalculate({ client: { ...client, mutate }, country: () => 'UA' });
    const customerId = 'gid://shopify/Customer/1';
    await calculate(form({ customerId }));
    await calculate(form());
    expect(asked).toMatchObject([{ input: { purchasingEntity: { customerId } } }, { input: {} }]);
    expect(JSON.stringify(asked[1])).not.toContain('purchasingEntity');
  });

  it('is refused at the line that Shopify names', async () => {
    const { calculate } = await open();
    const gone = { ...twoLeft, variantId: 'gid://shopify/ProductVariant/1' };
    await expect(calculate(form({ items: [twoLeft, gone] }))).rejects.toMatchObject({
      kind: 'bad-input',
      field: 'items.1',
    });
  });
});

it('says that no shop is connected', async () => {
  const calculate = createCalculate({ client: null, country: () => 'UA' });
  await expect(calculate(form())).rejects.toMatchObject({ kind: 'signed-out' });
});

describe('a question to Shopify', () => {
  const never = (): Promise<never> => Promise.reject(new Problem('bug', 'not asked here'));
  const client = (mutate: ShopifyClient['mutate']): ShopifyClient => ({
    shop: 'moss.myshopify.com',
    query: never,
    queryPartly: never,
    who: never,
    mutate,
  });

  it('is cancelled by a newer one of its form only', async () => {
    const signals: AbortSignal[] = [];
    const calculate = createCalculate({
      client: client((_document, _variables, _schema, options) => {
        if (options?.signal) signals.push(options.signal);
        return new Promise(() => {});
      }),
      country: () => 'UA',
    });
    void calculate(form());
    await Promise.resolve();
    void calculate(form({ key: '1c9f3c1e-5f1d-4a43-9a53-6a53f0a1c9d2' }));
    void calculate(form({ deliveryFee: '5' }));
    await Promise.resolve();
    await Promise.resolve();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false]);
  });

  it('has no unknown outcome after a lost answer', async () => {
    const calculate = createCalculate({
      client: client(() =>
        Promise.reject(new Problem('unknown-outcome', 'It is unknown whether Shopify did it')),
      ),
      country: () => 'UA',
    });
    await expect(calculate(form())).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
