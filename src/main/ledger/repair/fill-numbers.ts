import type { Database } from '../database.ts';
import { createSettings } from '../named-values.ts';
import { forgetShownBefore, othersHere } from '../shown-before.ts';
import { connectedSetting, warehouseStateOfOrder } from '../warehouse-progress.ts';
import type { FilledFacts } from './fill-facts.ts';
import { insertInto, put } from './fill-facts.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';

export type NumbersParts = {
  readonly deskId: string;
  readonly facts: FilledFacts;
  readonly now: number;
  /** What the copy said of the table its entries were loaded into; null where there is no copy. */
  readonly copyTable: string | null;
};

/** The table that entries are loaded into, and how many times it was begun anew: what was loaded into another is not there. */
const tableSettings = ['warehouse.table', 'warehouse.round'] as const;
export const tableOf = (database: Database): string => {
  const settings = createSettings(database);
  return JSON.stringify(tableSettings.map((name) => settings.get(name)));
};

/** Which entries BigQuery has. In doubt it is said to have fewer: what is loaded twice counts once. @returns whether all is known */
export function fillWarehoused(database: Database, salvage: Salvage, parts: NumbersParts): boolean {
  const rows: Fields[] = [];
  const isWhole = salvage.each('warehoused', (fields) => void rows.push(fields));
  if (isWhole || parts.copyTable !== tableOf(database)) database.exec('DELETE FROM warehoused');
  const sql = insertInto('warehoused', ' OR REPLACE');
  for (const [entry, ...rest] of rows) {
    const here = parts.facts.rowOf(Number(entry));
    if (here !== null && (rest[0] === 'committed' || rest[0] === 'parked')) database.run(sql, here, ...rest);
  }
  return isWhole;
}

/**
 * Which numbers of other desks are here, and which of these came by the link alone. Counted anew: what is said to be here and
 * is not would never be asked for again. @returns whether all is known
 */
export function fillNumbers(database: Database, salvage: Salvage, parts: NumbersParts): boolean {
  const { deskId, facts, now } = parts;
  const rows: Fields[] = [];
  const isWhole = salvage.each('linked_numbers', (fields) => void rows.push(fields));
  if (isWhole) database.exec('DELETE FROM linked_numbers');
  for (const fields of rows) put(database, 'linked_numbers', fields);
  if (!isWhole) {
    // BigQuery shows them again, and then they are counted as seen
    for (const { desk, seq } of facts.entries) {
      if (desk !== deskId) put(database, 'linked_numbers', [desk, seq, now, null, 0]);
    }
  }
  database.run(
    `DELETE FROM linked_numbers WHERE desk = ?1 OR NOT EXISTS (SELECT 1 FROM (${othersHere}) o
       WHERE o.desk = linked_numbers.desk AND o.seq = linked_numbers.seq)`,
    deskId,
  );
  forgetShownBefore(createSettings(database));
  database.exec('DELETE FROM seen_numbers');
  database.run(
    `INSERT INTO seen_numbers (desk, first, last) SELECT desk, min(seq), max(seq) FROM
       (SELECT desk, seq, seq - row_number() OVER (PARTITION BY desk ORDER BY seq) AS run FROM (${othersHere}) o
        WHERE NOT EXISTS (SELECT 1 FROM linked_numbers l WHERE l.desk = o.desk AND l.seq = o.seq))
     GROUP BY desk, run`,
    deskId,
  );
  return isWhole;
}

/** Whether a running number of a desk is missing among its entries. */
export const hasGap = (database: Database, deskId: string): boolean =>
  database.all(
    'SELECT 1 FROM entries WHERE desk = ? GROUP BY desk HAVING count(*) <> max(seq) OR min(seq) <> 1',
    deskId,
  ).length > 0;

/** Whether anybody else can have heard of this ledger's numbers; without BigQuery nobody has. */
export const isHeardOf = (database: Database): boolean =>
  createSettings(database).get(connectedSetting) !== null ||
  ['warehoused', 'seen_numbers', 'linked_numbers'].some(
    (table) => database.get(`SELECT 1 FROM ${table} LIMIT 1`) !== undefined,
  );

/** What is said of orders in the warehouse, by what is known now of their entries; without one others' orders stay as they are. */
export function settleWarehouse(database: Database, deskId: string): void {
  const state = createSettings(database).get(connectedSetting) === 'yes' ? 'pending' : 'off';
  database.run(
    `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder} WHERE o.warehouse <> 'off' OR ?2 <> 'off'
       OR EXISTS (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.desk = ?1)`,
    deskId,
    state,
  );
}
