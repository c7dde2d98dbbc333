import { expect, it } from 'vitest';
import { sampleTemplates } from '../../../src/sample-shop/mail-templates/index.ts';
import { openMailShop } from './mail-shop.ts';

it('keeps a taught service a named source after its template is removed', async () => {
  const shop = await openMailShop();
  const olena = await shop.withMail('Olena');
  const sources = async () => (await olena.call('app.state', undefined)).sources;
  const names = async () => (await sources()).map(({ name }) => name);
  expect(await names()).toEqual(['Shopify', 'Manual']);

  const [bloomdash] = sampleTemplates;
  const text = JSON.stringify({ ...bloomdash, family: 'smachno', name: 'Смачно' });
  const { family, version } = await olena.call('recipes.import', { text });
  expect(await names()).toEqual(['Shopify', 'Manual', 'Смачно']);

  shop.orderByMail();
  await shop.until(async () => (await olena.orders()).includes('mail:smachno'), 300_000);
  await olena.call('recipes.remove', { family, version });
  expect((await sources()).at(-1)).toMatchObject({ source: 'mail:smachno', name: 'Smachno' });
});
