import type { Told } from '../../../shared/customer/card.ts';
import { isSharedBy, mostWritings } from '../../../shared/customer/card.ts';
import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { wordsSchema } from './card-store.ts';

/** Stores the names used with a phone or e-mail. @returns the keys whose sharing may have changed */
export function putNames(
  database: Database,
  row: number,
  { before, told }: { readonly before: Told | null; readonly told: Told | null },
): readonly string[] {
  for (const key of before?.own ?? []) {
    database.run(
      'DELETE FROM key_names WHERE key = ? AND name = ? AND order_row = ?',
      key,
      JSON.stringify(before?.name ?? []),
      row,
    );
  }
  for (const key of told?.own ?? []) {
    database.run(
      'INSERT INTO key_names (key, name, order_row) VALUES (?, ?, ?)',
      key,
      JSON.stringify(told?.name ?? []),
      row,
    );
  }
  return [...(before?.own ?? []), ...(told?.own ?? [])];
}

export const isSharedKey = (database: Database, key: string): boolean =>
  isSharedBy(
    database
      .all('SELECT DISTINCT name FROM key_names WHERE key = ? LIMIT ?', key, mostWritings + 1)
      .map((row) => wordsSchema.parse(JSON.parse(text(row, 'name')))),
  );

export const isKnownShared =
  (database: Database) =>
  (key: string): boolean =>
    database.get('SELECT 1 FROM shared_keys WHERE key = ?', key) !== undefined;

/** Recomputes which keys several people share. @returns the orders with a key for which that changed */
export function turnedKeys(database: Database, keys: Iterable<string>): readonly number[] {
  const isKnown = isKnownShared(database);
  const turned = [...keys].filter((key) => {
    const isShared = isSharedKey(database, key);
    if (isShared === isKnown(key)) return false;
    database.run(
      isShared ? 'INSERT INTO shared_keys (key) VALUES (?)' : 'DELETE FROM shared_keys WHERE key = ?',
      key,
    );
    return true;
  });
  return turned.flatMap((key) =>
    database.all('SELECT order_row FROM key_names WHERE key = ?', key).map((row) => int(row, 'order_row')),
  );
}
