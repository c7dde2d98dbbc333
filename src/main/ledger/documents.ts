import { z } from 'zod';
import type { DocumentId, OrderId } from '../../shared/ids.ts';
import { documentIdSchema, orderIdSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { Documents, HeldDocument, StoredDocument } from '../ports.ts';
import { bytes, count, int, json, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { documentKind } from './documents-of-order.ts';
import { blankOfErased } from './erasure.ts';

/** The `reason` of a document lost with a damaged file; a repeated delivery replaces it. */
export const lostReason = 'lost';

const headersSchema = z.record(z.string(), z.string());

export function createDocuments(database: Database): Documents {
  const ordersOf = (row: Row): readonly OrderId[] =>
    database
      .all('SELECT order_id FROM document_orders WHERE document = ? ORDER BY order_id', text(row, 'id'))
      .map((found) => orderIdSchema.parse(found.order_id));
  const documentOf = (row: Row): StoredDocument => ({
    ...headOf(row),
    body: bytes(row, 'body'),
    orderIds: ordersOf(row),
  });

  const has = (id: DocumentId): boolean =>
    database.get('SELECT 1 FROM documents WHERE id = ? AND reason IS NOT ?', id, lostReason) !== undefined;

  return {
    has,
    put({ id, kind, topic, headers, body, receivedAt }) {
      const insert = (): boolean =>
        database.run(
          `INSERT INTO documents (id, kind, topic, received_at, headers, body) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO NOTHING`,
          id,
          kind,
          topic,
          receivedAt,
          JSON.stringify(headers),
          body,
        ) === 1;
      if (insert()) return true;
      const wasLost = database.run('DELETE FROM documents WHERE id = ? AND reason = ?', id, lostReason) === 1;
      return wasLost && insert();
    },
    get(id) {
      const row = database.get('SELECT * FROM documents WHERE id = ?', id);
      return row ? documentOf(row) : null;
    },
    waiting: (kind, limit) =>
      database
        .all("SELECT * FROM documents WHERE state = 'waiting' AND kind = ? ORDER BY row LIMIT ?", kind, limit)
        .map(documentOf),
    countWaiting: (kind, most) =>
      count(
        database.get(
          "SELECT count(*) AS n FROM (SELECT 1 FROM documents WHERE state = 'waiting' AND kind = ? LIMIT ?)",
          kind,
          most,
        ),
      ),
    settle(id, state, { reason, orderIds = [] } = {}) {
      database.transaction(() => {
        const changed = database.run(
          'UPDATE documents SET state = ?, reason = ? WHERE id = ?',
          state,
          reason ?? null,
          id,
        );
        if (changed === 0) throw new Problem('not-found', `no document ${id}`);
        for (const orderId of orderIds) {
          database.run(
            // the order of a test run has no row, so no document belongs to it
            `INSERT OR IGNORE INTO document_orders (order_id, document) SELECT ?1, ?2
             WHERE NOT EXISTS (SELECT 1 FROM entries WHERE order_id = ?1 AND kind = 'drill-marked')`,
            orderId,
            id,
          );
        }
        if (orderIds.length > 0) blankOfErased(database, id);
      });
    },
    parked: () => database.all("SELECT * FROM documents WHERE state = 'parked' ORDER BY row").map(documentOf),
    held: () =>
      database
        .all(
          `SELECT ${head} FROM documents WHERE state = 'waiting' AND kind IN ('mail', 'webhook', 'api')
           UNION ALL SELECT ${head} FROM documents WHERE state = 'parked' ORDER BY row`,
        )
        .map(headOf),
    undecided: () =>
      database.all(`SELECT ${head} FROM documents WHERE state = 'undecided' ORDER BY row`).map(headOf),
    undecidedTopics: () =>
      database
        .all("SELECT DISTINCT topic FROM documents WHERE state = 'undecided'")
        .map((row) => text(row, 'topic')),
    readUndecided: (topic) => {
      database.run(
        "UPDATE documents SET state = 'waiting', reason = NULL WHERE state = 'undecided' AND topic = ?",
        topic,
      );
    },
    look(id) {
      const row = database.get(`SELECT ${head} FROM documents WHERE id = ?`, id);
      return row ? headOf(row) : null;
    },
    readAgain: (id) => {
      database.run(
        "UPDATE documents SET state = 'waiting', reason = NULL WHERE id = ? AND state = 'parked'",
        id,
      );
    },
    // without the bodies: a sender may have many mails, and each is large
    ofTopic: (kind, topic, limit) =>
      database
        .all(
          'SELECT id, headers, received_at FROM documents WHERE kind = ? AND topic = ? AND length(body) > 0 ORDER BY row DESC LIMIT ?',
          kind,
          topic,
          limit,
        )
        .map((row) => ({
          id: documentIdSchema.parse(row.id),
          headers: headersSchema.parse(json(row, 'headers')),
          receivedAt: int(row, 'received_at'),
          orderIds: ordersOf(row),
        })),
  };
}

const head = 'row, id, kind, topic, headers, received_at, state, reason';

const headOf = (row: Row): HeldDocument => ({
  id: documentIdSchema.parse(row.id),
  kind: documentKind(text(row, 'kind')),
  topic: text(row, 'topic'),
  headers: headersSchema.parse(json(row, 'headers')),
  receivedAt: int(row, 'received_at'),
  state: documentState(text(row, 'state')),
  reason: maybeText(row, 'reason'),
});

function documentState(stored: string): StoredDocument['state'] {
  switch (stored) {
    case 'waiting':
    case 'understood':
    case 'ignored':
    case 'parked':
    case 'undecided':
      return stored;
    default:
      throw new Error(`the ledger holds a document that is ${stored}`);
  }
}
