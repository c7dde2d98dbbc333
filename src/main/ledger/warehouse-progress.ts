import { z } from 'zod';
import type { MessageId, OrderId, WorkstationId } from '../../shared/ids.ts';
import { entryIdSchema, orderIdSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Clock, Settings } from '../ports.ts';
import type { WarehouseProgress } from '../warehouse-port.ts';
import { count, maybeInt } from './columns.ts';
import type { Database } from './database.ts';
import { lastSeq } from './facts.ts';
import { readKept } from './partly-read.ts';
import { startToShow } from './shown-before.ts';

export const connectedSetting = 'ledger.warehouse-connected';
const batchedSetting = 'ledger.batched-to';
const committedSetting = 'ledger.committed-entries';
const missedSetting = 'ledger.missed-entries';

/** Fewer missed events are loaded together with the next batch. */
const manyMissed = 2_000;

/** A backlog of sequences that were missed: batched before `next`; `done` counts those loaded or parked. */
const missedSchema = z.object({
  from: z.int(),
  to: z.int(),
  next: z.int(),
  done: z.int(),
});
type Missed = z.infer<typeof missedSchema>;

/**
 * The warehouse state of order `o`; ?1 is this computer, ?2 the state of events that are not loaded. Actions and notifications
 * do not count: an order is there when its content is. A linked event counts once BigQuery has shown it or a duplicate.
 */
export const warehouseStateOfOrder = `CASE
  WHEN EXISTS (SELECT 1 FROM entries e JOIN warehoused w ON w.entry = e.row
  WHERE e.order_id = o.id AND w.state = 'parked') THEN 'parked'
  WHEN EXISTS (SELECT 1 FROM entries e LEFT JOIN warehoused w ON w.entry = e.row
  WHERE e.order_id = o.id AND e.desk = ?1 AND w.entry IS NULL
  AND e.kind IN ('order-received', 'order-updated')) THEN ?2
  WHEN EXISTS (SELECT 1 FROM entries e JOIN linked_numbers l ON l.desk = e.desk AND l.seq = e.seq
  WHERE e.order_id = o.id AND e.kind IN ('order-received', 'order-updated')
  AND NOT EXISTS (SELECT 1 FROM twins t LEFT JOIN linked_numbers m ON m.desk = t.desk AND m.seq = t.seq
  WHERE t.row = e.row AND m.seq IS NULL)) THEN ?2
  ELSE 'committed' END`;

const notLoaded = `FROM entries e LEFT JOIN warehoused w ON w.entry = e.row
  WHERE e.desk = ? AND e.seq BETWEEN ? AND ? AND w.entry IS NULL ORDER BY e.seq`;

export type Progress = WarehouseProgress & {
  readonly isConnected: () => boolean;
  /** Resets the events parked with a message to pending. */
  readonly giveBack: (id: MessageId) => void;
  /** Recomputes whether these orders are in the warehouse. */
  readonly refreshOrders: (orders: readonly OrderId[]) => void;
};

export type ProgressParts = {
  readonly database: Database;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly deskId: WorkstationId;
};

/** Resets the load state after a change of computer id: no event counts as loaded or in flight. */
export function forgetLoads(database: Database, settings: Settings, deskId: WorkstationId): void {
  dropLoads(database);
  for (const name of [committedSetting, missedSetting, batchedSetting]) settings.set(name, null);
  const state = settings.get(connectedSetting) === 'yes' ? 'pending' : 'off';
  database.run(
    `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder}
     WHERE o.id IN (SELECT order_id FROM entries WHERE desk = ?1)`,
    deskId,
    state,
  );
}

const dropLoads = (database: Database): void => {
  // also loads for other computers: their table or computer id is gone
  database.run('UPDATE linked_numbers SET owed = 0 WHERE owed = 1');
  database.run(
    "UPDATE messages SET state = 'done', due_at = NULL, reason = NULL WHERE kind = 'warehouse.load' AND state != 'done'",
  );
};

