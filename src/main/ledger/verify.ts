import { isDeepStrictEqual } from 'node:util';
import { foldOrder } from '../../shared/fold.ts';
import { type DeskId, orderIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { messageOf } from '../../shared/problem.ts';
import { count, int, json, text } from './columns.ts';
import { contactFaults } from './contact-faults.ts';
import type { Database, Row } from './database.ts';
import { draftFaults } from './drafts.ts';
import { factsOfOrder } from './facts.ts';
import { orderColumns } from './order-columns.ts';
import { sameKeyRows } from './project-order.ts';
import { orderMarks, orderWords } from './search-words.ts';
import { personFaults } from './verify-people.ts';
import { warehouseStateOfOrder } from './warehouse-progress.ts';

export type VerifyParts = {
  readonly database: Database;
  readonly deskId: DeskId;
  readonly isConnected: () => boolean;
};

/** Every fault of a ledger, one sentence each; empty when it is sound. */
export function verifyLedger({ database, deskId, isConnected }: VerifyParts): readonly string[] {
  const checks = [fileFaults, orderFaults, draftFaults, tallyFaults, personFaults, contactFaults];
  const ofDesk = [
    () => sequenceFaults(database, deskId),
    () => referenceFaults(database, deskId),
    () => warehouseFaults(database, deskId, isConnected()),
  ];
  const faults = [...checks, ...ofDesk].flatMap((check) => {
    try {
      return [...check(database)];
    } catch (error) {
      return [`The file is damaged: ${messageOf(error)}.`];
    }
  });
  return [...new Set(faults)];
}

/** The small tables whole, and whether the newest entries have a number missing: milliseconds, whatever the size. */
export function glanceAt(database: Database): readonly string[] {
  try {
    const damaged = ['settings', 'checkpoints', 'tallies']
      .flatMap((table) =>
        database.all(`PRAGMA quick_check(${table})`).map((row) => String(Object.values(row)[0])),
      )
      .filter((line) => line !== 'ok')
      .map((line) => `The file is damaged: ${line}.`);
    const gaps = database
      .all(
        `SELECT desk, count(*) AS n, max(seq) - min(seq) + 1 AS wide FROM
           (SELECT desk, seq FROM entries ORDER BY row DESC LIMIT 1000) GROUP BY desk HAVING n <> wide`,
      )
      .map((row) => `Desk ${text(row, 'desk')} has a gap among its newest entries.`);
    return [...damaged, ...gaps];
  } catch (error) {
    return [`The file is damaged: ${messageOf(error)}.`];
  }
}

function fileFaults(database: Database): readonly string[] {
  const integrity = database
    .all('PRAGMA integrity_check')
    .map((row) => String(Object.values(row)[0]))
    .filter((line) => line !== 'ok')
    .map((line) => `The file is damaged: ${line}.`);
  const foreign = database
    .all('PRAGMA foreign_key_check')
    .map((row) => `A row of ${String(row.table)} points to a missing row of ${String(row.parent)}.`);
  return [...integrity, ...foreign];
}

/** This desk's running numbers have no gap; of the others each that is here is known to be. */
function sequenceFaults(database: Database, deskId: DeskId): readonly string[] {
  const own = database
    .all(
      `SELECT desk, count(*) AS n, max(seq) AS last FROM entries WHERE desk = ? GROUP BY desk
       HAVING n <> last OR min(seq) <> 1`,
      deskId,
    )
    .map(
      (row) => `Desk ${text(row, 'desk')} has ${int(row, 'n')} entries, numbered up to ${int(row, 'last')}.`,
    );
  const others = database
    .all(
      `SELECT desk, seq FROM (SELECT desk, seq FROM entries WHERE desk <> ?1
         UNION ALL SELECT desk, seq FROM twins UNION ALL SELECT desk, seq FROM unread_entries) AS kept
       WHERE NOT EXISTS (SELECT 1 FROM seen_numbers s
         WHERE s.desk = kept.desk AND kept.seq BETWEEN s.first AND s.last)`,
      deskId,
    )
    .map(
      (row) => `Entry ${int(row, 'seq')} of desk ${text(row, 'desk')} is here, but would be asked for again.`,
    );
  const ranges = database
    .all(
      `SELECT a.desk, a.last FROM seen_numbers a JOIN seen_numbers b
         ON b.desk = a.desk AND b.first > a.first AND b.first <= a.last + 1`,
    )
    .map((row) => `The numbers of desk ${text(row, 'desk')} around ${int(row, 'last')} are counted twice.`);
  const kept = count(
    database.get(
      `SELECT (SELECT count(*) FROM entries WHERE desk <> ?) + (SELECT count(*) FROM twins)
         + (SELECT count(*) FROM unread_entries) AS n`,
      deskId,
    ),
  );
  const seen = count(database.get('SELECT coalesce(sum(last - first + 1), 0) AS n FROM seen_numbers'));
  const lost = seen > kept ? [`${seen - kept} entries of other desks are counted as here, but are not.`] : [];
  return [...own, ...others, ...ranges, ...lost];
}

/** Reads every order in pages, so that a large ledger does not have to fit in memory. */
function* orderFaults(database: Database): Iterable<string> {
  for (let after = ''; ; ) {
    const ids = database.all(
      `SELECT DISTINCT order_id AS id FROM facts WHERE order_id > ? ORDER BY order_id LIMIT 500`,
      after,
    );
    for (const row of ids) yield* faultsOfOrder(database, text(row, 'id'));
    const last = ids.at(-1);
    if (!last) break;
    after = text(last, 'id');
  }
  for (const row of database.all(
    `SELECT id FROM orders WHERE id NOT IN (SELECT order_id FROM facts WHERE kind IN ('order-received', 'order-updated'))`,
  )) {
    yield `Order ${text(row, 'id')} is shown, but no entry tells what was ordered.`;
  }
  const rows = count(database.get('SELECT count(*) AS n FROM orders'));
  const found = count(database.get('SELECT count(*) AS n FROM order_search_docsize'));
  if (rows !== found) yield `The search index has ${found} orders, the ledger ${rows}.`;
}

function faultsOfOrder(database: Database, stored: string): readonly string[] {
  const faults: string[] = [];
  try {
    const id = orderIdSchema.parse(stored);
    const order = foldOrder(id, factsOfOrder(database, id));
    const row = database.get(
      'SELECT o.*, b.* FROM orders o LEFT JOIN order_bodies b USING (row) WHERE o.id = ?',
      id,
    );
    if (!order) {
      if (row) faults.push(`Order ${id} is shown, but no entry tells what was ordered.`);
      return faults;
    }
    if (!row) return [...faults, `Order ${id} has entries, but is not shown.`];
    if (!isDeepStrictEqual(json(row, 'body'), JSON.parse(JSON.stringify(order)))) {
      faults.push(`Order ${id} is not what its entries add up to.`);
    }
    const wrong = Object.entries(orderColumns(order)).find(([name, value]) => row[name] !== value);
    if (wrong)
      faults.push(
        `Order ${id} is listed with ${wrong[0]} ${String(row[wrong[0]])}, not ${String(wrong[1])}.`,
      );
    if (row.words !== orderWords(order) || row.marks !== orderMarks(order)) {
      faults.push(`Order ${id} is not searched for by what it says.`);
    }
    if (!isCompared(database, row, order)) faults.push(`Order ${id} is not compared by what it says.`);
    if (!isIndexed(database, row)) faults.push(`Order ${id} is not in the search index.`);
  } catch (error) {
    faults.push(`Order ${stored} cannot be read: ${messageOf(error)}.`);
  }
  return faults;
}

/** Whether it is found by all that another telling of it would have in common. */
function isCompared(database: Database, row: Row, order: Order): boolean {
  const kept = (key: string, at: number, who: string): boolean =>
    database.get(
      'SELECT 1 FROM same_keys WHERE key = ? AND at = ? AND row = ? AND who = ?',
      key,
      at,
      int(row, 'row'),
      who,
    ) !== undefined;
  return sameKeyRows(order).every(({ key, at, who }) => kept(key, at, who));
}

const isIndexed = (database: Database, row: Row): boolean =>
  database.get('SELECT 1 FROM order_search_docsize WHERE id = ?', int(row, 'row')) !== undefined;

function tallyFaults(database: Database): readonly string[] {
  const counted = `SELECT source, count(*), sum(status = 'new' AND aside = 0), sum(open AND aside = 0),
    sum(needs_review AND aside = 0), sum(open AND quarantined = 1) FROM orders GROUP BY source`;
  const kept = `SELECT source, all_orders, new_orders, open_orders, review_orders, quarantine_orders FROM tallies`;
  return database
    .all(
      `SELECT DISTINCT source FROM (SELECT * FROM (${counted} EXCEPT ${kept})
       UNION ALL SELECT * FROM (${kept} EXCEPT ${counted}))`,
    )
    .map((row) => `The counts of ${text(row, 'source')} are not what its orders add up to.`);
}

/** Only of orders that are wholly this desk's: what others loaded, they know. */
const warehouseFaults = (database: Database, deskId: DeskId, connected: boolean): readonly string[] =>
  database
    .all(
      `SELECT * FROM (SELECT o.id, o.warehouse AS said, ${warehouseStateOfOrder} AS is_now FROM orders o
         WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.desk <> ?1)
           AND NOT EXISTS (SELECT 1 FROM twins t WHERE t.order_id = o.id))
       WHERE said <> is_now`,
      deskId,
      connected ? 'pending' : 'off',
    )
    .map(
      (row) =>
        `Order ${text(row, 'id')} is said to be ${text(row, 'said')} in the warehouse, not ${text(row, 'is_now')}.`,
    );

/** A document stays on the desk that received it: what other desks read names one that is there. */
function referenceFaults(database: Database, deskId: DeskId): readonly string[] {
  const missing = database
    .all(
      `SELECT document, order_id FROM document_orders
       WHERE order_id NOT IN (SELECT id FROM orders) OR document NOT IN (SELECT id FROM documents)`,
    )
    .map(
      (row) => `Document ${text(row, 'document')} belongs to order ${text(row, 'order_id')}: one is missing.`,
    );
  const named = database
    .all(
      `SELECT id, data ->> '$.documentId' AS document FROM entries
       WHERE kind IN ('order-received', 'order-updated') AND document IS NOT NULL
         AND document NOT IN (SELECT id FROM documents) AND desk = ?`,
      deskId,
    )
    .map(
      (row) => `Entry ${text(row, 'id')} was read from document ${text(row, 'document')}, which is missing.`,
    );
  const lost = database
    .all("SELECT key FROM messages WHERE (state IN ('waiting', 'leased')) <> (due_at IS NOT NULL)")
    .map((row) => `Message ${text(row, 'key')} would never be sent.`);
  return [...missing, ...named, ...lost];
}
