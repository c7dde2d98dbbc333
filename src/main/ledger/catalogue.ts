import type { VariantView } from '../../shared/views.ts';
import type { Catalogue } from '../catalogue-port.ts';
import { createProductShelf } from './catalogue-products.ts';
import { count, flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { variantWords, wordsQuery } from './search-words.ts';

type StoredVariant = VariantView & { readonly updatedAt: number };

export function createCatalogue(database: Database): Catalogue {
  const shelf = createProductShelf(database);
  const find = (shop: string, variantId: string): Row | undefined =>
    database.get('SELECT * FROM variants WHERE shop = ? AND variant_id = ?', shop, variantId);

  function store(shop: string, variant: StoredVariant): void {
    const known = find(shop, variant.variantId);
    const columns = columnsOf(shop, variant);
    // the whole catalogue is read repeatedly; unchanged variants are not written
    if (known && Object.entries(columns).every(([name, value]) => known[name] === value)) return;
    const names = Object.keys(columns);
    database.run(
      `INSERT INTO variants (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (shop, variant_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      ...Object.values(columns),
    );
    const row = int(find(shop, variant.variantId) ?? {}, 'row');
    if (known) database.run('DELETE FROM variant_search WHERE rowid = ?', row);
    database.run('INSERT INTO variant_search (rowid, words) VALUES (?, ?)', row, variantWords(variant));
  }

  /** @returns how many variants went */
  function dropVariants(shop: string, productId: string, except: ReadonlySet<string> = new Set()): number {
    const gone = database
      .all('SELECT row, variant_id FROM variants WHERE shop = ? AND product_id = ?', shop, productId)
      .filter((row) => !except.has(text(row, 'variant_id')));
    for (const row of gone) {
      database.run('DELETE FROM variant_search WHERE rowid = ?', int(row, 'row'));
      database.run('DELETE FROM variants WHERE row = ?', int(row, 'row'));
    }
    return gone.length;
  }

  function drop(shop: string, productIds: readonly string[]): number {
    let dropped = 0;
    for (const id of productIds) {
      dropped += dropVariants(shop, id);
      shelf.drop(shop, id);
    }
    return dropped;
  }

  return {
    upsert(shop, products) {
      if (products.length === 0) return;
      database.transaction(() => {
        for (const product of products) {
          if (!shelf.put(shop, product)) continue;
          const { variants, updatedAt } = product;
          dropVariants(shop, product.productId, new Set(variants.map(({ variantId }) => variantId)));
          for (const variant of variants) store(shop, { ...variant, updatedAt });
        }
      });
    },
    keepOnly: (shop, productIds) =>
      database.transaction(() => {
        const known = database.all('SELECT DISTINCT product_id FROM variants WHERE shop = ?', shop);
        const gone = known.map((row) => text(row, 'product_id')).filter((id) => !productIds.has(id));
        return drop(shop, gone);
      }),
    drop: (shop, productIds) => database.transaction(() => drop(shop, productIds)),
    putCollection: shelf.putCollection,
    collectionsReadAt: shelf.collectionsReadAt,
    dropCollections: shelf.dropCollections,
    collections: shelf.collections,
    products: shelf.page,
    product: shelf.get,
    search(shop, typed, limit) {
      const query = wordsQuery(typed);
      const code = typed.trim();
      const rows =
        query === null
          ? database.all(
              `SELECT * FROM variants WHERE shop = ?
               ORDER BY available DESC, title COLLATE NOCASE, row LIMIT ?`,
              shop,
              limit,
            )
          : // a code that was scanned or typed whole comes before those that begin with it
            database.all(
              `SELECT * FROM variants
               WHERE shop = ? AND row IN (SELECT rowid FROM variant_search WHERE variant_search MATCH ?)
               ORDER BY (barcode = ? OR sku = ? COLLATE NOCASE) DESC, available DESC, title COLLATE NOCASE, row
               LIMIT ?`,
              shop,
              query,
              code,
              code,
              limit,
            );
      return rows.map(variantOf);
    },
    variants: (shop, productId) =>
      database
        .all(
          'SELECT * FROM variants WHERE shop = ? AND product_id = ? ORDER BY available DESC, row LIMIT 100',
          shop,
          productId,
        )
        .map(variantOf),
    stock: (shop, variantIds) =>
      shop === null
        ? []
        : [...new Set(variantIds)].flatMap((variantId) => {
            const row = find(shop, variantId);
            return row
              ? [{ variantId, stock: maybeInt(row, 'stock'), available: flag(row, 'available') }]
              : [];
          }),
    count: (shop) => count(database.get('SELECT count(*) AS n FROM variants WHERE shop = ?', shop)),
    byId: (shop, variantIds) =>
      shop === null
        ? []
        : variantIds.flatMap((id) => {
            const row = find(shop, id);
            return row ? [variantOf(row)] : [];
          }),
  };
}

const columnsOf = (shop: string, variant: StoredVariant): { readonly [column: string]: Value } => ({
  shop,
  variant_id: variant.variantId,
  product_id: variant.productId,
  title: variant.title.toWellFormed(),
  sku: variant.sku,
  barcode: variant.barcode,
  price_minor: variant.price.minor,
  price_currency: variant.price.currency,
  stock: variant.stock,
  available: variant.available ? 1 : 0,
  image_url: variant.imageUrl,
  product_url: variant.productUrl,
  updated_at: variant.updatedAt,
});

const variantOf = (row: Row): VariantView => ({
  variantId: text(row, 'variant_id'),
  productId: text(row, 'product_id'),
  title: text(row, 'title'),
  sku: text(row, 'sku'),
  barcode: text(row, 'barcode'),
  price: { minor: int(row, 'price_minor'), currency: text(row, 'price_currency') },
  stock: maybeInt(row, 'stock'),
  available: flag(row, 'available'),
  imageUrl: maybeText(row, 'image_url'),
  productUrl: maybeText(row, 'product_url'),
});
