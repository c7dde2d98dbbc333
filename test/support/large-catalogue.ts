import type { Ledger } from '../../src/main/ports.ts';

export const shop = 'bench.myshopify.com';
const things = [
  'Peony',
  'Троянди',
  'Mug',
  'Ваза',
  'Candle',
  'Кава',
  'Orchid',
  'Листівка',
  'Honey',
  'Шоколад',
];
const kinds = ['Small', 'Великий', 'Blue', 'Зелений', 'Gift box', 'Весняний', 'Classic', 'Святковий'];

/** Products of four variants each, in ten collections. */
export function fillCatalogue(ledger: Ledger, variants: number): void {
  const products = Array.from({ length: variants / 4 }, (_, index) => {
    const productId = `gid://shopify/Product/${9_000_000_000 + index}`;
    const title = `${things[index % things.length]} ${kinds[(index * 7) % kinds.length]} ${index}`;
    const group = things[index % things.length] ?? '';
    const imageUrl = `https://cdn.example/${index}.jpg`;
    const productUrl = `https://shop.example/products/${index}`;
    return {
      productId,
      title,
      listed: true,
      imageUrl,
      productUrl,
      updatedAt: 1,
      collections: [{ collectionId: `c${index % 10}`, handle: `c${index % 10}`, title: group }],
      variants: [0, 1, 2, 3].map((place) => {
        const number = index * 4 + place;
        return {
          variantId: `gid://shopify/ProductVariant/${40_000_000_000 + number}`,
          productId,
          title: `${title} · ${kinds[place]}`,
          sku: `SKU-${number}`,
          barcode: String(4_820_000_000_000 + number),
          price: { minor: 10_000 + ((number * 37) % 90_000), currency: 'UAH' },
          stock: number % 20,
          available: number % 20 > 0,
          imageUrl,
          productUrl,
        };
      }),
    };
  });
  ledger.transaction(() => ledger.catalogue.upsert(shop, products));
}

/** Search inputs of a manager: a prefix, two words, a code, a scanned barcode, one letter. */
export function typed(turn: number): string {
  const thing = things[turn % things.length] ?? '';
  switch (turn % 6) {
    case 0:
      return thing.slice(0, 3);
    case 1:
      return `${thing} ${(kinds[turn % kinds.length] ?? '').slice(0, 4)}`;
    case 2:
      return `sku-${(turn * 97) % 10_000}`;
    case 3:
      return String(4_820_000_000_000 + ((turn * 131) % 10_000));
    case 4:
      return thing.slice(0, 1);
    default:
      return '';
  }
}
