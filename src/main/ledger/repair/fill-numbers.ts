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
  /** The warehouse table that the copy's events were loaded into; null without a copy. */
  readonly copyTable: string | null;
};

/** The warehouse table and its round. Events loaded into another table or round are not in this one. */
const tableSettings = ['warehouse.table', 'warehouse.round'] as const;
export const tableOf = (database: Database): string => {
  const settings = createSettings(database);
  return JSON.stringify(tableSettings.map((name) => settings.get(name)));
};

/** Restores which events BigQuery has; in doubt fewer, as a second load counts once. @returns whether all is known */
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
 * Restores which sequences of other computers are here, and which came only by link. Recounted from the events, because a
 * sequence wrongly marked as present would never be requested again. @returns whether all is known
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

/** Whether the sequence of a computer has a gap. */
export const hasGap = (database: Database, deskId: string): boolean =>
  database.all(
    'SELECT 1 FROM entries WHERE desk = ? GROUP BY desk HAVING count(*) <> max(seq) OR min(seq) <> 1',
    deskId,
  ).length > 0;

/** Whether other computers can have seen this ledger's sequences; without BigQuery they cannot. */
export const isHeardOf = (database: Database): boolean =>
  createSettings(database).get(connectedSetting) !== null ||
  ['warehoused', 'seen_numbers', 'linked_numbers'].some(
    (table) => database.get(`SELECT 1 FROM ${table} LIMIT 1`) !== undefined,
  );

/** Recomputes the warehouse state of orders; without a warehouse, orders of other computers keep theirs. */
export function settleWarehouse(database: Database, deskId: string): void {
  const state = createSettings(database).get(connectedSetting) === 'yes' ? 'pending' : 'off';
  database.run(
    `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder} WHERE o.warehouse <> 'off' OR ?2 <> 'off'
       OR EXISTS (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.desk = ?1)`,
    deskId,
    state,
  );
}
