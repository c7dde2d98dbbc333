import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { draftCreateMutation } from '../../../src/main/shopify/documents.ts';
import { openShopify } from './open.ts';
import { schemaMissing, schemaNote } from './schema-file.ts';

const anything = z.unknown();
const goods = { lineItems: [{ title: 'Bouquet', quantity: 1, originalUnitPrice: '500' }] };

describe.skipIf(schemaMissing)(`whose order a paid draft becomes${schemaNote}`, () => {
  it('is the customer named by the draft', async () => {
    const { client, clock, shopify } = await openShopify();
    const { buyer } = shopify.shopping.buyOnline();
    const customerId = `gid://shopify/Customer/${buyer.customerId}`;
    const input = { ...goods, purchasingEntity: { customerId }, phone: '+380501112233' };
    await client.mutate(draftCreateMutation, { input }, anything);
    await clock.advance(2000);
    const draft = shopify.drafts.newestPayable();
    if (!draft) throw new Error('there is no draft');
    const order = shopify.drafts.complete(draft, shopify.drafts.buyerOf(draft), 'paid');
    expect(order.buyer).toMatchObject({
      customerId: buyer.customerId,
      email: buyer.email,
      phone: '+380501112233',
      orderIndex: 2,
    });
  });

  it('is the customer with the draft’s e-mail, else a new one', async () => {
    const { client, clock, shopify } = await openShopify();
    const { buyer } = shopify.shopping.buyOnline();
    const ids: bigint[] = [];
    for (const email of [buyer.email?.toUpperCase(), 'new@petal.example', 'new@petal.example']) {
      await client.mutate(draftCreateMutation, { input: { ...goods, email } }, anything);
      await clock.advance(2000);
      const draft = shopify.drafts.newestPayable();
      if (!draft) throw new Error('there is no draft');
      ids.push(shopify.drafts.complete(draft, shopify.drafts.buyerOf(draft), 'paid').buyer.customerId);
    }
    expect(ids[0]).toBe(buyer.customerId);
    expect(ids[1]).not.toBe(buyer.customerId);
    expect(ids[2]).toBe(ids[1]);
  });

  it('is refused for a customer the shop does not have', async () => {
    const { client } = await openShopify();
    const input = { ...goods, purchasingEntity: { customerId: 'gid://shopify/Customer/1' } };
    await expect(client.mutate(draftCreateMutation, { input }, anything)).rejects.toMatchObject({
      kind: 'bad-input',
      field: 'purchasingEntity.customerId',
    });
  });
});
