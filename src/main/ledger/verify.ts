import type { WorkstationId } from '../../shared/ids.ts';
import { messageOf } from '../../shared/problem.ts';
import { count, flag, int, text } from './columns.ts';
import { contactFaults } from './contact-faults.ts';
import { customerFaults } from './customer-index/faults.ts';
import type { Database } from './database.ts';
import { isDamage, isLedgerRefusal } from './database.ts';
import { draftFaults } from './drafts.ts';
import { readEntries } from './facts.ts';
import { orderFaults, setAside } from './verify-orders.ts';
import { personFaults } from './verify-people.ts';
import { warehouseStateOfOrder } from './warehouse-progress.ts';

export type VerifyParts = {
  readonly database: Database;
  readonly deskId: WorkstationId;
  readonly isConnected: () => boolean;
};

const ofFile = 'The file is damaged: ';
export const damaged = (fault: string): string => `${ofFile}${fault}.`;
/** Whether the file itself is damaged, rather than its content. */
export const isOfFile = (fault: string): boolean => fault.startsWith(ofFile);

/**
 * Converts an error thrown during a check to a fault.
 * @throws any error that proves no fault, such as a lock by another program
 */
function faultOf(error: unknown): string {
  if (isDamage(error)) return damaged(messageOf(error));
  if (isLedgerRefusal(error)) throw error;
  return `Not all of it could be looked through: ${messageOf(error)}.`;
}

/**
 * Lists every fault of a ledger, one sentence each; empty when it is sound.
 * @throws Problem when it cannot be checked now
 */
export function verifyLedger({ database, deskId, isConnected }: VerifyParts): readonly string[] {
  const checks = [
    fileFaults,
    entryFaults,
    orderFaults,
    draftFaults,
    tallyFaults,
    personFaults,
    contactFaults,
    customerFaults,
  ];
  const ofDesk = [
    () => sequenceFaults(database, deskId),
    () => referenceFaults(database, deskId),
    () => warehouseFaults(database, deskId, isConnected()),
  ];
  const faults = [...checks, ...ofDesk].flatMap((check) => {
    try {
      return [...check(database)];
    } catch (error) {
      return [faultOf(error)];
    }
  });
  return [...new Set(faults)];
}

/**
 * Checks the small tables for damage, and the newest sequences of this computer for a gap: milliseconds, whatever the size.
 * @throws Problem when they cannot be read now
 */
export function glanceAt(database: Database, deskId: WorkstationId): readonly string[] {
  try {
    return [...smallFaults(database), ...newestGap(database, deskId)];
  } catch (error) {
    return [faultOf(error)];
  }
}

/** Whether a quick check finds possible damage; a file that cannot be checked counts as possibly damaged. */
export function mayBeDamaged(database: Database): boolean {
  try {
    return smallFaults(database).length > 0;
  } catch {
    return true;
  }
}

const smallFaults = (database: Database): readonly string[] =>
  ['settings', 'checkpoints', 'tallies', 'linked_numbers'].flatMap((table) =>
    damageBy(database, `quick_check(${table})`),
  );

/** The faults reported by one of SQLite's integrity pragmas. */
const damageBy = (database: Database, check: string): readonly string[] =>
  database
    .all(`PRAGMA ${check}`)
    .map((row) => String(Object.values(row)[0]))
    .filter((line) => line !== 'ok')
    .map(damaged);

/** Only for this computer: remote events arrive in any order, and duplicates of known facts leave gaps. That is no fault. */
const newestGap = (database: Database, deskId: WorkstationId): readonly string[] =>
  database
    .all(
      `SELECT count(*) AS n, max(seq) - min(seq) + 1 AS wide FROM
         (SELECT seq FROM entries WHERE desk = ? ORDER BY seq DESC LIMIT 1000) HAVING n <> wide`,
      deskId,
    )
    .map(() => `Desk ${deskId} has a gap among its newest entries.`);

