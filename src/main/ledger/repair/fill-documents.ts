import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { lostReason } from '../documents.ts';
import { fillKeyed, insertInto, put } from './fill-facts.ts';
import type { Fields } from './records.ts';
import type { Salvage } from './salvage.ts';

/** Mails and deliveries: what became of one is newer in the broken file than in the copy. */
export function fillDocuments(database: Database, salvage: Salvage): void {
  function take(fields: Fields): void {
    const [row, id = null, , , , state = null, reason = null, headers = null, body = null] = fields;
    const known = database.get(
      'SELECT row, state, reason, length(body) AS size FROM documents WHERE id = ?',
      id,
    );
    if (known) {
      const size = body instanceof Uint8Array ? body.length : 0;
      if (known.state === state && known.reason === reason && known.size === size) return;
      database.run(
        'UPDATE documents SET state = ?, reason = ?, headers = ?, body = ? WHERE row = ?',
        state,
        reason,
        headers,
        body,
        int(known, 'row'),
      );
      return;
    }
    const isFree = database.get('SELECT 1 FROM documents WHERE row = ?', row ?? null) === undefined;
    database.run(insertInto('documents'), isFree ? (row ?? null) : null, ...fields.slice(1));
  }

  if (salvage.each('documents', take)) return;
  for (const fields of salvage.loose('documents')) {
    if (!database.get('SELECT 1 FROM documents WHERE id = ?', fields[1] ?? null)) take(fields);
  }
}

/** Restores which orders each document has, from the table, or from its index, which covers all columns. */
export function fillTies(database: Database, salvage: Salvage): void {
  if (fillKeyed(database, salvage, 'document_orders')) return;
  for (const [document, order] of salvage.index('document_orders_of_document')) {
    if (typeof document === 'string' && typeof order === 'string')
      put(database, 'document_orders', [order, document]);
  }
}

/**
 * Cleans up documents after the orders are rebuilt: parses again those whose events are lost, and adds rows for lost ones.
 * @param unsure the first document after the copy if events may be lost, else null
 */
export function tidyDocuments(database: Database, deskId: string, unsure: number | null): void {
  if (unsure !== null) {
    database.run(
      `UPDATE documents SET state = 'waiting', reason = NULL
       WHERE state = 'understood' AND row >= ? AND length(body) > 0 AND id NOT IN
         (SELECT data ->> '$.documentId' FROM entries WHERE data ->> '$.documentId' IS NOT NULL)`,
      unsure,
    );
  }
  // a lost mail is fetched again and replaces this row; a webhook or API call is not, but its content is in the event
  for (const row of database.all(
    `SELECT DISTINCT data ->> '$.documentId' AS document, recorded_at FROM entries
     WHERE kind IN ('order-received', 'order-updated') AND document IS NOT NULL AND desk = ?
       AND document NOT IN (SELECT id FROM documents)`,
    deskId,
  )) {
    const id = text(row, 'document');
    const kind = id.startsWith('mail:') ? 'mail' : id.startsWith('api:') ? 'api' : 'webhook';
    database.run(
      `INSERT OR IGNORE INTO documents (id, kind, topic, received_at, state, reason, headers, body)
       VALUES (?, ?, '', ?, 'ignored', ?, '{}', x'')`,
      id,
      kind,
      int(row, 'recorded_at'),
      lostReason,
    );
  }
  const astray = `order_id NOT IN (SELECT id FROM orders) OR document NOT IN (SELECT id FROM documents)`;
  // the documents of a lost order are parsed again
  database.exec(`
    UPDATE documents SET state = 'waiting', reason = NULL WHERE state = 'understood' AND length(body) > 0
      AND id IN (SELECT document FROM document_orders WHERE order_id NOT IN (SELECT id FROM orders));
    DELETE FROM document_orders WHERE ${astray};
  `);
}
