import { describe, expect, it } from 'vitest';
import { readCatalogueChange } from '../../../src/main/selling/catalogue-change.ts';
import { createHurriedCatalogue } from '../../../src/main/selling/hurried-catalogue.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';

function open(fails: () => boolean = () => false) {
  const clock = fakeClock();
  const read: string[][] = [];
  const hurried = createHurriedCatalogue({
    clock,
    log: quietLog(),
    products: {
      async readNow(ids) {
        read.push([...ids]);
        if (fails()) throw new Problem('unreachable', 'no network');
      },
    },
    collections: { readNow: async (id) => void read.push([id]) },
  });
  return { clock, read, hurried };
}
const product = (id: string) => ({ kind: 'product', id }) as const;

describe('what deliveries name', () => {
  it('is asked for once, however many of them a moment brings', async () => {
    const { clock, read, hurried } = open();
    for (const id of ['1', '2', '1', '2', '1']) hurried.changed(product(id));
    await clock.advance(399);
    expect(read).toEqual([]);
    await clock.advance(1);
    expect(read).toEqual([['1', '2']]);
    await hurried.stop();
  });

  it('is asked for again when Shopify could not be asked', async () => {
    let fails = true;
    const { clock, read, hurried } = open(() => fails);
    hurried.changed(product('1'));
    await clock.advance(400);
    fails = false;
    await clock.advance(30_000);
    expect(read).toEqual([['1'], ['1']]);
    await clock.advance(60_000);
    expect(read).toHaveLength(2);
    await hurried.stop();
  });

  it('is left to the next round when it is half the shop', async () => {
    const { clock, read, hurried } = open();
    for (let id = 0; id < 5000; id += 1) hurried.changed(product(String(id)));
    await clock.advance(400);
    expect(read.flat()).toHaveLength(200);
    await hurried.stop();
  });

  it('leaves nothing waiting behind when it stops', async () => {
    const { clock, hurried } = open();
    hurried.changed(product('1'));
    await hurried.stop();
    hurried.changed(product('2'));
    expect(clock.waiting).toBe(0);
  });
});

describe('a delivery about the catalogue', () => {
  it('names its product by an id no double can hold', () => {
    expect(readCatalogueChange('products/update', '{"id":788032119674292923,"title":"x"}')).toEqual({
      kind: 'product',
      id: 'gid://shopify/Product/788032119674292923',
    });
    expect(readCatalogueChange('collections/delete', '{"id":4}')).toEqual({
      kind: 'collection',
      id: 'gid://shopify/Collection/4',
    });
  });

  it.each([
    ['products/update', ''],
    ['products/update', 'null'],
    ['products/update', '{"id":"gid://x"}'],
    ['products/update', '{"id":-1}'],
    ['products/update', '['.repeat(100_000)],
    ['orders/create', '{"id":1}'],
    ['__proto__', '{"id":1}'],
    ['constructor', '{"id":1}'],
  ])('names nothing: %s with %j', (topic, body) => {
    expect(readCatalogueChange(topic, body)).toBeNull();
  });
});
