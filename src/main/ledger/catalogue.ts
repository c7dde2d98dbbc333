import type { VariantView } from '../../shared/views.ts';
import type { Catalogue } from '../ports.ts';
import { count, flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';
import { variantWords, wordsQuery } from './search-words.ts';

export function createCatalogue(database: Database): Catalogue {
  const store = (variant: VariantView & { readonly updatedAt: number }): void => {
    const known = database.get('SELECT * FROM variants WHERE variant_id = ?', variant.variantId);
    if (known && int(known, 'updated_at') > variant.updatedAt) return;
    const columns = columnsOf(variant);
    // the whole catalogue is read again and again; what did not change is not written
    if (known && Object.entries(columns).every(([name, value]) => known[name] === value)) return;
    const names = Object.keys(columns);
    database.run(
      `INSERT INTO variants (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (variant_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
      ...Object.values(columns),
    );
    const row = int(
      database.get('SELECT row FROM variants WHERE variant_id = ?', variant.variantId) ?? {},
      'row',
    );
    if (known) database.run('DELETE FROM variant_search WHERE rowid = ?', row);
    database.run('INSERT INTO variant_search (rowid, words) VALUES (?, ?)', row, variantWords(variant));
  };

  /** Every variant when nothing is asked for. */
  const matching = (typed: string): { readonly where: string; readonly values: readonly Value[] } => {
    const query = wordsQuery(typed);
    return query === null
      ? { where: '1', values: [] }
      : { where: 'row IN (SELECT rowid FROM variant_search WHERE variant_search MATCH ?)', values: [query] };
  };

  return {
    upsert(variants) {
      if (variants.length > 0) database.transaction(() => variants.forEach(store));
    },
    search(typed, limit) {
      const { where, values } = matching(typed);
      return database
        .all(
          `SELECT * FROM variants WHERE ${where} ORDER BY available DESC, title COLLATE NOCASE, row LIMIT ?`,
          ...values,
          limit,
        )
        .map(variantOf);
    },
    products({ text: typed = '', offset, limit }) {
      const { where, values } = matching(typed);
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
    count: () => count(database.get('SELECT count(*) AS n FROM variants')),
  };
}

const columnsOf = (
  variant: VariantView & { readonly updatedAt: number },
): { readonly [column: string]: Value } => ({
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
