import { text } from './columns.ts';
import type { Database } from './database.ts';

/** The characters that `foldText` and `phonesIn` read differently since the last change of their rules. */
const otherwise = /[№´]|"phone":"[^"]*\//;

/** Whether no word or phone in the ledger has such a character. Scans the whole ledger once. */
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
