import { text } from '../columns.ts';
import type { Database } from '../database.ts';
import type { Migration } from './migration.ts';

/**
 * Keys by shop what was asked of Shopify, so that a second shop on one ledger is read from its own beginning. Where only
 * one shop was ever read it is that shop's; else nobody can say whose it is, and both are read anew, which repeats nothing.
 */
export const shopOfCatalogue: Migration = {
  version: 2,
  up(database) {
    const products = 'shopify.products:';
    const read = database
      .all('SELECT name FROM checkpoints WHERE name GLOB ?', `${products}*`)
      .map((row) => text(row, 'name').slice(products.length));
    database.exec(`
      ALTER TABLE variants RENAME TO variants_before;
      ${variants}
      DROP INDEX variants_of_product;
    `);
    const [shop] = read;
    if (shop !== undefined && read.length === 1) keep(database, shop);
    else forget(database, products);
    database.exec(`
      DROP TABLE variants_before;
      CREATE INDEX variants_of_product ON variants (shop, product_id);
      DELETE FROM checkpoints WHERE name = 'shopify.orders';
      DELETE FROM settings WHERE name = 'shopify.connectedAt';
    `);
  },
};

function keep(database: Database, shop: string): void {
  database.run(`INSERT INTO variants SELECT row, ?, ${columns} FROM variants_before`, shop);
  for (const [table, name] of [
    ['checkpoints', 'shopify.orders'],
    ['settings', 'shopify.connectedAt'],
  ]) {
    database.run(`UPDATE ${table} SET name = ? WHERE name = ?`, `${name}:${shop}`, `${name}`);
  }
}

function forget(database: Database, products: string): void {
  database.exec("INSERT INTO variant_search (variant_search) VALUES ('delete-all')");
  database.run('DELETE FROM checkpoints WHERE name GLOB ?', `${products}*`);
}

const columns = `variant_id, product_id, title, sku, price_minor, price_currency, stock, available, image_url,
  product_url, updated_at`;
const variants = `
  CREATE TABLE variants (
    row INTEGER PRIMARY KEY,
    shop TEXT NOT NULL,
    variant_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    title TEXT NOT NULL,
    sku TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    price_currency TEXT NOT NULL,
    stock INTEGER,
    available INTEGER NOT NULL,
    image_url TEXT,
    product_url TEXT,
    updated_at INTEGER NOT NULL,
    UNIQUE (shop, variant_id)
  ) STRICT;
`;
