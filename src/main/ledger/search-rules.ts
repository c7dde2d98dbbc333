import { text } from './columns.ts';
import type { Database } from './database.ts';

/** What `foldText` and `phonesIn` read otherwise than by the rules before today's. */
const otherwise = /[№´]|"phone":"[^"]*\//;

/** Whether no word or phone in the ledger has a sign that those rules read otherwise. It reads all of it once. */
export function isReadByTodaysRules(database: Database): boolean {
  for (const { table, key, column } of written) {
    for (let after = -1; ; ) {
      const page = database.all(
        `SELECT ${key} AS place, ${column} AS said FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 2000`,
        after,
      );
      if (page.some((row) => otherwise.test(text(row, 'said')))) return false;
      const last = page.at(-1);
      if (!last) break;
      after = Number(last.place);
    }
  }
  return true;
}

const written = [
  { table: 'entries', key: 'row', column: 'data' },
  { table: 'twins', key: 'twin', column: 'data' },
  { table: 'variants', key: 'row', column: "title || ' ' || sku || ' ' || barcode" },
  { table: 'products', key: 'row', column: 'title' },
] as const;
