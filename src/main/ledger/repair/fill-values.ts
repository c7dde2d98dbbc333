import { parseJson } from '../../../shared/parse-json.ts';
import { text } from '../columns.ts';
import { contactDerived } from '../contacts.ts';
import { customersDerived } from '../customer-index/rebuild.ts';
import type { Database } from '../database.ts';
import { draftFoldSetting } from '../drafts.ts';
import { salesDerived, salesZoneSetting } from '../insights/sales.ts';
import { noticesDerived } from '../notices.ts';
import { partlyReadBySetting } from '../partly-read.ts';
import { orderFoldSetting } from '../rebuild-orders.ts';
import { goodsDerived, wordsDerived } from '../rebuild-search.ts';
import { insertInto } from './fill-facts.ts';
import type { KeptName } from './kept-tables.ts';
import { keptTable } from './kept-tables.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';

/** Rules and time zone of derived tables: these settings describe the new tables, not the broken ones. */
const ofMadeTables: readonly string[] = [
  ...[contactDerived, noticesDerived, customersDerived, salesDerived, wordsDerived, goodsDerived].map(
    ({ setting }) => setting,
  ),
  salesZoneSetting,
  draftFoldSetting,
  orderFoldSetting,
  partlyReadBySetting,
];

/** Restores a small table completely if possible, else merges its readable rows into the copy. @returns whether complete */
export function fillWhole(database: Database, salvage: Salvage, table: KeptName): boolean {
  const rows: Fields[] = [];
  const isWhole = salvage.each(table, (fields) => void rows.push(fields));
  const { key } = keptTable(table);
  const isMade = (name: unknown): boolean => table === 'settings' && ofMadeTables.includes(String(name));
  if (isWhole) {
    for (const row of database.all(`SELECT ${key.join(', ')} FROM ${table}`)) {
      const names = key.map((column) => text(row, column));
      if (isMade(names[0])) continue;
      database.run(
        `DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
        ...names,
      );
    }
  }
  const sql = insertInto(table, ' OR REPLACE');
  for (const fields of rows) if (!isMade(fields[0])) database.run(sql, ...fields);
  return isWhole;
}

const dayMs = 86_400_000;
/** How far back the sources are read again without a copy of their checkpoint. */
const lookBackMs = 7 * dayMs;

/**
 * Restores how far each source was read. The copy's checkpoint is used, so that everything since is read again; duplicates are
 * harmless. If the copy lacks a mail or order checkpoint, the broken one is set back by a week.
 */
export function fillCheckpoints(database: Database, salvage: Salvage): void {
  salvage.each('checkpoints', ([name, value]) => {
    const known = database.get('SELECT value FROM checkpoints WHERE name = ?', String(name));
    const next = setBack(String(name), String(value), known ? text(known, 'value') : null);
    if (next === null) return;
    database.run('INSERT OR REPLACE INTO checkpoints (name, value) VALUES (?, ?)', String(name), next);
  });
}

/** @returns null if the source is read from the beginning */
export function setBack(name: string, broken: string, copy: string | null): string | null {
  if (name === 'gmail' || name.startsWith('gmail:')) return gmailBack(broken, copy);
  if (copy !== null) return copy;
  // reading the catalogue from the beginning takes a minute
  if (!name.startsWith('shopify.orders')) return null;
  const reached = Date.parse(broken);
  return Number.isNaN(reached) ? null : new Date(reached - lookBackMs).toISOString();
}

type Mails = { readonly historyId: string; readonly at: number; readonly pending: readonly string[] };
/** A history id too old for Gmail, which then lists its mails instead. */
const forgottenHistory = '1';

function gmailBack(broken: string, copy: string | null): string | null {
  const here = mailsOf(broken);
  const before = copy === null ? null : mailsOf(copy);
  if (before === null && here === null) return null;
  const pending = [...new Set([...(before?.pending ?? []), ...(here?.pending ?? [])])];
  if (before !== null) return JSON.stringify({ ...before, pending });
  return JSON.stringify({ historyId: forgottenHistory, at: (here?.at ?? 0) - lookBackMs, pending });
}

function mailsOf(value: string): Mails | null {
  const read = parseJson(value);
  if (typeof read !== 'object' || read === null || !('at' in read) || typeof read.at !== 'number')
    return null;
  const historyId = 'historyId' in read ? String(read.historyId) : '';
  const pending = 'pending' in read && Array.isArray(read.pending) ? read.pending.map(String) : [];
  return { historyId, at: read.at, pending };
}
