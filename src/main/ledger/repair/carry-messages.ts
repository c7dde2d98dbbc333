import { ways } from '../../../shared/alert-rules/channels.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { noticeKey } from '../../notice-key.ts';
import { kindsOf } from '../../notice-kinds.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { hasWay, noticeTo } from '../../settings/ways-of.ts';
import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { createSettings } from '../named-values.ts';
import type { BrokenLedger } from './broken-ledger.ts';
import { carryTable } from './carry-table.ts';

export type MessageParts = {
  readonly now: number;
  /** Whether every mark of a message that is being sent could be read. */
  readonly areMarksKnown: boolean;
  /** Whether every event could be read. */
  readonly areFactsKnown: boolean;
  /** The orders that this computer received after the copy; empty without a copy. */
  readonly received: readonly OrderId[];
  /** The possible addressees of notifications. */
  readonly managers: readonly ManagerConfig[];
};
export type CarriedMessages = {
  readonly isWhole: boolean;
  /** The number of messages with an unknown outcome. */
  readonly inDoubt: number;
};

const lost = 'The database was damaged, so it is unknown whether this was done. Check before you try again';

/** Adds the messages. Nothing is sent twice: one that may have been sent gets an unknown outcome, which a person sees. */
export function carryMessages(
  database: Database,
  broken: BrokenLedger,
  { now, areMarksKnown, areFactsKnown, received, managers }: MessageParts,
): CarriedMessages {
  const settings = createSettings(database);
  const read = new Set<unknown>();
  const isWhole = carryTable(database, broken, 'messages', ({ row }) => {
    read.add(row);
    return true;
  });
  let inDoubt = 0;

  /** @param end its last outcome by the facts; null if there is none */
  function doubt(key: string, kind: string, end: string | null): void {
    inDoubt += 1;
    if (kind.startsWith('notify.') && end === null) {
      // the same setting as during a send, see `notify/notice-ends.ts`
      settings.set(`notify.sending:${key}`, String(now));
      database.run(
        "UPDATE messages SET state = 'waiting', not_before = ?1, due_at = ?1 WHERE key = ?2",
        now,
        key,
      );
    } else {
      database.run(
        "UPDATE messages SET state = 'parked', due_at = NULL, parked_at = ?, reason = ? WHERE key = ?",
        now,
        lost,
        key,
      );
    }
  }

  for (const row of database.all("SELECT * FROM messages WHERE state <> 'done' ORDER BY row")) {
    const [key, kind] = [text(row, 'key'), text(row, 'kind')];
    const isCertain = broken.isCurrent && read.has(row.row);
    // a load is rebuilt from the events that are not in the warehouse
    if (kind.startsWith('warehouse.') || (isCertain && (areMarksKnown || int(row, 'attempts') === 0)))
      continue;
    const end = isCertain ? null : outcomeOf(database, key);
    if (end === 'sent' || end === 'off') {
      database.run("UPDATE messages SET state = 'done', due_at = NULL, reason = NULL WHERE key = ?", key);
    } else if (row.state !== 'parked') {
      doubt(key, kind, end);
    }
  }

  /** Enqueues the notification of an order whose message is lost, unless the facts say that there was none to send. */
  function restore(orderId: OrderId, manager: ManagerConfig): void {
    const keys = ways.map((way) => noticeKey(orderId, manager.name, way));
    const ends = keys.flatMap((key) => outcomeOf(database, key) ?? []);
    const way = ways.find((one) => hasWay(manager, one));
    const isKnown = keys.some((key) => database.get('SELECT 1 FROM messages WHERE key = ?', key));
    if (way === undefined || isKnown || ends.includes('sent') || ends.includes('off')) return;
    const [key, kind] = [noticeKey(orderId, manager.name, way), kindsOf(way).prompt];
    database.run(
      'INSERT INTO messages (kind, key, order_id, payload, attempts, created_at, not_before) VALUES (?, ?, ?, ?, 1, ?, ?)',
      kind,
      key,
      orderId,
      JSON.stringify(noticeTo(manager, way)),
      now,
      now,
    );
    doubt(key, kind, ends.at(-1) ?? null);
  }
  if (!isWhole && areFactsKnown)
    for (const orderId of received) for (const manager of managers) restore(orderId, manager);
  return { isWhole, inDoubt };
}

/** The last outcome of a notification according to the facts; `sent` stays final, whatever was recorded later. */
function outcomeOf(database: Database, key: string): string | null {
  const states = ['notified', 'told'].flatMap((head) =>
    database
      .all(
        `SELECT data ->> '$.state' AS state FROM entries WHERE id = ?1 OR (id > ?1 || ':' AND id < ?1 || ';') ORDER BY row`,
        `${head}:${key}`,
      )
      .map(({ state }) => String(state)),
  );
  return states.includes('sent') ? 'sent' : (states.at(-1) ?? null);
}
