import type { MessageId } from '../../shared/ids.ts';
import { messageIdSchema, orderIdSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Clock, Outbox, OutboxMessage } from '../ports.ts';
import { int, json, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row, Value } from './database.ts';

export type OutboxParts = {
  readonly database: Database;
  readonly clock: Clock;
  /** Called when a parked message is given back; resets what was parked with it. */
  readonly onUnparked: (id: MessageId) => void;
};

/** Smaller differences are clock drift or gradual clock correction. */
export const leastJumpMs = 5_000;

/** Messages enqueued within this time are leased before older ones. */
const freshMs = 2 * 60_000;

/** Forces the small partial index: messages are never deleted, and `ORDER BY row` would make SQLite scan them all. */
export const fromParked = "FROM messages INDEXED BY messages_parked WHERE state = 'parked'";

export function createOutbox({ database, clock, onUnparked }: OutboxParts): Outbox {
  /** Wall clock minus monotonic clock at the last check. */
  let offset: number | null = null;

  /** Corrects due times if the clock was set back while the app was closed; `created_at` in the future shows that. */
  function takeUp(): void {
    const due = 'SELECT 1 FROM messages WHERE due_at IS NOT NULL AND created_at > ?';
    const soonest = clock.now() + leastJumpMs;
    if (!database.get(due, soonest)) return;
    database.run(
      `UPDATE messages SET due_at = due_at - (created_at - ?1), not_before = not_before - (created_at - ?1), created_at = ?1
       WHERE due_at IS NOT NULL AND created_at > ?2`,
      clock.now(),
      soonest,
    );
  }

  /** Shifts due times when the wall clock was changed, so that waiting times stay the same. */
  function keepTime(): void {
    const now = clock.now() - clock.uptime();
    if (offset === null) {
      takeUp();
      offset = now;
    }
    const jump = Math.round(now - offset);
    if (Math.abs(jump) < leastJumpMs) return;
    offset = now;
    database.run(
      `UPDATE messages SET due_at = due_at + ?1, not_before = not_before + ?1, created_at = created_at + ?1
       WHERE due_at IS NOT NULL`,
      jump,
    );
  }

  const get = (id: MessageId): OutboxMessage | null => {
    const row = database.get('SELECT * FROM messages WHERE row = ?', rowOf(id));
    return row ? messageOf(row) : null;
  };

  const change = (id: MessageId, columns: { readonly [column: string]: Value }): void => {
    const sets = Object.keys(columns).map((name) => `${name} = ?`);
    const values = Object.values(columns);
    const changed = database.run(
      `UPDATE messages SET ${sets.join(', ')} WHERE row = ?`,
      ...values,
      rowOf(id),
    );
    if (changed === 0) throw new Problem('not-found', `no message ${id}`);
  };

  return {
    put({ kind, key, orderId, payload, notBefore, again = false }) {
      // looked up first: an insert that finds a duplicate would still write to the disk
      const known = database.get('SELECT row, state FROM messages WHERE key = ?', key);
      if (known && !(again && text(known, 'state') === 'done')) return null;
      keepTime();
      const now = clock.now();
      const due = notBefore ?? now;
      if (known) {
        const id = idOf(int(known, 'row'));
        change(id, {
          kind,
          payload: JSON.stringify(payload) ?? 'null',
          attempts: 0,
          state: 'waiting',
          created_at: now,
          not_before: due,
          due_at: due,
          parked_at: null,
        });
        return id;
      }
      return idOf(
        database.insert(
          'INSERT INTO messages (kind, key, order_id, payload, created_at, not_before, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
          kind,
          key,
          orderId ?? null,
          JSON.stringify(payload) ?? 'null',
          now,
          due,
          due,
        ),
      );
    },
    lease(kind, { now, leaseMs, limit }) {
      keepTime();
      // a backlog of thousands must not delay new messages
      const due = `SELECT * FROM messages WHERE kind = ? AND due_at <= ? ORDER BY created_at < ?, due_at, row LIMIT ?`;
      const fresh = now - freshMs;
      // avoids the sort and a transaction when nothing is due
      if (!database.get('SELECT 1 FROM messages WHERE kind = ? AND due_at <= ? LIMIT 1', kind, now))
        return [];
      return database.transaction(() =>
        database.all(due, kind, now, fresh, limit).map((row) => {
          database.run(
            "UPDATE messages SET state = 'leased', attempts = attempts + 1, due_at = ? WHERE row = ?",
            now + leaseMs,
            int(row, 'row'),
          );
          const message = messageOf(row);
          return { ...message, state: 'leased', attempts: message.attempts + 1 };
        }),
      );
    },
    done: (id) => change(id, { state: 'done', due_at: null, reason: null }),
    retryAt(id, at, reason) {
      keepTime();
      change(id, { state: 'waiting', not_before: at, due_at: at, reason });
    },
    park: (id, reason) => change(id, { state: 'parked', due_at: null, reason, parked_at: clock.now() }),
    unpark(id, now) {
      keepTime();
      database.transaction(() => {
        const message = get(id);
        if (!message) throw new Problem('not-found', `no message ${id}`);
        if (message.state !== 'parked') return;
        change(id, {
          state: 'waiting',
          not_before: now,
          due_at: now,
          reason: null,
          parked_at: null,
        });
        onUnparked(id);
      });
    },
    release(kind, orderId, now) {
      keepTime();
      database.run(
        `UPDATE messages SET not_before = ?1, due_at = ?1
         WHERE order_id = ?2 AND kind = ?3 AND state = 'waiting' AND due_at > ?1`,
        now,
        orderId,
        kind,
      );
    },
    nextDue(kind) {
      const row = database.get(
        'SELECT min(due_at) AS due FROM messages WHERE kind = ? AND due_at IS NOT NULL',
        kind,
      );
      return row ? maybeInt(row, 'due') : null;
    },
    parked: () => database.all(`SELECT * ${fromParked} ORDER BY row`).map(messageOf),
    open: (kind) =>
      database
        .all(
          `SELECT * FROM messages WHERE kind = ?1 AND due_at IS NOT NULL
           UNION ALL SELECT * ${fromParked} AND kind = ?1 ORDER BY row`,
          kind,
        )
        .map(messageOf),
    get,
    byKey(key) {
      const row = database.get('SELECT * FROM messages WHERE key = ?', key);
      return row ? messageOf(row) : null;
    },
  };
}

const idOf = (row: number): MessageId => messageIdSchema.parse(`m${row}`);

const rowOf = (id: MessageId): number => Number(/^m(\d{1,15})$/.exec(id)?.[1] ?? -1);

export function messageOf(row: Row): OutboxMessage {
  const orderId = maybeText(row, 'order_id');
  return {
    id: idOf(int(row, 'row')),
    kind: text(row, 'kind'),
    key: text(row, 'key'),
    orderId: orderId === null ? null : orderIdSchema.parse(orderId),
    payload: json(row, 'payload'),
    attempts: int(row, 'attempts'),
    createdAt: int(row, 'created_at'),
    notBefore: int(row, 'not_before'),
    state: messageState(text(row, 'state')),
    reason: maybeText(row, 'reason'),
  };
}

function messageState(stored: string): OutboxMessage['state'] {
  switch (stored) {
    case 'waiting':
    case 'leased':
    case 'parked':
    case 'done':
      return stored;
    default:
      throw new Error(`the ledger holds a message that is ${stored}`);
  }
}
