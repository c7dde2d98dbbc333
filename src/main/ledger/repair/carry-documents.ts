import { parseJson } from '../../../shared/parse-json.ts';
import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';
import { lostReason } from '../documents.ts';
import type { BrokenLedger } from './broken-ledger.ts';
import { carryTable, insertRow } from './carry-table.ts';

/** Adds mails and deliveries. The state of one is newer in the broken ledger, but its content is sound in the copy. */
export function carryDocuments(database: Database, broken: BrokenLedger): boolean {
  const isWhole = broken.each('documents', (row) => {
    const { id = null, state = null, reason = null, headers = null, body = null } = row;
    if (!database.get('SELECT 1 FROM documents WHERE id = ?', id)) {
      insertRow(database, 'documents', { ...row, row: null });
      return;
    }
    database.run(
      'UPDATE documents SET state = ?1, reason = ?2 WHERE id = ?3 AND (state, reason) IS NOT (?1, ?2)',
      state,
      reason,
      id,
    );
    const isBlanked = body instanceof Uint8Array && body.length === 0;
    if (isBlanked)
      database.run(
        'UPDATE documents SET headers = ?1, body = ?2 WHERE id = ?3 AND body <> ?2',
        headers,
        body,
        id,
      );
  });
  return carryTable(database, broken, 'document_orders') && isWhole;
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

/** How far back a source is read again if the copy does not know how far it was read. */
const lookBackMs = 7 * 86_400_000;
/** A history id too old for Gmail, which then lists its mails instead. */
const forgottenHistory = '1';

/** Keeps the copy's positions, so that everything since is read again; duplicates are harmless. */
export function carryCheckpoints(database: Database, broken: BrokenLedger): void {
  broken.each('checkpoints', ({ name = null, value }) => {
    const back = setBack(String(name), String(value));
    if (back !== null)
      database.run('INSERT OR IGNORE INTO checkpoints (name, value) VALUES (?, ?)', name, back);
  });
}

/** @returns null if the source is read from the beginning: reading the catalogue takes a minute */
export function setBack(name: string, value: string): string | null {
  if (name === 'gmail' || name.startsWith('gmail:')) {
    const read = parseJson(value);
    if (typeof read !== 'object' || read === null || !('at' in read) || typeof read.at !== 'number')
      return null;
    return JSON.stringify({ ...read, historyId: forgottenHistory, at: read.at - lookBackMs });
  }
  const reached = name.startsWith('shopify.orders') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(reached) ? null : new Date(reached - lookBackMs).toISOString();
}
