import { expect, it } from 'vitest';
import { formValuesSchema } from '../../../src/renderer/components/order-form/values.ts';
import { askedLines } from '../../../src/renderer/features/payment-links/form/use-requested-lines.ts';
import type { VariantView } from '../../../src/shared/views.ts';
import { variantView } from '../../support/products.ts';

const variant = (variantId: string, productId: string): VariantView => variantView({ variantId, productId });
const sold: readonly VariantView[] = [variant('mug', 'p1'), variant('250 g', 'p2'), variant('1 kg', 'p2')];
const client = {
  call: async (_name: string, { productId }: { readonly productId: string }) => {
    if (productId === 'broken') throw new Error('no answer');
    return sold.filter((one) => one.productId === productId);
  },
};

it('adds a single variant, asks about several, and skips unsold ones', async () => {
  const wants = ['p1', 'p2', 'gone', 'broken'].map((productId) => ({ productId, title: productId }));
  const asked = await askedLines(client as Parameters<typeof askedLines>[0], wants, {
    locale: 'en',
    currency: 'UAH',
  });
  expect(asked.lines).toMatchObject([
    { variantId: 'mug', quantity: '1', unitPrice: '12.50', fromChat: true },
  ]);
  expect(
    asked.choices.map(({ product, variants }) => [product.title, variants.map(({ title }) => title)]),
  ).toEqual([['p2', ['250 g', '1 kg']]]);
  // a form that is kept half-filled keeps whence its lines are
  expect(formValuesSchema.shape.items.parse(asked.lines)).toEqual(asked.lines);
});
