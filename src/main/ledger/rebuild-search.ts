import type { Derived } from './catch-up.ts';
import { int, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { indexOrder } from './project-order.ts';
import { orderMarks, orderWords, variantWords } from './search-words.ts';

/** Increase the rule when the search words of orders change. */
export const wordsDerived = { setting: 'ledger.orderWords', rule: '2', before: '1' } as const;

/** Rewrites and reindexes only orders whose words have changed: most rows stay as they are. */
export function rebuildWords(database: Database): Derived {
  return {
    ...wordsDerived,
    clear: () => {},
    take(row, order) {
      const [words, marks] = [orderWords(order), orderMarks(order)];
      const known = database.get('SELECT words, marks FROM order_bodies WHERE row = ?', row);
      if (known && text(known, 'words') === words && text(known, 'marks') === marks) return;
      database.run('UPDATE order_bodies SET words = ?, marks = ? WHERE row = ?', words, marks, row);
      indexOrder(database, row);
    },
    finish: () => {},
  };
}

/** Increase the rule when the search words of products change. */
export const goodsDerived = { setting: 'ledger.goodsWords', rule: '2', before: '1' } as const;

/** Rebuilds the search words of products, since unchanged products from Shopify are not written again. */
export function rebuildGoods(database: Database): Derived {
  return {
    ...goodsDerived,
    clear: () => database.exec("INSERT INTO variant_search (variant_search) VALUES ('delete-all')"),
    take: () => {},
    finish() {
      const variants = Map.groupBy(
        database.all('SELECT row, shop, product_id, title, sku, barcode FROM variants ORDER BY row'),
        productOf,
      );
      for (const row of [...variants.values()].flat()) {
        const words = variantWords(named(row));
        database.run('INSERT INTO variant_search (rowid, words) VALUES (?, ?)', int(row, 'row'), words);
      }
      for (const row of database.all('SELECT row, shop, product_id, title, words FROM products')) {
        const own = { title: text(row, 'title'), sku: '', barcode: '' };
        const words = variantWords(own, ...(variants.get(productOf(row)) ?? []).map(named));
        if (words === text(row, 'words')) continue;
        database.run('UPDATE products SET words = ? WHERE row = ?', words, int(row, 'row'));
        database.run('DELETE FROM product_search WHERE rowid = ?', int(row, 'row'));
        database.run('INSERT INTO product_search (rowid, words) VALUES (?, ?)', int(row, 'row'), words);
      }
    },
  };
}

const productOf = (row: Row): string => JSON.stringify([row.shop, row.product_id]);
const named = (row: Row) => ({
  title: text(row, 'title'),
  sku: text(row, 'sku'),
  barcode: text(row, 'barcode'),
});
