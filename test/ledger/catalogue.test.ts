import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/main/ports.ts';
import type { VariantView } from '../../src/shared/views.ts';
import { memoryLedger } from '../support/ledger.ts';

const shop = 'fern.myshopify.com';
let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const variant = (variantId: string, parts: Partial<VariantView & { updatedAt: number }> = {}) => ({
  variantId,
  productId: `p${variantId}`,
  title: `Bouquet ${variantId}`,
  sku: `BQ-${variantId}`,
  price: { minor: 100_00, currency: 'UAH' },
  stock: 3,
  available: true,
  imageUrl: null,
  productUrl: 'https://shop.example/p',
  updatedAt: 1,
  ...parts,
});
const search = (text: string) => ledger.catalogue.search(shop, text, 10).map(({ variantId }) => variantId);
const products = (options: Partial<{ text: string; offset: number; limit: number }> = {}) =>
  ledger.catalogue.products(shop, { offset: 0, limit: 10, ...options });

describe('the catalogue', () => {
  it('keeps the newest word on a variant', () => {
    ledger.catalogue.upsert(shop, [variant('1', { updatedAt: 5, title: 'Now' })]);
    ledger.catalogue.upsert(shop, [variant('1', { updatedAt: 4, title: 'Before' })]);
    expect(ledger.catalogue.search(shop, '', 9)[0]?.title).toBe('Now');
    ledger.catalogue.upsert(shop, [variant('1', { updatedAt: 5, title: 'Now', stock: 0, available: false })]);
    expect(ledger.catalogue.search(shop, '', 9)).toEqual([
      expect.objectContaining({ title: 'Now', stock: 0, available: false, imageUrl: null }),
    ]);
    expect(ledger.catalogue.count(shop)).toBe(1);
  });

  it('is searched by the beginnings of titles and codes', () => {
    ledger.catalogue.upsert(shop, [
      variant('1', { title: 'Букет «Осінь»', sku: 'BQ-7/XL' }),
      variant('2', { title: 'Троянди червоні', sku: 'RS-12' }),
    ]);
    expect(['осі', 'БУКЕТ ос', 'bq7', 'bq-7', 'rs', 'чер тро', 'осі тро'].map(search)).toEqual([
      ['1'],
      ['1'],
      ['1'],
      ['1'],
      ['2'],
      ['2'],
      [],
    ]);
  });

  it('is found by what it is called now', () => {
    ledger.catalogue.upsert(shop, [variant('1', { title: 'Rose' })]);
    ledger.catalogue.upsert(shop, [variant('1', { title: 'Tulip', updatedAt: 2 })]);
    expect([search('rose'), search('tulip')]).toEqual([[], ['1']]);
  });

  it('forgets a variant that its product has no more, and a product that is not listed any more', () => {
    const rose = (id: string, updatedAt = 1) =>
      variant(id, { productId: 'rose', title: `Rose ${id}`, updatedAt });
    ledger.catalogue.upsert(shop, [rose('1'), rose('2'), variant('3')]);
    ledger.catalogue.upsert(shop, [rose('2', 2)]);
    expect(search('rose')).toEqual(['2']);
    ledger.catalogue.upsert(shop, [rose('1', 1)]); // an older word
    expect(search('rose')).toEqual(['1', '2']);
    expect(ledger.catalogue.keepOnly(shop, new Set(['p3']))).toBe(2);
    expect([search('rose'), search('')]).toEqual([[], ['3']]);
  });

  it("is each shop's own, and nobody's where no shop is connected", () => {
    const other = 'moss.myshopify.com';
    ledger.catalogue.upsert(shop, [variant('1')]);
    ledger.catalogue.upsert(other, [variant('1', { title: 'Moss' }), variant('2', { title: 'Lichen' })]);
    expect(ledger.catalogue.search(shop, '', 9).map(({ title }) => title)).toEqual(['Bouquet 1']);
    expect(search('moss')).toEqual([]);
    expect([shop, other, null].map((one) => ledger.catalogue.count(one))).toEqual([1, 2, 0]);
    expect(ledger.catalogue.products(other, { offset: 0, limit: 9 }).total).toBe(2);
    expect(ledger.catalogue.products(null, { offset: 0, limit: 9 })).toEqual({ total: 0, products: [] });
    expect(ledger.catalogue.keepOnly(other, new Set())).toBe(2);
    expect(ledger.catalogue.count(shop)).toBe(1);
  });

  it('shows what can be bought first', () => {
    ledger.catalogue.upsert(shop, [variant('1', { available: false }), variant('2')]);
    expect(search('bouquet')).toEqual(['2', '1']);
  });
});

describe('the gallery', () => {
  it('has one card a product, from its lowest price that can be paid', () => {
    const price = (minor: number) => ({ price: { minor, currency: 'UAH' } });
    ledger.catalogue.upsert(shop, [
      variant('1', { productId: 'a', ...price(500) }),
      variant('2', { productId: 'a', ...price(300) }),
      variant('3', { productId: 'a', ...price(100), available: false }),
      variant('4', { productId: 'b', ...price(900), available: false }),
    ]);
    expect(products().total).toBe(2);
    expect(products().products.map(({ variantId, fromPrice }) => [variantId, fromPrice.minor])).toEqual([
      ['2', 300],
      ['4', 900],
    ]);
  });

  it('is read in pages, and for a word', () => {
    ledger.catalogue.upsert(
      shop,
      ['1', '2', '3'].map((id) => variant(id)),
    );
    expect(products({ offset: 1, limit: 1 }).products.map(({ variantId }) => variantId)).toEqual(['2']);
    expect(products({ text: 'bq-3' })).toMatchObject({ total: 1, products: [{ variantId: '3' }] });
    expect(products({ text: 'none' })).toEqual({ total: 0, products: [] });
  });
});
