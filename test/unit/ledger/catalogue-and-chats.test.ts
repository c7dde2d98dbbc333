import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/main/ledger/catalogue.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../../src/main/ledger/migrate.ts';
import { catalogueAndChats } from '../../../src/main/ledger/migrations/0007-catalogue-and-chats.ts';
import { unlistedProducts } from '../../../src/main/ledger/migrations/0022-unlisted-products.ts';
import { createCheckpoints } from '../../../src/main/ledger/named-values.ts';
import { createPeople } from '../../../src/main/ledger/people.ts';
import { personFaults } from '../../../src/main/ledger/verify-people.ts';
import { productOf } from '../../support/products.ts';

const shop = 'fern.myshopify.com';

/** A ledger of the version before, with a variant and two people, one of whom asked for a manager. */
function ledgerBefore() {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < catalogueAndChats.version),
  );
  database.exec(`
    INSERT INTO variants VALUES (7, '${shop}', 'v1', 'p1', 'Rose', 'R-1', 50000, 'UAH', 3, 1, NULL, NULL, 5);
    INSERT INTO variant_search (rowid, words) VALUES (7, 'rose');
    INSERT INTO checkpoints VALUES ('shopify.products:${shop}', '2025-03-04T08:00:00Z'), ('gmail', '{}');
  `);
  const touches = [
    ['1', 10, true],
    ['1', 20, false],
    ['2', 30, false],
  ] as const;
  for (const [index, [id, at, wantsManager]] of touches.entries()) {
    const data = { subscriberId: id, name: `P${id}`, wantsManager };
    database.run(
      `INSERT INTO entries (id, desk, seq, order_id, subject, kind, at, recorded_at, by, data)
       VALUES (?, 'd', ?, NULL, ?, 'touched', ?, 1, 'chat-bot', ?)`,
      `t${index}`,
      index + 1,
      id,
      at,
      JSON.stringify(data),
    );
  }
  const body = (id: string, touchedAt: number, touches: number, wantsManager: boolean) =>
    JSON.stringify({
      subscriberId: id,
      name: `P${id}`,
      picture: null,
      chatUrl: null,
      lastWords: null,
      wantsManager,
      touchedAt,
      touches,
    });
  database.run('INSERT INTO people VALUES (?, ?, ?)', '1', 20, body('1', 20, 2, true));
  database.run('INSERT INTO people VALUES (?, ?, ?)', '2', 30, body('2', 30, 1, false));
  return database;
}

it('keeps who waits for a manager, as their touches add up to it', () => {
  const database = ledgerBefore();
  migrate(database);
  expect([...personFaults(database)]).toEqual([]);
  expect(createPeople(database).list(1)).toMatchObject([
    { subscriberId: '2', wantsManager: false, askedAt: null },
    { subscriberId: '1', wantsManager: true, askedAt: 10 },
  ]);
});

it('still finds what was sold, and has all of it read anew', () => {
  const database = ledgerBefore();
  migrate(database);
  const catalogue = createCatalogue(database);
  expect(catalogue.search(shop, 'rose', 9)).toMatchObject([{ variantId: 'v1', barcode: '' }]);
  expect(createCheckpoints(database).get(`shopify.products:${shop}`)).toBeNull();
  expect(createCheckpoints(database).get('gmail')).toBe('{}');
  catalogue.upsert(shop, [productOf({ productId: 'p1' }, [{ variantId: 'v1', title: 'Tulip' }])]);
  expect([catalogue.search(shop, 'rose', 9), catalogue.search(shop, 'tulip', 9)]).toMatchObject([
    [],
    [{ variantId: 'v1' }],
  ]);
  expect(catalogue.products(shop, { offset: 0, limit: 9 }).products).toHaveLength(1);
});

it('reads the whole catalogue of every shop anew where products sold by their link alone were kept as not for sale', () => {
  const database = openDatabase(':memory:');
  migrate(
    database,
    migrations.filter(({ version }) => version < unlistedProducts.version),
  );
  const checkpoints = createCheckpoints(database);
  const read = [shop, 'moss.myshopify.com'].map((each) => `shopify.products:${each}`);
  for (const name of [...read, `shopify.orders:${shop}`]) checkpoints.set(name, '2025-03-04T08:00:00Z');
  migrate(database);
  expect(read.map((name) => checkpoints.get(name))).toEqual([null, null]);
  expect(checkpoints.get(`shopify.orders:${shop}`)).toBe('2025-03-04T08:00:00Z');
});