export function createWarehouseProgress({ database, settings, clock, deskId }: ProgressParts): Progress {
  const isConnected = (): boolean => settings.get(connectedSetting) === 'yes';
  const numberOf = (name: string): number => Number(settings.get(name) ?? 0);
  const parkedCount = (): number =>
    count(database.get("SELECT count(*) AS n FROM warehoused WHERE state = 'parked'"));

  const missed = (): Missed | null => {
    const kept = settings.get(missedSetting);
    return kept === null ? null : missedSchema.parse(JSON.parse(kept));
  };
  const keepMissed = (now: Missed): void => {
    const isOver = now.next > now.to && now.done >= now.to - now.from + 1;
    settings.set(missedSetting, isOver ? null : JSON.stringify(now));
  };
  /** Records everything after `batched` as missed; later events are batched as usual. */
  const missFrom = (from: number): void => {
    const to = lastSeq(database, deskId);
    if (to < from) return;
    keepMissed({ from, to, next: from, done: 0 });
    settings.set(batchedSetting, String(to));
  };
  /** Counts missed events that were loaded or parked; `ids` is a JSON list. */
  const countMissed = (ids: string): void => {
    const now = missed();
    if (now === null) return;
    const arrived = count(
      database.get(
        'SELECT count(*) AS n FROM json_each(?) j JOIN entries e ON e.id = j.value WHERE e.desk = ? AND e.seq BETWEEN ? AND ?',
        ids,
        deskId,
        now.from,
        now.to,
      ),
    );
    const total = now.to - now.from + 1;
    // an event that was parked and given back is counted twice
    keepMissed({ ...now, done: Math.min(total, now.done + arrived) });
  };

  /** Recomputes the warehouse state of the orders of these events; `ids` is a JSON list of event ids. */
  const refreshOrdersOf = (ids: string): void => {
    database.run(
      `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder}
       WHERE o.id IN (SELECT e.order_id FROM json_each(?3) j JOIN entries e ON e.id = j.value)`,
      deskId,
      isConnected() ? 'pending' : 'off',
      ids,
    );
  };

  return {
    isConnected,
    refreshOrders(orders) {
      if (orders.length === 0) return;
      database.run(
        // without a warehouse the state stays `off`
        `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder}
         WHERE o.id IN (SELECT value FROM json_each(?3)) AND (o.warehouse <> 'off' OR ?2 <> 'off')`,
        deskId,
        isConnected() ? 'pending' : 'off',
        JSON.stringify(orders),
      );
    },
    range: ({ firstSeq, lastSeq: to }) =>
      readKept(database.all(`SELECT e.* ${notLoaded}`, deskId, firstSeq, to)),
    idsIn: ({ firstSeq, lastSeq: to }) =>
      database
        .all(`SELECT e.id ${notLoaded}`, deskId, firstSeq, to)
        .map((row) => entryIdSchema.parse(row.id)),
    fitting({ firstSeq, lastSeq: to }, bytes) {
      const over = database.get(
        `SELECT min(seq) AS seq FROM (SELECT e.seq, octet_length(e.data) AS own,
           sum(octet_length(e.data)) OVER (ORDER BY e.seq) AS so_far ${notLoaded}) WHERE so_far > ? AND so_far > own`,
        deskId,
        firstSeq,
        to,
        bytes,
      );
      const next = over ? maybeInt(over, 'seq') : null;
      return { firstSeq, lastSeq: next === null ? to : next - 1 };
    },
    unbatched() {
      const from = numberOf(batchedSetting) + 1;
      const to = lastSeq(database, deskId);
      return to < from ? null : { firstSeq: from, lastSeq: to };
    },
    batched({ firstSeq, lastSeq: to }) {
      const next = numberOf(batchedSetting) + 1;
      if (firstSeq !== next || to < firstSeq || to > lastSeq(database, deskId)) {
        throw new Error(`batch ${firstSeq}-${to} does not follow entry ${next - 1}`);
      }
      settings.set(batchedSetting, String(to));
    },
    committed(ids, job, at) {
      const list = JSON.stringify(ids);
      return database.transaction(() => {
        const changed = database.run(
          `INSERT INTO warehoused (entry, state, at, job)
           SELECT e.row, 'committed', ?, ? FROM json_each(?) j JOIN entries e ON e.id = j.value WHERE true
           ON CONFLICT (entry) DO UPDATE SET
             state = 'committed', at = excluded.at, job = excluded.job, reason = NULL, message_id = NULL
           WHERE warehoused.state = 'parked'`,
          at,
          job,
          list,
        );
        settings.set(committedSetting, String(numberOf(committedSetting) + changed));
        if (changed > 0) countMissed(list);
        refreshOrdersOf(list);
        return database
          .all(
            `SELECT DISTINCT e.order_id AS id FROM json_each(?) j JOIN entries e ON e.id = j.value
             WHERE e.order_id IS NOT NULL`,
            list,
          )
          .map((row) => orderIdSchema.parse(row.id));
      });
    },
    parked(id, reason, messageId) {
      database.transaction(() => {
        const isNew = !database.get(
          'SELECT 1 FROM entries e JOIN warehoused w ON w.entry = e.row WHERE e.id = ?',
          id,
        );
        const known = database.run(
          `INSERT INTO warehoused (entry, state, at, reason, message_id)
           SELECT row, 'parked', ?, ?, ? FROM entries WHERE id = ?
           ON CONFLICT (entry) DO UPDATE SET reason = excluded.reason, message_id = excluded.message_id
           WHERE warehoused.state = 'parked'`,
          clock.now(),
          reason,
          messageId,
          id,
        );
        if (known === 0 && !database.get('SELECT 1 FROM entries WHERE id = ?', id)) {
          throw new Problem('not-found', `no entry ${id}`);
        }
        if (known > 0 && isNew) countMissed(JSON.stringify([id]));
        refreshOrdersOf(JSON.stringify([id]));
      });
    },
    giveBack(messageId) {
      const ids = database
        .all(
          `SELECT e.id FROM warehoused w JOIN entries e ON e.row = w.entry
           WHERE w.message_id = ? AND w.state = 'parked'`,
          messageId,
        )
        .map((row) => row.id);
      if (ids.length === 0) return;
      database.run("DELETE FROM warehoused WHERE message_id = ? AND state = 'parked'", messageId);
      refreshOrdersOf(JSON.stringify(ids));
    },
    setConnected(connected) {
      if (connected === isConnected()) return;
      database.transaction(() => {
        settings.set(connectedSetting, connected ? 'yes' : null);
        const first = numberOf(batchedSetting) + 1;
        if (connected && missed() === null && lastSeq(database, deskId) - first + 1 > manyMissed)
          missFrom(first);
        const [from, to] = connected ? ['off', 'pending'] : ['pending', 'off'];
        // an order with no event of this computer has nothing to load here
        database.run(
          `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder} WHERE o.warehouse = ?3`,
          deskId,
          to,
          from,
        );
      });
    },
    missed() {
      const now = missed();
      return now === null || now.next > now.to ? null : { firstSeq: now.next, lastSeq: now.to };
    },
    missedBatched({ firstSeq, lastSeq: to }) {
      const now = missed();
      if (now === null || firstSeq !== now.next || to < firstSeq || to > now.to) {
        throw new Error(`batch ${firstSeq}-${to} is not what is missed next`);
      }
      keepMissed({ ...now, next: to + 1 });
    },
    catchUp() {
      const now = missed();
      return now === null ? null : { done: now.done, total: now.to - now.from + 1 };
    },
    startOver() {
      database.transaction(() => {
        database.run('DELETE FROM warehoused');
        dropLoads(database);
        startToShow({ database, settings, deskId }, clock.now());
        settings.set(committedSetting, null);
        settings.set(missedSetting, null);
        missFrom(1);
        database.run(
          `UPDATE orders AS o SET warehouse = ${warehouseStateOfOrder} WHERE warehouse IN ('committed', 'parked')`,
          deskId,
          isConnected() ? 'pending' : 'off',
        );
      });
    },
    counts() {
      const committed = numberOf(committedSetting);
      const parked = parkedCount();
      return { waiting: lastSeq(database, deskId) - committed - parked, committed, parked };
    },
  };
}
