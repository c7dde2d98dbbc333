import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { migrate } from '../../../../src/main/ledger/migrate.ts';
import { carriedTables, keyOf } from '../../../../src/main/ledger/repair/broken-ledger.ts';

const database = openDatabase(':memory:');
migrate(database);
const names = (sql: string): readonly string[] => database.all(sql).map(({ name }) => String(name));
const carried = Object.keys(carriedTables).filter(
  (name): name is keyof typeof carriedTables => name in carriedTables,
);

/** Tables that a repair leaves as they are in the copy. */
const ofCopy: readonly string[] = [
  // BigQuery shows the events of other computers again
  'twins',
  'unread_entries',
  'partly_read',
  'seen_numbers',
  'linked_numbers',
  // Shopify gives the catalogue again
  'variants',
  'variant_search',
  'products',
  'product_search',
  'collections',
  'collection_products',
  // projections of the events
  'orders',
  'order_bodies',
  'order_search',
  'order_tags',
  'tallies',
  'contacts',
  'contact_orders',
  'contact_search',
  'notices',
  'notice_search',
  'drafts',
  'people',
  'cards',
  'card_keys',
  'card_orders',
  'key_names',
  'shared_keys',
  'clientele',
  'clientele_questions',
  'clientele_search',
  'customer_verdicts',
  'customer_notes',
  'customer_marks',
  'sales',
  'sale_lines',
  'sale_words',
  'sale_keys',
  'chat_buyers',
];

it('it is decided of every table what becomes of it in a repair', () => {
  // what FTS5 keeps for its tables goes with them
  const virtual = names("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'");
  const all = names(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  ).filter((name) => !virtual.some((head) => name.startsWith(`${head}_`)));
  expect([...carried, ...ofCopy].toSorted()).toEqual(all.toSorted());
});

it.each(carried)('%s is read by its primary key', (table) => {
  const columns = database.all(
    `SELECT name, type, pk FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`,
  );
  expect(keyOf(table)).toEqual(columns.map(({ name }) => name));
  const isNumbered = 'isNumbered' in carriedTables[table];
  expect(columns.every(({ type }) => type === (isNumbered ? 'INTEGER' : 'TEXT'))).toBe(true);
});
