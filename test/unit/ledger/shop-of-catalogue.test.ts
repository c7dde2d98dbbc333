import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/main/ledger/catalogue.ts';
import type { Database } from '../../../src/main/ledger/database.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { createCheckpoints, createSettings } from '../../../src/main/ledger/named-values.ts';
import { productOf } from '../../support/products.ts';

const fern = 'fern.myshopify.com';
const moss = 'moss.myshopify.com';

/** A ledger of the version before, with one variant and how far these shops were read. */
function ledgerBefore(shops: readonly string[]): Database {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < 2),
  );
  database.exec(`
    INSERT INTO variants VALUES (7, 'v1', 'p1', 'Rose', 'R-1', 50000, 'UAH', 3, 1, NULL, NULL, 5);
    INSERT INTO variant_search (rowid, words) VALUES (7, 'rose');
    INSERT INTO checkpoints VALUES ('shopify.orders', '2025-03-04T09:00:00.000Z'), ('gmail', '{}');
    INSERT INTO settings VALUES ('shopify.connectedAt', '1741000000000');
  `);
  for (const shop of shops) {
    database.run('INSERT INTO checkpoints VALUES (?, ?)', `shopify.products:${shop}`, '2025-03-04T08:00:00Z');
  }
  migrate(database);
  return database;
}

it('gives what was read to the one shop it was read from', () => {
  const database = ledgerBefore([fern]);
  const catalogue = createCatalogue(database);
  expect(catalogue.search(fern, 'rose', 9).map(({ variantId }) => variantId)).toEqual(['v1']);
  expect(catalogue.count(moss)).toBe(0);
  const checkpoints = createCheckpoints(database);
  expect(checkpoints.get(`shopify.orders:${fern}`)).toBe('2025-03-04T09:00:00.000Z');
  // a later version keeps more of a product, and has all of them read anew
  expect(checkpoints.get(`shopify.products:${fern}`)).toBeNull();
  expect(checkpoints.get('shopify.orders')).toBeNull();
  expect(createSettings(database).get(`shopify.connectedAt:${fern}`)).toBe('1741000000000');
  expect(checkpoints.get('gmail')).toBe('{}');
});

it.each([[[fern, moss]], [[]]])(
  'has shops read from their beginning where it is not known whose it was: %j',
  (shops) => {
    const database = ledgerBefore(shops);
    const catalogue = createCatalogue(database);
    expect([fern, moss].map((shop) => catalogue.count(shop))).toEqual([0, 0]);
    expect(database.all('SELECT name FROM checkpoints').map(({ name }) => name)).toEqual(['gmail']);
    expect(database.all("SELECT name FROM settings WHERE name LIKE 'shopify%'")).toEqual([]);
    catalogue.upsert(fern, [productOf({ productId: 'p1' }, [{ variantId: 'v1', title: 'Tulip' }])]);
    expect(catalogue.search(fern, 'rose', 9)).toEqual([]);
    expect(catalogue.search(fern, 'tulip', 9)).toHaveLength(1);
  },
);
