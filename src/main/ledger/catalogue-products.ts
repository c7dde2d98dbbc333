import type { CollectionView, ProductView } from '../../shared/views.ts';
import type { Catalogue, StoredCollection, StoredProduct } from '../catalogue-port.ts';
import { count, flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { variantWords, wordsOf, wordsQuery } from './search-words.ts';

/** Products and collections for the gallery, one row each, so that a page loads fast. */
export function createProductShelf(database: Database) {
  const find = (shop: string | null, productId: string): Row | undefined =>
    database.get('SELECT * FROM products WHERE shop = ? AND product_id = ?', shop, productId);

  /** @returns false for data older than the stored product */
  function put(shop: string, product: StoredProduct): boolean {
    const known = find(shop, product.productId);
    if (known && int(known, 'updated_at') > product.updatedAt) return false;
    const columns = columnsOf(shop, product);
    if (columns === null) {
      drop(shop, product.productId); // without a variant there is nothing to sell
      return true;
    }
    join(shop, product);
    // the whole catalogue is read repeatedly; unchanged products are not written
    if (known && Object.entries(columns).every(([name, value]) => known[name] === value)) return true;
    const names = Object.keys(columns);
    database.run(
      `INSERT INTO products (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (shop, product_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      ...Object.values(columns),
    );
    const row = int(find(shop, product.productId) ?? {}, 'row');
    if (known?.words === columns.words) return true;
    if (known) database.run('DELETE FROM product_search WHERE rowid = ?', row);
    database.run('INSERT INTO product_search (rowid, words) VALUES (?, ?)', row, columns.words ?? '');
    return true;
  }

  function join(shop: string, { productId, collections }: StoredProduct): void {
    const before = database
      .all('SELECT collection_id FROM collection_products WHERE shop = ? AND product_id = ?', shop, productId)
      .map((row) => text(row, 'collection_id'));
    const now = new Set(collections.map(({ collectionId }) => collectionId));
    for (const id of before.filter((id) => !now.has(id))) leave(shop, id, productId);
    for (const collection of collections) {
      name(shop, collection);
      place(shop, collection.collectionId, productId);
    }
  }
  const leave = (shop: string, collectionId: string, productId: string) =>
    database.run(
      'DELETE FROM collection_products WHERE shop = ? AND collection_id = ? AND product_id = ?',
      shop,
      collectionId,
      productId,
    );
  const place = (shop: string, collectionId: string, productId: string) =>
    database.run('INSERT OR IGNORE INTO collection_products VALUES (?, ?, ?)', shop, collectionId, productId);
  const name = (shop: string, { collectionId, handle, title }: StoredCollection) =>
    database.run(
      `INSERT INTO collections (shop, collection_id, handle, title) VALUES (?, ?, ?, ?)
       ON CONFLICT (shop, collection_id) DO UPDATE SET handle = excluded.handle, title = excluded.title
       WHERE handle <> excluded.handle OR title <> excluded.title`,
      shop,
      collectionId,
      handle,
      title.toWellFormed(),
    );

  function drop(shop: string, productId: string): void {
    const known = find(shop, productId);
    if (!known) return;
    database.run('DELETE FROM product_search WHERE rowid = ?', int(known, 'row'));
    database.run('DELETE FROM products WHERE row = ?', int(known, 'row'));
    database.run('DELETE FROM collection_products WHERE shop = ? AND product_id = ?', shop, productId);
  }

  const collections = (shop: string | null): readonly CollectionView[] =>
    database
      .all(
        `SELECT c.collection_id, c.handle, c.title, count(p.row) AS n
         FROM collections c
         LEFT JOIN collection_products j ON j.shop = c.shop AND j.collection_id = c.collection_id
         LEFT JOIN products p ON p.shop = j.shop AND p.product_id = j.product_id AND p.listed = 1
         WHERE c.shop = ? GROUP BY c.collection_id ORDER BY c.title COLLATE NOCASE, c.collection_id`,
        shop,
      )
      .map((row) => ({
        collectionId: text(row, 'collection_id'),
        handle: text(row, 'handle'),
        title: text(row, 'title'),
        products: count(row),
      }));

  /** Finds a collection by its exact handle, else by its title in any case. */
  function collectionOf(shop: string | null, wanted: string): string | null {
    const row = database.get(
      'SELECT collection_id FROM collections WHERE shop = ? AND handle = ?',
      shop,
      wanted.trim().toLowerCase(),
    );
    if (row) return text(row, 'collection_id');
    const words = wordsOf(wanted).join(' ');
    const named = database
      .all('SELECT collection_id, title FROM collections WHERE shop = ? ORDER BY collection_id', shop)
      .find((one) => words !== '' && wordsOf(text(one, 'title')).join(' ') === words);
    return named ? text(named, 'collection_id') : null;
  }

  /** Products sold only in person have no page. A shop without any page sells outside Shopify's store. */
  const hasPages = (shop: string | null): boolean =>
    database.get(
      'SELECT 1 FROM products WHERE shop = ? AND listed = 1 AND product_url IS NOT NULL LIMIT 1',
      shop,
    ) !== undefined;

  const page: Catalogue['products'] = (shop, { text: typed = '', collection, offset, limit }) => {
    const where = ['shop = ?', 'listed = 1'];
    const values: Value[] = [shop];
    if (hasPages(shop)) where.push(hasPage);
    const query = wordsQuery(typed);
    // the typed text has no searchable term
    if (query === null && typed.trim() !== '') return nothing;
    if (query !== null) {
      where.push(isFound);
      values.push(query);
    }
    if (collection !== undefined) {
      const id = collectionOf(shop, collection);
      if (id === null) return nothing;
      where.push(isInCollection);
      values.push(shop, id);
    }
    const rows = database.all(
      `SELECT * FROM products WHERE ${where.join(' AND ')}
       ORDER BY available DESC, title COLLATE NOCASE, row LIMIT ? OFFSET ?`,
      ...values,
      limit + 1,
      offset,
    );
    return { products: rows.slice(0, limit).map(productOf), more: rows.length > limit };
  };

  return {
    put,
    drop,
    page,
    collections,
    get(shop: string | null, productId: string): ProductView | null {
      const row = find(shop, productId);
      return row ? productOf(row) : null;
    },
    collectionsReadAt: (shop: string): ReadonlyMap<string, string> =>
      new Map(
        database
          .all('SELECT collection_id, read_at FROM collections WHERE shop = ?', shop)
          .map((row) => [text(row, 'collection_id'), text(row, 'read_at')]),
      ),
    putCollection: (
      shop: string,
      collection: StoredCollection,
      productIds: readonly string[],
      updatedAt: string,
    ): void =>
      database.transaction(() => {
        const { collectionId } = collection;
        name(shop, collection);
        database.run(
          'UPDATE collections SET read_at = ? WHERE shop = ? AND collection_id = ?',
          updatedAt,
          shop,
          collectionId,
        );
        database.run(
          'DELETE FROM collection_products WHERE shop = ? AND collection_id = ?',
          shop,
          collectionId,
        );
        for (const productId of productIds) place(shop, collectionId, productId);
      }),
    dropCollections: (shop: string, collectionIds: readonly string[]): void =>
      database.transaction(() => {
        for (const id of collectionIds) {
          database.run('DELETE FROM collections WHERE shop = ? AND collection_id = ?', shop, id);
          database.run('DELETE FROM collection_products WHERE shop = ? AND collection_id = ?', shop, id);
        }
      }),
  };
}

const hasPage = 'product_url IS NOT NULL';
const isFound = 'row IN (SELECT rowid FROM product_search WHERE product_search MATCH ?)';
const isInCollection =
  'product_id IN (SELECT product_id FROM collection_products WHERE shop = ? AND collection_id = ?)';
const nothing = { products: [], more: false } as const;

/** @returns null for a product that has no variant */
function columnsOf(shop: string, product: StoredProduct): { readonly [column: string]: Value } | null {
  const { variants } = product;
  const buyable = variants.filter(({ available }) => available);
  const shown = buyable.length > 0 ? buyable : variants;
  const cheapest = shown.reduce<(typeof shown)[number] | undefined>(
    (least, one) => (least === undefined || one.price.minor < least.price.minor ? one : least),
    undefined,
  );
  if (!cheapest) return null;
  const isCounted = buyable.every(({ stock }) => stock !== null);
  return {
    shop,
    product_id: product.productId,
    title: product.title.toWellFormed(),
    listed: product.listed ? 1 : 0,
    price_minor: cheapest.price.minor,
    price_currency: cheapest.price.currency,
    varies: shown.some(({ price }) => price.minor !== cheapest.price.minor) ? 1 : 0,
    stock: isCounted ? buyable.reduce((sum, { stock }) => sum + Math.max(0, stock ?? 0), 0) : null,
    available: buyable.length > 0 ? 1 : 0,
    image_url: product.imageUrl,
    product_url: product.productUrl,
    words: variantWords({ title: product.title, sku: '', barcode: '' }, ...variants),
    updated_at: product.updatedAt,
  };
}

const productOf = (row: Row): ProductView => ({
  productId: text(row, 'product_id'),
  title: text(row, 'title'),
  price: { minor: int(row, 'price_minor'), currency: text(row, 'price_currency') },
  varies: flag(row, 'varies'),
  stock: maybeInt(row, 'stock'),
  available: flag(row, 'available'),
  imageUrl: maybeText(row, 'image_url'),
  productUrl: maybeText(row, 'product_url'),
});