function fileFaults(database: Database): readonly string[] {
  const foreign = database
    .all('PRAGMA foreign_key_check')
    .map((row) => `A row of ${String(row.table)} points to a missing row of ${String(row.parent)}.`);
  return [...damageBy(database, 'integrity_check'), ...foreign];
}

/** This computer's sequences have no gap; each stored sequence of another is registered once, as seen or linked. */
function sequenceFaults(database: Database, deskId: WorkstationId): readonly string[] {
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
         WHERE s.desk = kept.desk AND kept.seq BETWEEN s.first AND s.last)
         AND NOT EXISTS (SELECT 1 FROM linked_numbers l WHERE l.desk = kept.desk AND l.seq = kept.seq)`,
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
  const linked = database
    .all(
      `SELECT l.desk, l.seq, EXISTS (SELECT 1 FROM seen_numbers s
           WHERE s.desk = l.desk AND l.seq BETWEEN s.first AND s.last) AS is_seen FROM linked_numbers l
       WHERE is_seen OR l.desk = ?1 OR NOT EXISTS (SELECT 1 FROM entries e WHERE e.desk = l.desk AND e.seq = l.seq
         UNION ALL SELECT 1 FROM twins t WHERE t.desk = l.desk AND t.seq = l.seq
         UNION ALL SELECT 1 FROM unread_entries u WHERE u.desk = l.desk AND u.seq = l.seq)`,
      deskId,
    )
    .map((row) =>
      flag(row, 'is_seen')
        ? `Entry ${int(row, 'seq')} of desk ${text(row, 'desk')} was seen in BigQuery, but is said to have come by the link alone.`
        : `Entry ${int(row, 'seq')} of desk ${text(row, 'desk')} is said to have come by the link, but is not here.`,
    );
  const seen = count(
    database.get(
      `SELECT (SELECT coalesce(sum(last - first + 1), 0) FROM seen_numbers)
         + (SELECT count(*) FROM linked_numbers) AS n`,
    ),
  );
  const lost = seen > kept ? [`${seen - kept} entries of other desks are counted as here, but are not.`] : [];
  return [...own, ...others, ...ranges, ...linked, ...lost];
}

/** Checks the events without an order; the others are checked with their order. */
function* entryFaults(database: Database): Iterable<string> {
  for (let after = 0; ; ) {
    const page = database.all(
      'SELECT * FROM entries WHERE order_id IS NULL AND row > ? ORDER BY row LIMIT 1000',
      after,
    );
    yield* readEntries(page).unreadable.map((one) => `The ledger cannot be read whole: ${setAside(one)}`);
    const last = page.at(-1);
    if (!last) return;
    after = int(last, 'row');
  }
}

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

/** Checks orders with only this computer's events, since others know what they loaded, and linked orders that wait. */
const warehouseFaults = (database: Database, deskId: WorkstationId, connected: boolean): readonly string[] =>
  database
    .all(
      `SELECT * FROM (SELECT o.id, o.warehouse AS said, ${warehouseStateOfOrder} AS is_now FROM orders o
         WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.order_id = o.id AND e.desk <> ?1)
           AND NOT EXISTS (SELECT 1 FROM twins t WHERE t.order_id = o.id))
       WHERE said <> is_now
       UNION SELECT * FROM (SELECT o.id, o.warehouse AS said, ${warehouseStateOfOrder} AS is_now FROM orders o
         WHERE o.id IN (SELECT e.order_id FROM linked_numbers l JOIN entries e ON e.desk = l.desk AND e.seq = l.seq))
       WHERE said = 'committed' AND is_now <> said`,
      deskId,
      connected ? 'pending' : 'off',
    )
    .map(
      (row) =>
        `Order ${text(row, 'id')} is said to be ${text(row, 'said')} in the warehouse, not ${text(row, 'is_now')}.`,
    );

/** A document stays on the computer that received it, so only own references are checked. */
function referenceFaults(database: Database, deskId: WorkstationId): readonly string[] {
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
