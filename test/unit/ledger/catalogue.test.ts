import { beforeEach, describe, expect, it } from 'vitest';
import type { StoredProduct } from '../../../src/main/catalogue-port.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { VariantView } from '../../../src/shared/views.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { productOf } from '../../support/products.ts';

const shop = 'fern.myshopify.com';
let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

/** A product of one variant. */
const single = (
  id: string,
  { updatedAt = 1, ...parts }: Partial<VariantView & Pick<StoredProduct, 'updatedAt'>> = {},
) => productOf({ productId: `p${id}`, updatedAt }, [{ variantId: id, ...parts }]);
const put = (...products: readonly StoredProduct[]) => ledger.catalogue.upsert(shop, products);
const search = (text: string) => ledger.catalogue.search(shop, text, 10).map(({ variantId }) => variantId);
type Page = Parameters<Ledger['catalogue']['products']>[1];
const page = (options: Partial<Page> = {}) =>
  ledger.catalogue.products(shop, { offset: 0, limit: 10, ...options });
const shown = (options: Partial<Page> = {}) => page(options).products.map(({ productId }) => productId);

describe('the catalogue', () => {
  it('keeps the newest word on a product', () => {
    put(single('1', { updatedAt: 5, title: 'Now' }));
    put(single('1', { updatedAt: 4, title: 'Before' }));
    expect(ledger.catalogue.search(shop, '', 9)[0]?.title).toBe('Now');
    put(single('1', { updatedAt: 5, title: 'Now', stock: 0, available: false }));
    expect(ledger.catalogue.search(shop, '', 9)).toEqual([
      expect.objectContaining({ title: 'Now', stock: 0, available: false, imageUrl: null }),
    ]);
    expect(page().products).toMatchObject([{ stock: 0, available: false }]);
    expect(ledger.catalogue.count(shop)).toBe(1);
  });

  it('is searched by the beginnings of titles, codes and barcodes', () => {
    put(
      single('1', { title: 'Букет «Осінь»', sku: 'BQ-7/XL', barcode: '4820000000017' }),
      single('2', { title: 'Троянди червоні', sku: 'RS-12', barcode: '0012345678905' }),
    );
    expect(
      ['осі', 'БУКЕТ ос', 'bq7', 'bq-7', 'rs', 'чер тро', 'осі тро', '4820000000017', '48200', '001234'].map(
        search,
      ),
    ).toEqual([['1'], ['1'], ['1'], ['1'], ['2'], ['2'], [], ['1'], ['1'], ['2']]);
  });

  it('lists exact code matches before prefix matches', () => {
    put(
      single('1', { title: 'A', sku: 'MUG-10' }),
      single('2', { title: 'B', sku: 'MUG-1', available: false }),
    );
    expect(search('mug-1')).toEqual(['2', '1']);
  });

  it('lists the variants of one product, available ones first', () => {
    put(
      productOf({ productId: 'p9' }, [
        { variantId: 'S', available: false },
        { variantId: 'M', available: true },
      ]),
      single('1'),
    );
    expect(ledger.catalogue.variants(shop, 'p9').map(({ variantId }) => variantId)).toEqual(['M', 'S']);
    expect(ledger.catalogue.variants(null, 'p9')).toEqual([]);
  });

  it('is found by what it is called now', () => {
    put(single('1', { title: 'Rose' }));
    put(single('1', { title: 'Tulip', updatedAt: 2 }));
    expect([search('rose'), search('tulip')]).toEqual([[], ['1']]);
    expect([shown({ text: 'rose' }), shown({ text: 'tulip' })]).toEqual([[], ['p1']]);
  });

  it('forgets a variant its product lost, and an unlisted product', () => {
    const rose = (updatedAt: number, ...ids: readonly string[]) =>
      productOf(
        { productId: 'rose', title: 'Rose', updatedAt },
        ids.map((variantId) => ({ variantId, title: `Rose ${variantId}` })),
      );
    put(rose(1, '1', '2'), single('3'));
    put(rose(2, '2'));
    expect(search('rose')).toEqual(['2']);
    put(rose(1, '1')); // an older word
    expect(search('rose')).toEqual(['2']);
    expect(ledger.catalogue.keepOnly(shop, new Set(['p3']))).toBe(1);
    expect([search('rose'), search(''), shown()]).toEqual([[], ['3'], ['p3']]);
    expect(ledger.catalogue.drop(shop, ['p3', 'never-there'])).toBe(1);
    expect([search(''), shown()]).toEqual([[], []]);
  });

  it('belongs to each shop, and is empty without a shop', () => {
    const other = 'moss.myshopify.com';
    put(single('1'));
    ledger.catalogue.upsert(other, [single('1', { title: 'Moss' }), single('2', { title: 'Lichen' })]);
    expect(ledger.catalogue.search(shop, '', 9).map(({ title }) => title)).toEqual(['Thing 1']);
    expect(search('moss')).toEqual([]);
    expect([shop, other, null].map((one) => ledger.catalogue.count(one))).toEqual([1, 2, 0]);
    expect(ledger.catalogue.products(other, { offset: 0, limit: 9 }).products).toHaveLength(2);
    expect(ledger.catalogue.products(null, { offset: 0, limit: 9 })).toEqual({ more: false, products: [] });
    expect(ledger.catalogue.keepOnly(other, new Set())).toBe(2);
    expect(ledger.catalogue.count(shop)).toBe(1);
  });

  it('shows what can be bought first', () => {
    put(single('1', { available: false }), single('2'));
    expect(search('thing')).toEqual(['2', '1']);
  });

  it('reports the stock of the known variants', () => {
    put(single('1', { stock: 4 }), single('2', { stock: null, available: false }));
    expect(ledger.catalogue.stock(shop, ['2', '1', '1', 'x'])).toEqual([
      { variantId: '2', stock: null, available: false },
      { variantId: '1', stock: 4, available: true },
    ]);
  });
});

