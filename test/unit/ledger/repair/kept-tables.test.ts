import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/ledger/database.ts';
import { migrate } from '../../../../src/main/ledger/migrate.ts';
import { keptNames, keptTable, otherTables } from '../../../../src/main/ledger/repair/kept-tables.ts';

const database = openDatabase(':memory:');
migrate(database);
const names = (sql: string): readonly string[] => database.all(sql).map(({ name }) => String(name));

it('it is decided of every table what becomes of it in a repair', () => {
  // what FTS5 keeps for its tables goes with them
  const virtual = names("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'");
  const all = names(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  ).filter((name) => !virtual.some((head) => name.startsWith(`${head}_`)));
  expect([...keptNames, ...otherTables].toSorted()).toEqual(all.toSorted());
});

it.each(keptNames)('%s is read by the columns it has', (table) => {
  const { columns, shape, key } = keptTable(table);
  const stored = database.all(`SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`);
  expect(columns).toEqual(stored.map(({ name }) => name));
  const letters: { readonly [type: string]: string } = { TEXT: 't', INTEGER: 'i', BLOB: 'b' };
  const wanted = stored.map((column) => {
    const letter = letters[String(column.type)] ?? '?';
    // a row's number is not stored in its column
    const isRow = key.length === 0 && column.pk === 1;
    const mayBeNull = column.notnull === 0 && (key.length === 0 || column.pk === 0);
    return isRow || mayBeNull ? letter.toUpperCase() : letter;
  });
  expect(shape).toBe(wanted.join(''));
  if (key.length > 0) {
    const inKey = stored.filter(({ pk }) => Number(pk) > 0).toSorted((a, b) => Number(a.pk) - Number(b.pk));
    // such a table stores its key first
    expect(key).toEqual(inKey.map(({ name }) => name));
    expect(columns.slice(0, key.length)).toEqual(key);
  }
});

it.each([
  'sqlite_autoindex_messages_1',
  'sqlite_autoindex_entries_2',
  'messages_due',
  'messages_of_order',
  'messages_parked',
  'document_orders_of_document',
])('there is the index %s, which tells of rows that are gone', (name) => {
  expect(database.get('SELECT 1 FROM sqlite_schema WHERE name = ?', name)).toBeDefined();
});
it('the second index of entries is the one by desk and number', () => {
  expect(names("SELECT name FROM pragma_index_info('sqlite_autoindex_entries_2')")).toEqual(['desk', 'seq']);
  expect(names("SELECT name FROM pragma_index_info('sqlite_autoindex_messages_1')")).toEqual(['key']);
});
