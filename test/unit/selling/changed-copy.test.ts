import { describe, expect, it } from 'vitest';
import { createCopyMarks } from '../../../src/main/selling/copy-marks.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import type { CopyComputer } from './copy-computer.ts';
import { copyComputer, formOf } from './copy-computer.ts';

/** The manager changes the order while its copy is still pending. */
const edit = (shop: CopyComputer, id: OrderId, parts: object): void => {
  const { version } = shop.manual.form(id);
  shop.manual.edit(id, { version }, formOf({ inShopify: undefined, ...parts }), 'Anna');
};
const other = { items: [{ title: 'Vase', quantity: 3, unitPrice: '333.33' }], address: 'Lisova 9, Lviv' };
const theirs = (shop: CopyComputer) => shop.ledger.orders.get(shop.webhook().orderId)?.content;

/** The outcome of a copy that was under way when its order changed: one order, of one draft. */
async function changedMeanwhile(faultAt: Parameters<typeof copyComputer>[0]): Promise<CopyComputer> {
  const shop = await copyComputer(faultAt);
  const id = shop.manual.create(formOf(), 'Anna');
  await shop.pass(100);
  edit(shop, id, other);
  await shop.settle();
  expect(shop.shopify.store.orders.size).toBe(1);
  expect(shop.shopify.store.drafts.size).toBe(1);
  return shop;
}

describe.skipIf(schemaMissing)(`the copy in Shopify of an order that was changed since${schemaNote}`, () => {
  it.for(['answer-lost', 'lost'] as const)(
    'is made from the current order when an earlier call was %s',
    async (fault) => {
      const shop = await changedMeanwhile(({ nth }) => (nth === 1 ? fault : null));
      expect(theirs(shop)).toMatchObject({
        items: [{ title: 'Vase' }],
        address: expect.stringContaining('Lisova 9'),
      });
      await shop.stop();
    },
  );

  it.for([0, 2, 3, 4, 5])('is made from the current order, even if answer %i is lost', async (step) => {
    const shop = await changedMeanwhile(({ nth }) => (nth === step ? 'answer-lost' : null));
    expect(theirs(shop)?.items).toMatchObject([{ title: 'Vase' }]);
    await shop.stop();
  });

  it.for([false, true])(
    'is an earlier version’s draft order, unless the order changed: %s',
    async (isChanged) => {
      const shop = await copyComputer();
      const id = shop.manual.create(formOf(), 'Anna');
      await shop.pass(100);
      const drafts = () => [...shop.shopify.store.drafts.keys()].join();
      const before = drafts();
      const { sentAt, draftId } = createCopyMarks(shop.ledger.settings).read(id);
      shop.ledger.settings.set(`copy.${id}`, JSON.stringify({ sentAt, draftId }));
      expect(draftId).not.toBeNull();
      if (isChanged) edit(shop, id, other);
      await shop.settle();
      expect(shop.shopify.store.orders.size).toBe(1);
      expect(theirs(shop)?.items).toMatchObject([{ title: isChanged ? 'Vase' : 'Ribbon' }]);
      expect(drafts() === before).toBe(!isChanged);
      await shop.stop();
    },
  );
});