describe('the gallery', () => {
  const price = (minor: number) => ({ price: { minor, currency: 'UAH' } });

  it('has one card per product, with its lowest payable price and stock', () => {
    put(
      productOf({ productId: 'a' }, [
        { variantId: '1', ...price(500), stock: 2 },
        { variantId: '2', ...price(300), stock: 5 },
        { variantId: '3', ...price(100), stock: 9, available: false },
      ]),
      productOf({ productId: 'b' }, [{ variantId: '4', ...price(900), available: false, stock: 0 }]),
      productOf({ productId: 'c' }, [
        { variantId: '5', ...price(700), stock: null },
        { variantId: '6', ...price(700), stock: 4 },
      ]),
    );
    const cards = page().products.map(({ productId, price: { minor }, varies, stock, available }) => [
      productId,
      minor,
      varies,
      stock,
      available,
    ]);
    expect(cards).toEqual([
      ['a', 300, true, 7, true],
      ['c', 700, false, null, true],
      ['b', 900, false, 0, false],
    ]);
  });

  it('is read in pages, and for a word', () => {
    put(...['1', '2', '3'].map((id) => single(id)));
    expect([shown({ offset: 1, limit: 1 }), page({ offset: 1, limit: 1 }).more]).toEqual([['p2'], true]);
    expect(page({ offset: 2, limit: 1 }).more).toBe(false);
    expect(shown({ text: 'bq-3' })).toEqual(['p3']);
    expect([shown({ text: 'none' }), shown({ text: '🌸' })]).toEqual([[], []]);
  });

  it('hides drafts, archived products, and ones without an online page', () => {
    put(
      productOf({ productId: 'a', productUrl: 'https://fern.example/a' }, [{ variantId: '1' }]),
      productOf({ productId: 'b', listed: false, productUrl: 'https://fern.example/b' }, [
        { variantId: '2' },
      ]),
      productOf({ productId: 'till-only', productUrl: null }, [{ variantId: '3' }]),
    );
    expect(shown()).toEqual(['a']);
    ledger.catalogue.drop(shop, ['a']);
    expect(shown()).toEqual(['till-only']);
    expect(search('')).toHaveLength(2); // a manager sells those too
  });
});

describe('a collection', () => {
  const spring = { collectionId: 'c1', handle: 'spring-flowers', title: 'Весняні квіти' };
  const gifts = { collectionId: 'c2', handle: 'gifts', title: 'Gifts' };
  const inIt = (id: string, ...collections: readonly (typeof spring)[]) =>
    productOf({ productId: `p${id}`, collections }, [{ variantId: id, title: `Spring ${id}` }]);

  it('is a filter by content, not by name', () => {
    put(inIt('1', spring), inIt('2', gifts), inIt('3', spring, gifts));
    expect(shown({ collection: 'spring-flowers' })).toEqual(['p1', 'p3']);
    expect(shown({ collection: 'Spring-Flowers ' })).toEqual(['p1', 'p3']);
    expect(shown({ collection: 'весняні КВІТИ' })).toEqual(['p1', 'p3']);
    expect(shown({ collection: 'spring' })).toEqual([]);
    expect(shown({ collection: 'gifts', text: 'spring 3' })).toEqual(['p3']);
    expect(shown({ collection: '' })).toEqual([]);
  });

  it('loses a product that left it or is missing from it', () => {
    put(inIt('1', spring), inIt('2', spring));
    put({ ...inIt('1', gifts), updatedAt: 2 });
    expect([shown({ collection: 'gifts' }), shown({ collection: 'spring-flowers' })]).toEqual([
      ['p1'],
      ['p2'],
    ]);
    ledger.catalogue.putCollection(shop, { ...spring, handle: 'spring' }, ['p1'], '2026-01-01T00:00:00Z');
    expect([shown({ collection: 'spring' }), shown({ collection: 'spring-flowers' })]).toEqual([['p1'], []]);
    expect([...ledger.catalogue.collectionsReadAt(shop)]).toEqual([
      ['c1', '2026-01-01T00:00:00Z'],
      ['c2', ''],
    ]);
    ledger.catalogue.dropCollections(shop, ['c1']);
    expect([shown({ collection: 'spring' }), shown()]).toEqual([[], ['p1', 'p2']]);
  });

  it('is listed with how many of its products customers are shown', () => {
    put(inIt('1', spring), { ...inIt('2', spring), listed: false });
    ledger.catalogue.putCollection(shop, gifts, [], '');
    expect(ledger.catalogue.collections(shop)).toEqual([
      { ...gifts, products: 0 },
      { ...spring, products: 1 },
    ]);
    expect(ledger.catalogue.collections('moss.myshopify.com')).toEqual([]);
  });
});
