import type { VariantView } from '../../shared/views.ts';
import type { Catalogue } from '../ports.ts';
import { count, flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { variantWords, wordsQuery } from './search-words.ts';

type StoredVariant = VariantView & { readonly updatedAt: number };

export function createCatalogue(database: Database): Catalogue {
  const find = (shop: string, variantId: string): Row | undefined =>
    database.get('SELECT * FROM variants WHERE shop = ? AND variant_id = ?', shop, variantId);

  function store(shop: string, variant: StoredVariant): void {
    const known = find(shop, variant.variantId);
    if (known && int(known, 'updated_at') > variant.updatedAt) return;
    const columns = columnsOf(shop, variant);
    // the whole catalogue is read again and again; what did not change is not written
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

  function drop(row: number): void {
    database.run('DELETE FROM variant_search WHERE rowid = ?', row);
    database.run('DELETE FROM variants WHERE row = ?', row);
  }

  /** Drops the variants that a product had at an earlier reading. */
  function dropMissing(shop: string, variants: readonly StoredVariant[]): void {
    const here = new Set(variants.map(({ variantId }) => variantId));
    const products = new Map(variants.map(({ productId, updatedAt }) => [productId, updatedAt]));
    for (const [productId, updatedAt] of products) {
      const known = database.all(
        'SELECT row, variant_id FROM variants WHERE shop = ? AND product_id = ? AND updated_at <= ?',
        shop,
        productId,
        updatedAt,
      );
      for (const row of known) if (!here.has(text(row, 'variant_id'))) drop(int(row, 'row'));
    }
  }

  /** Every variant of the shop when nothing is asked for. */
  function matching(
    shop: string | null,
    typed: string,
  ): { readonly where: string; readonly values: readonly Value[] } {
    const query = wordsQuery(typed);
    if (query === null) return { where: 'shop = ?', values: [shop] };
    const found = 'row IN (SELECT rowid FROM variant_search WHERE variant_search MATCH ?)';
    return { where: `shop = ? AND ${found}`, values: [shop, query] };
  }

  return {
    upsert(shop, variants) {
      if (variants.length === 0) return;
      database.transaction(() => {
        for (const variant of variants) store(shop, variant);
        dropMissing(shop, variants);
      });
    },
    keepOnly: (shop, productIds) =>
      database.transaction(() => {
        const gone = database
          .all('SELECT row, product_id FROM variants WHERE shop = ?', shop)
          .filter((row) => !productIds.has(text(row, 'product_id')));
        for (const row of gone) drop(int(row, 'row'));
        return gone.length;
      }),
    search(shop, typed, limit) {
      const { where, values } = matching(shop, typed);
      return database
        .all(
          `SELECT * FROM variants WHERE ${where} ORDER BY available DESC, title COLLATE NOCASE, row LIMIT ?`,
          ...values,
          limit,
        )
        .map(variantOf);
    },
    stock: (shop, variantIds) =>
      shop === null
        ? []
        : [...new Set(variantIds)].flatMap((variantId) => {
            const row = find(shop, variantId);
            return row
              ? [{ variantId, stock: maybeInt(row, 'stock'), available: flag(row, 'available') }]
              : [];
          }),
    products(shop, { text: typed = '', offset, limit }) {
      const { where, values } = matching(shop, typed);
      // the card shows the cheapest variant that can be bought, or the cheapest of all
      const cards = `
        SELECT *, row_number() OVER (PARTITION BY product_id ORDER BY available DESC, price_minor, row) AS place
        FROM variants WHERE ${where}`;
      const rows = database.all(
        `SELECT * FROM (${cards}) WHERE place = 1
         ORDER BY available DESC, title COLLATE NOCASE, row LIMIT ? OFFSET ?`,
        ...values,
        limit,
        offset,
      );
      return {
        products: rows.map((row) => {
          const variant = variantOf(row);
          return { ...variant, fromPrice: variant.price };
        }),
        total: count(
          database.get(`SELECT count(DISTINCT product_id) AS n FROM variants WHERE ${where}`, ...values),
        ),
      };
    },
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
  price: { minor: int(row, 'price_minor'), currency: text(row, 'price_currency') },
  stock: maybeInt(row, 'stock'),
  available: flag(row, 'available'),
  imageUrl: maybeText(row, 'image_url'),
  productUrl: maybeText(row, 'product_url'),
});
